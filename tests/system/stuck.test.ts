import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { Move } from './custody-documents.js';
import { record, RecordReadings, RegisterContainer, RegisterSamples, RegisterSensor } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { HeldTo, StuckSensors, WentThrough } from './health-documents.js';
import { DefineFullRule } from './rule-documents.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 2000 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A freezer whose thermometer is stuck when it says the same for an hour. */
async function freezer(code: string, rule: object = {}, expectedEvery: string | null = null) {
  await world.ask(RegisterContainer, { input: { code, name: code, kind: 'FREEZER' } });
  await world.ask(RegisterSensor, { input: { container: code, channel: 't', quantity: 'TEMPERATURE', unit: '[degF]', expectedEvery } });
  const { defineExcursionRule } = await world.ask(DefineFullRule, { input: { code, quantity: 'TEMPERATURE', severity: 'INFO', mode: 'STUCK', onDelay: 'PT1H', containers: [code], ...rule } });
  expect(defineExcursionRule.userErrors).toEqual([]);
  return {
    rule: defineExcursionRule.excursionRule!,
    record: (...points: [number, number][]) => record(world, `${code}/t`, start, points),
    told: async () => (await world.ask(StuckSensors, { container: [code], kind: ['STUCK'] })).excursions.nodes.toReversed(),
  };
}

/** The same value every ten minutes. */
const same = (from: number, to: number, value: number): [number, number][] => Array.from({ length: (to - from) / 10 + 1 }, (_, index) => [from + 10 * index, value]);

test('a sensor that says the same for too long is an excursion, which gets worse and ends when it says something else', async () => {
  const { rule, record: read, told } = await freezer('A', { levels: [{ severity: 'CRITICAL', onDelay: 'PT2H' }] });
  expect(rule).toMatchObject({ mode: 'STUCK', low: null, high: null, onDelay: 'PT1H', levels: [{ severity: 'CRITICAL', low: null, high: null, onDelay: 'PT2H' }] });
  await read([0, -5], ...same(10, 60, -4));
  expect(await told()).toEqual([]);
  await read([70, -4]);
  const before = world.events.length;
  expect(await told()).toEqual([{
    kind: 'STUCK', severity: 'INFO', limit: null, startedAt: minute(10), confirmedAt: minute(70), endedAt: null, peak: -4, area: null, unknown: 'PT0S', sensor: { key: 'A/t' }, rule: { code: 'A' },
    affectedSamples: { nodes: [] }, severities: [{ severity: 'INFO', reachedAt: minute(70), limit: null }], revisions: [{ cause: 'DETECTED', endedAt: null }],
  }]);
  await read(...same(80, 150, -4));
  await read([160, -4.5]);
  expect(await told()).toMatchObject([{ severity: 'CRITICAL', startedAt: minute(10), endedAt: minute(160), severities: [{}, { severity: 'CRITICAL', reachedAt: minute(130) }] }]);
  expect(world.events.slice(before).flatMap((event) => (event.name === 'excursionChanged' ? [event.change] : []))).toEqual(['UPDATED', 'CLOSED']);
});

test('what comes late splits, ends and undoes it, each time as a revision', async () => {
  const { record: read, told } = await freezer('B');
  await read([0, -5], ...same(10, 200, -4));
  await read([105, -4.1]);
  expect(await told()).toMatchObject([
    { startedAt: minute(10), endedAt: minute(105), revisions: [{ cause: 'DETECTED', endedAt: null }, { cause: 'LATE_DATA', endedAt: minute(105) }] },
    { startedAt: minute(110), confirmedAt: minute(170), endedAt: null, revisions: [{ cause: 'LATE_DATA' }] },
  ]);
  await read([55, -4.2], [155, -4.2]);
  expect(await told()).toEqual([]);
  await read([210, -4], [220, -4]);
  expect(await told()).toMatchObject([{ startedAt: minute(160), confirmedAt: minute(220) }]);
});

test('values within the deadband are the same, in the unit of the sensor', async () => {
  // A tenth of a degree Celsius is 0.18 of these.
  const { record: read, told } = await freezer('C', { deadband: 0.1 });
  await read([0, -4], [30, -3.9], [60, -3.82], [90, -3.8]);
  expect(await told()).toMatchObject([{ startedAt: minute(0), confirmedAt: minute(60), endedAt: minute(90), peak: -4 }]);
});

test('what is BAD is no sign of life, and silence no sign of being stuck', async () => {
  const { record: read, told } = await freezer('D', {}, 'PT30M');
  await read([0, -4]);
  await world.ask(RecordReadings, { input: { readings: [[20, -4], [40, -4.5], [80, -4]].map(([at, value]) => ({ sensor: 'D/t', measuredAt: minute(at!), value: value!, quality: 'BAD' as const })) } });
  await read([90, -4], [110, -4]);
  expect(await told()).toEqual([]);
  await read([120, -4]);
  expect(await told()).toMatchObject([{ startedAt: minute(0), confirmedAt: minute(120), unknown: 'PT1H' }]);
});

test('what a stuck sensor says counts as ever: its samples are told of it, and their exposure is as known as before', async () => {
  const { record: read, told } = await freezer('E');
  await world.ask(RegisterSamples, { input: { samples: [{ code: 'TUBE', name: 'tube', type: 'plasma', collectedAt: minute(0) }] } });
  await world.ask(Move, { input: { items: [{ sample: 'TUBE' }], into: 'E', at: minute(0) } });
  await read(...same(0, 90, -4));
  expect(await told()).toMatchObject([{ affectedSamples: { nodes: [{ sample: { code: 'TUBE' } }] } }]);
  const { sample } = await world.ask(WentThrough, { sample: 'TUBE', from: minute(0), to: minute(90) });
  expect(sample).toMatchObject({ exposure: { coverage: 1, unknown: 'PT0S' }, excursions: { nodes: [{ kind: 'STUCK' }] } });
});

test('a rule without limits holds nobody to any: with no other nothing is known to be in range', async () => {
  const { record: read } = await freezer('F');
  await read([0, -4], [20, -5]);
  const { container } = await world.ask(HeldTo, { code: 'F', from: minute(0), to: minute(40) });
  expect(container!.compliance).toEqual({ inRange: 'PT0S', outOfRange: 'PT0S', unknown: 'PT40M', ratio: null });
});
