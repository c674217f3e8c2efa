import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { record, RegisterContainer, RegisterSensor } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { Acknowledge, DefineFullRule, ExcursionsTold } from './rule-documents.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 2000 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A refrigerator with a thermometer and a rule. */
async function refrigerator(code: string, rule: object) {
  await world.ask(RegisterContainer, { input: { code, name: code, kind: 'REFRIGERATOR' } });
  await world.ask(RegisterSensor, { input: { container: code, channel: 'temperature', quantity: 'TEMPERATURE' } });
  const { defineExcursionRule } = await world.ask(DefineFullRule, { input: { code, quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'CONSECUTIVE', high: 8, containers: [code], ...rule } });
  expect(defineExcursionRule.userErrors).toEqual([]);
  return {
    rule: defineExcursionRule.excursionRule!,
    record: (...points: [number, number][]) => record(world, `${code}/temperature`, start, points),
    told: async () => (await world.ask(ExcursionsTold, { container: [code] })).excursions.nodes.toReversed(),
    changes: () => world.events.flatMap((event) => (event.name === 'excursionChanged' ? [event.change] : [])),
  };
}

test('a warning that becomes critical is one excursion, which is told as updated', async () => {
  const levels = [{ severity: 'CRITICAL' as const, low: null, high: 15, onDelay: 'PT10M' }];
  const { rule, record: read, told, changes } = await refrigerator('LADDER', { levels });
  expect(rule).toMatchObject({ comparison: 'BEYOND', window: null, levels, storageCondition: null, assets: [{ code: 'LADDER' }] });
  const before = changes().length;
  await read([0, 5], [10, 9]);
  expect(await told()).toMatchObject([{ severity: 'WARNING', severities: [{ severity: 'WARNING', reachedAt: minute(10), limit: 8 }], endedAt: null }]);
  await read([15, 16]);
  await read([30, 9]);
  await read([40, 5]);
  expect(await told()).toMatchObject([{
    severity: 'CRITICAL', limit: 8, startedAt: minute(10), confirmedAt: minute(10), endedAt: minute(40), peak: 16,
    severities: [{ severity: 'WARNING', reachedAt: minute(10), limit: 8 }, { severity: 'CRITICAL', reachedAt: minute(25), limit: 15 }],
    revisions: [{ cause: 'DETECTED', severity: 'WARNING' }],
  }]);
  expect(changes().slice(before)).toEqual(['OPENED', 'UPDATED', 'CLOSED']);
  // It was never that bad for ten minutes in one piece.
  await read([20, 14]);
  expect(await told()).toMatchObject([{ severity: 'WARNING', severities: [{ severity: 'WARNING' }], peak: 16, revisions: [{}, { cause: 'LATE_DATA', severity: 'WARNING' }] }]);
});

test('time adds up over a day as WHO PQS devices count it, and late readings take it back', async () => {
  const { rule, record: read, told } = await refrigerator('SUM', { mode: 'ACCUMULATIVE', comparison: 'AT_OR_BEYOND', high: 30, onDelay: 'PT10H', window: 'PT24H' });
  expect(rule).toMatchObject({ mode: 'ACCUMULATIVE', comparison: 'AT_OR_BEYOND', onDelay: 'PT10H', window: 'PT24H' });
  await read([0, 20], [60, 30], [360, 29.9], [420, 31]);
  expect(await told()).toMatchObject([{ startedAt: minute(60), confirmedAt: minute(720), endedAt: null, peak: 31 }]);
  await read([719, 20], [800, 20]);
  expect(await told()).toEqual([]);
  await read([801, 30], [802, 20]);
  expect(await told()).toMatchObject([{ startedAt: minute(60), confirmedAt: minute(802), endedAt: minute(802) }]);
});

test('an acknowledged excursion that is split keeps its acknowledgement on the first part', async () => {
  const { record: read, told } = await refrigerator('SPLIT', {});
  await read([0, 5], [10, 9], [20, 9], [30, 9], [40, 9], [50, 5]);
  const [whole] = await told();
  await world.ask(Acknowledge, { input: { excursion: whole!.id } });
  await read([25, 5]);
  expect(await told()).toMatchObject([{ id: whole!.id, status: 'ACKNOWLEDGED', endedAt: minute(25) }, { status: 'DETECTED', startedAt: minute(30), revisions: [{ cause: 'LATE_DATA' }] }]);
});

test('two that a late reading merges are the one that somebody has acknowledged', async () => {
  const { record: read, told } = await refrigerator('MERGED', { offDelay: 'PT12M' });
  await read([0, 5], [10, 9], [15, 5], [30, 9], [35, 5], [60, 5]);
  const [, second] = await told();
  await world.ask(Acknowledge, { input: { excursion: second!.id } });
  await read([22, 9], [23, 5]);
  expect(await told()).toMatchObject([{ id: second!.id, status: 'ACKNOWLEDGED', acknowledgedBy: expect.any(String), startedAt: minute(10), endedAt: minute(35), revisions: [{}, { cause: 'LATE_DATA' }] }]);
});
