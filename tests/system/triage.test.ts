import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { Acknowledge, AlarmsOf, Assess, Close, furnishThermometers, Investigate, Reset } from './alarm-documents.js';
import { record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const HumanSide = graphql(`
  query HumanSide($id: ID!) {
    excursion(id: $id) {
      id status startedAt endedAt peak revision severity alarmState acknowledgedBy comment investigatedBy assessedBy cause assessment assessedSeverity closedBy closingComment revisions { cause }
    }
  }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
const machines = Array.from({ length: 10 }, (_, index) => `M${index}`);
let free = 0;

beforeAll(async () => {
  world = await openWorld();
  await furnishThermometers(world, 'LAB', machines);
});
afterAll(async () => world[Symbol.asyncDispose]());

const excursionsOf = async (machine: string) => (await world.ask(AlarmsOf, { machine: [machine] })).excursions.nodes.toReversed();
const humanSide = async (id: string) => (await world.ask(HumanSide, { id })).excursion;

/** The excursion that these values of a machine of its own make. */
async function excursionOf(points: [minute: number, value: number][]): Promise<{ machine: string; id: string }> {
  const machine = machines[free++]!;
  await record(world, `${machine}/t`, start, points);
  return { machine, id: (await excursionsOf(machine))[0]!.id };
}

const STEPS = {
  acknowledge: async (excursion: string) => (await world.ask(Acknowledge, { input: { excursion, comment: 'seen' } })).acknowledgeExcursion,
  investigate: async (excursion: string) => (await world.ask(Investigate, { input: { excursion } })).investigateExcursion,
  assess: async (excursion: string) => (await world.ask(Assess, { input: { excursion, cause: 'the door was open', comment: 'harmless', severity: 'INFO' } })).assessExcursion,
  close: async (excursion: string) => (await world.ask(Close, { input: { excursion, comment: 'done' } })).closeExcursion,
};
type StepName = keyof typeof STEPS;

test.each<[StepName[], (string | null)[]]>([
  [['investigate', 'acknowledge', 'investigate', 'investigate'], ['NOT_ACKNOWLEDGED', null, null, 'ALREADY_INVESTIGATING']],
  [['assess', 'close', 'acknowledge', 'close', 'assess', 'assess', 'investigate', 'close', 'close', 'assess', 'acknowledge'],
    ['NOT_ACKNOWLEDGED', 'NOT_ASSESSED', null, 'NOT_ASSESSED', null, null, 'ALREADY_ASSESSED', null, 'ALREADY_CLOSED', 'ALREADY_CLOSED', 'ALREADY_ACKNOWLEDGED']],
])('people go %j with an excursion, and are answered %j', async (steps, codes) => {
  const { id } = await excursionOf([[0, 12], [10, 5]]);
  const told = world.events.length;
  for (const [index, step] of steps.entries()) {
    const { excursion, userErrors } = await STEPS[step](id);
    expect({ step, codes: userErrors.map(({ code }) => code), isThere: excursion !== null }).toEqual({ step, codes: codes[index] === null ? [] : [codes[index]], isThere: codes[index] === null });
  }
  const changes = { acknowledge: 'ACKNOWLEDGED', investigate: 'INVESTIGATED', assess: 'ASSESSED', close: 'CONCLUDED' };
  expect(world.events.slice(told)).toMatchObject(steps.filter((_, index) => codes[index] === null).map((step) => ({ name: 'excursionChanged', change: changes[step], excursionId: Number(id) })));
});

test('what runs can be assessed, but not closed', async () => {
  const { machine, id } = await excursionOf([[0, 12]]);
  for (const step of ['acknowledge', 'assess'] as const) expect((await STEPS[step](id)).userErrors).toEqual([]);
  expect((await STEPS.close(id)).userErrors).toMatchObject([{ code: 'STILL_RUNNING', field: ['excursion'] }]);
  await record(world, `${machine}/t`, start, [[10, 5]]);
  expect((await STEPS.close(id)).excursion).toMatchObject({ status: 'CLOSED', closedBy: 'local', closedAt: expect.any(String), closingComment: 'done' });
});

test.each([
  [{ cause: ' ' }, ['cause']],
  [{ cause: 'x'.repeat(2001) }, ['cause']],
  [{ cause: 'x', comment: '\u0007' }, ['comment']],
])('an assessment is refused with a reason: %j', async (input, field) => {
  expect((await world.ask(Assess, { input: { excursion: '1', ...input } })).assessExcursion).toMatchObject({ excursion: null, userErrors: [{ code: 'INVALID', field }] });
  expect((await STEPS.close('77777')).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['excursion'] }]);
});

const HUMAN = { acknowledgedBy: 'local', comment: 'seen', investigatedBy: 'local', assessedBy: 'local', cause: 'the door was open', assessment: 'harmless', assessedSeverity: 'INFO' };
const assessWhole = async (id: string) => {
  for (const step of ['acknowledge', 'investigate', 'assess'] as const) expect((await STEPS[step](id)).userErrors).toEqual([]);
};

test('what people said survives that late readings extend and split an excursion; the part that is new begins anew', async () => {
  const { machine, id } = await excursionOf([[0, 12], [10, 5]]);
  await assessWhole(id);
  await record(world, `${machine}/t`, start, [[8, 14], [-5, 11]]);
  expect(await humanSide(id)).toMatchObject({ ...HUMAN, status: 'ASSESSED', severity: 'WARNING', startedAt: minute(-5), peak: 14, alarmState: 'NORM', revisions: [{}, { cause: 'LATE_DATA' }] });
  await record(world, `${machine}/t`, start, [[4, 5]]);
  expect(await humanSide(id)).toMatchObject({ ...HUMAN, status: 'ASSESSED', startedAt: minute(-5), endedAt: minute(4), revision: 3 });
  const [first, second] = await excursionsOf(machine);
  expect([first, second]).toMatchObject([{ id, alarmState: 'NORM' }, { status: 'DETECTED', startedAt: minute(8), alarmState: 'RTNUN' }]);
  expect(await humanSide(second!.id)).toMatchObject({ acknowledgedBy: null, cause: null, assessedSeverity: null });
});

test('of two that become one the first keeps what was said; the other is retracted with what was said of it, and nothing more is done to it', async () => {
  await furnishThermometers(world, 'PLANT', ['SLOW'], { offDelay: 'PT5M' });
  await record(world, 'SLOW/t', start, [[0, 12], [10, 5], [20, 13], [30, 5], [40, 5]]);
  const [first, second] = await excursionsOf('SLOW');
  await assessWhole(first!.id);
  await STEPS.acknowledge(second!.id);
  await record(world, 'SLOW/t', start, [[12, 9]]);
  expect(await humanSide(first!.id)).toMatchObject({ ...HUMAN, status: 'ASSESSED', startedAt: minute(0), endedAt: minute(30), peak: 13, revision: 2 });
  expect(await humanSide(second!.id)).toMatchObject({ status: 'RETRACTED', acknowledgedBy: 'local', comment: 'seen', alarmState: 'NORM' });
  for (const step of ['acknowledge', 'investigate', 'assess', 'close'] as const) expect((await STEPS[step](second!.id)).userErrors).toMatchObject([{ code: 'RETRACTED', field: ['excursion'] }]);
  expect((await world.ask(Reset, { input: { excursion: second!.id } })).resetExcursion.userErrors).toMatchObject([{ code: 'RETRACTED' }]);
});

test('what was retracted and is found again is the same excursion, as far as people had taken it', async () => {
  await furnishThermometers(world, 'ANNEX', ['AGAIN'], { offDelay: 'PT5M' });
  await record(world, 'AGAIN/t', start, [[0, 12], [10, 5], [20, 13], [30, 5], [40, 5]]);
  const ids = (await excursionsOf('AGAIN')).map(({ id }) => id);
  for (const each of ids) await STEPS.acknowledge(each);
  const id = ids[1]!;
  const isJoined: [minute: number, value: number][] = [[12, 9], [14.1, 9], [14.3, 9]];
  const isApart: [minute: number, value: number][] = [[13, 5], [14.2, 5], [14.4, 5]];
  for (const [index, status] of ['ACKNOWLEDGED', 'ASSESSED', 'CLOSED'].entries()) {
    await record(world, 'AGAIN/t', start, [isJoined[index]!]);
    expect(await humanSide(id)).toMatchObject({ status: 'RETRACTED', comment: 'seen' });
    await record(world, 'AGAIN/t', start, [isApart[index]!]);
    expect(await humanSide(id)).toMatchObject({ status, acknowledgedBy: 'local', comment: 'seen', startedAt: minute(20), endedAt: minute(30), alarmState: 'NORM' });
    if (index < 2) expect((await STEPS[index === 0 ? 'assess' : 'close'](id)).userErrors).toEqual([]);
  }
  expect(await humanSide(id)).toMatchObject({ cause: 'the door was open', assessedSeverity: 'INFO', closingComment: 'done' });
  expect((await humanSide(id))!.revisions.map(({ cause }) => cause)).toEqual(['DETECTED', ...Array.from({ length: 3 }, () => ['LATE_DATA', 'FOUND_AGAIN']).flat()]);
  expect(await excursionsOf('AGAIN')).toHaveLength(2);
});

test('an alarm that does not latch cannot be reset', async () => {
  const { id } = await excursionOf([[0, 12], [10, 5]]);
  expect((await world.ask(Reset, { input: { excursion: id } })).resetExcursion).toMatchObject({ excursion: null, userErrors: [{ code: 'NOT_LATCHED', field: ['excursion'] }] });
});
