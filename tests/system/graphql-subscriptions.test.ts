import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import type { WatchExcursionsSubscription } from '../client/graphql.js';
import { DefineRule, furnish, record, RecordReadings, RegisterMachine } from './graphql-documents.js';
import { openWorld, take, type World } from './graphql-fixture.js';

const WatchExcursions = graphql(`
  subscription WatchExcursions($where: ExcursionFilter) {
    excursionChanged(where: $where) { cursor change excursion { id kind status startedAt endedAt sensor { key } rule { code } acknowledgedBy } }
  }
`);

const WatchMachines = graphql(`
  subscription WatchMachines($machine: [String!]) { machineStatusChanged(machine: $machine) { code status } }
`);

const WatchRejections = graphql(`
  subscription WatchRejections { messageRejected { topic reason payload } }
`);

const ChangeStatus = graphql(`
  mutation ChangeStatus($machine: String!, $status: MachineStatus!) { setMachineStatus(input: { machine: $machine, status: $status }) { userErrors { code } } }
`);

const AcknowledgeIt = graphql(`
  mutation AcknowledgeIt($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = 10;
beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

test('a code that nothing has is an error, and not silence', async () => {
  const excursions = await world.watch(WatchExcursions, { where: { sample: ['S-404'] } });
  await expect(excursions.next()).rejects.toThrow("There is no sample 'S-404'.");
  const machines = await world.watch(WatchMachines, { machine: ['M-404'] });
  await expect(machines.next()).rejects.toThrow("There is no machine 'M-404'.");
});

test('an excursion is told when it opens, closes and is acknowledged, to those whom it concerns', async () => {
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 60, machines: ['CNC-001'], containers: ['BOX-1'] } });
  const mine = await world.watch(WatchExcursions, { where: { machine: ['CNC-001'], severity: ['WARNING'] } });
  const ofSample = await world.watch(WatchExcursions, { where: { sample: ['S-1'] } });
  const all = await world.watch(WatchExcursions, { where: null });
  await record(world, 'CNC-001/temperature', start, [[minute, 70], [minute + 1, 20]]);
  await record(world, 'BOX-1/temperature', now(), [[0, 70]]);
  const [opened] = await take(mine, 1);
  expect(opened?.excursionChanged).toMatchObject({ change: 'OPENED', excursion: { kind: 'ABOVE', sensor: { key: 'CNC-001/temperature' }, rule: { code: 'HOT' } } });
  const id = opened!.excursionChanged.excursion.id;
  await world.ask(AcknowledgeIt, { excursion: id });
  const [told] = await take(mine, 1);
  expect(told?.excursionChanged).toMatchObject({ change: 'ACKNOWLEDGED', excursion: { id, status: 'ACKNOWLEDGED', acknowledgedBy: 'local' } });
  expect((await take(all, 3)).map(({ excursionChanged }) => [excursionChanged.change, excursionChanged.excursion.sensor.key])).toEqual([
    ['OPENED', 'CNC-001/temperature'],
    ['OPENED', 'BOX-1/temperature'],
    ['ACKNOWLEDGED', 'CNC-001/temperature'],
  ]);
  expect((await take(ofSample, 1))[0]?.excursionChanged.excursion.sensor.key).toBe('BOX-1/temperature');
  for (const stream of [mine, ofSample, all]) await stream.return?.();
});

test('an excursion costs as many statements however many watch something else, and reaches who watches the other face of its thing', async () => {
  await world.ask(DefineRule, { input: { code: 'COLD', quantity: 'TEMPERATURE', severity: 'CRITICAL', mode: 'INSTANT', low: -90, containers: ['FRZ-1'] } });
  const mine = await world.watch(WatchExcursions, { where: { machine: ['FRZ-1'], severity: ['CRITICAL'] } });
  const alone = await statementsFor(mine);
  const codes = Array.from({ length: 30 }, (_, index) => `ELSE-${index}`);
  for (const code of codes) await world.ask(RegisterMachine, { input: { code, name: code } });
  const others = await Promise.all(codes.map((code) => world.watch(WatchExcursions, { where: { machine: [code], severity: ['CRITICAL'] } })));

  expect(await statementsFor(mine)).toBeLessThanOrEqual(alone);
  for (const stream of [mine, ...others]) await stream.return?.();
});

let round = 0;
/** As few as there were in any of several tries: others ask of the database now and then. */
async function statementsFor(stream: AsyncIterableIterator<WatchExcursionsSubscription>): Promise<number> {
  const counts: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const before = world.statements;
    await record(world, 'FRZ-1/temperature', start, [[100 + round++, tries % 2 === 0 ? -95 : -80]]);
    expect((await take(stream, 1))[0]?.excursionChanged).toMatchObject({ change: tries % 2 === 0 ? 'OPENED' : 'CLOSED', excursion: { sensor: { key: 'FRZ-1/temperature' } } });
    counts.push(world.statements - before);
  }
  return Math.min(...counts);
}

test('a status is told to those who watch the machine', async () => {
  const stream = await world.watch(WatchMachines, { machine: ['FRZ-1'] });
  await world.ask(ChangeStatus, { machine: 'CNC-001', status: 'ERROR' });
  for (const status of ['RUNNING', 'IDLE'] as const) {
    await world.ask(ChangeStatus, { machine: 'FRZ-1', status });
    expect(await take(stream, 1)).toEqual([{ machineStatusChanged: { code: 'FRZ-1', status } }]);
  }
  await stream.return?.();
});

test('a rejection is told', async () => {
  const stream = await world.watch(WatchRejections);
  await world.ask(RecordReadings, { input: { readings: [{ sensor: 'CNC-001/nothing', measuredAt: formatInstant(start), value: 1 }] } });
  const [event] = await take(stream, 1);
  expect(event?.messageRejected).toMatchObject({ topic: 'graphql/recordReadings', reason: 'UNKNOWN_SENSOR', payload: expect.stringContaining('CNC-001/nothing') });
  await stream.return?.();
});
