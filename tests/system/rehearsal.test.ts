import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY, formatInstant, MINUTE, now } from '../../src/domain/time.js';
import type { ExcursionRuleInput } from '../client/graphql.js';
import { authenticateByName } from './access-callers.js';
import { MoveSensor } from './custody-documents.js';
import { record, RegisterContainer, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { DefineFullRule, ExcursionsRaised, Rehearse } from './rule-documents.js';

const start = Math.floor(now() / MINUTE) * MINUTE - 3000 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
const MOVED = 250;

const rule = { quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'CONSECUTIVE', high: 8, containers: ['A', 'B'] } satisfies Partial<ExcursionRuleInput>;
const RULES: ExcursionRuleInput[] = [
  { ...rule, code: 'INSTANT', mode: 'INSTANT', low: 2 },
  { ...rule, code: 'DELAYS', deadband: 0.5, onDelay: 'PT10M', offDelay: 'PT12M', levels: [{ severity: 'CRITICAL', high: 10, onDelay: 'PT5M' }] },
  { ...rule, code: 'SUM', mode: 'ACCUMULATIVE', comparison: 'AT_OR_BEYOND', onDelay: 'PT15M', window: 'PT40M' },
  { ...rule, code: 'CONDITION', containers: null, storageCondition: 'USP_COLD', deadband: 0.2 },
  { ...rule, code: 'STUCK', mode: 'STUCK', high: null, deadband: 1, onDelay: 'PT6M', levels: [{ severity: 'CRITICAL', onDelay: 'PT9M' }] },
];

let before: World;
let after: World;
beforeAll(async () => {
  [before, after] = await Promise.all([openWorld({ authenticate: authenticateByName }), openWorld()]);
  for (const world of [before, after]) await furnish(world);
  for (const each of RULES) await after.ask(DefineFullRule, { input: each });
  for (const world of [before, after]) await live(world);
});
afterAll(async () => {
  await before[Symbol.asyncDispose]();
  await after[Symbol.asyncDispose]();
});

/** A is kept cold, B and C are not; one of the sensors goes from A to C, the other from A to B. */
async function furnish(world: World): Promise<void> {
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'UTC' } });
  for (const code of ['A', 'B', 'C']) await world.ask(RegisterContainer, { input: { code, name: code, kind: 'REFRIGERATOR', storageCondition: code === 'A' ? 'USP_COLD' : null } });
  for (const channel of ['leaves', 'stays', 'fahrenheit']) {
    await world.ask(RegisterSensor, { input: { container: 'A', channel, quantity: 'TEMPERATURE', unit: channel === 'fahrenheit' ? '[degF]' : 'Cel', expectedEvery: channel === 'stays' ? 'PT7M' : null } });
  }
}

async function live(world: World): Promise<void> {
  // The same numbers every time, in no order that a rule could know.
  const value = (index: number) => [5, 8, 9, 11, 7.7, 1, 8.3, 5, 6, 12][Math.floor(Math.abs(Math.sin(index + 1)) * 10)]!;
  const points = (from: number, to: number, factor: number) => Array.from({ length: Math.floor((to - from) / 5) }, (_, index): [number, number] => [from + index * 5 + (index % 3), value(from + index * factor)]);
  for (const [from, to] of [[0, MOVED], [MOVED, 2 * MOVED]] as const) {
    await record(world, 'A/leaves', start, points(from, to, 1));
    await record(world, 'A/stays', start, points(from, to, 3));
    await record(world, 'A/fahrenheit', start, points(from, to, 7).map(([at, celsius]) => [at, celsius * 1.8 + 32]));
    if (from > 0) continue;
    await world.ask(MoveSensor, { input: { sensor: 'A/leaves', container: 'C', at: minute(MOVED) } });
    await world.ask(MoveSensor, { input: { sensor: 'A/stays', container: 'B', at: minute(MOVED) } });
  }
}

test.each(RULES)('the rehearsal of $code tells what the rule would have raised', async (each) => {
  const { rehearseExcursionRule } = await before.ask(Rehearse, { rule: each, from: minute(0), to: formatInstant(now()) });
  const { excursions } = await after.ask(ExcursionsRaised);
  const raised = excursions.nodes.filter((node) => node.rule?.code === each.code).map(({ rule: _, ...node }) => node);
  const order = (one: { startedAt: string; sensor: { key: string } }, other: typeof one) => one.startedAt.localeCompare(other.startedAt) || one.sensor.key.localeCompare(other.sensor.key);
  expect(rehearseExcursionRule.toSorted(order)).toEqual(raised.toSorted(order));
  expect(raised.length).toBeGreaterThan(2);
  expect((await before.ask(ExcursionsRaised)).excursions.nodes.filter((node) => node.rule !== null)).toEqual([]);
});

test('a rehearsal knows nothing from before it begins, nor from after it ends', async () => {
  const between = (await before.ask(Rehearse, { rule: RULES[0]!, from: minute(100), to: minute(200) })).rehearseExcursionRule;
  expect(between.length).toBeGreaterThan(0);
  for (const { startedAt, endedAt } of between) expect(startedAt >= minute(100) && (endedAt === null || endedAt < minute(200))).toBe(true);
  expect((await before.ask(Rehearse, { rule: RULES[0]!, from: minute(-500), to: minute(0) })).rehearseExcursionRule).toEqual([]);
});

test('a rule that cannot be, and too long a time, are refused', async () => {
  const refused = async (given: object, from = minute(0), to = minute(10)) => (await before.errorsOf(Rehearse, { rule: { ...RULES[0]!, ...given }, from, to }))[0]!;
  expect(await refused({ window: 'PT1H' })).toMatchObject({ message: 'rule.window: Only an ACCUMULATIVE rule has a window.', extensions: { code: 'BAD_USER_INPUT' } });
  expect(await refused({ containers: ['NO-SUCH'] })).toMatchObject({ message: expect.stringContaining('rule.containers.0') });
  expect(await refused({}, formatInstant(start - 400 * DAY))).toMatchObject({ message: expect.stringContaining('366 days') });
  expect(await refused({}, minute(10), minute(0))).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

test('it is for those who may define rules, and tells them of their own sites', async () => {
  const asked = { rule: RULES[0]!, from: minute(0), to: minute(100) };
  expect((await before.as('OPERATOR').errorsOf(Rehearse, asked))[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  expect((await before.as('QUALITY').ask(Rehearse, asked)).rehearseExcursionRule.length).toBeGreaterThan(0);
  expect((await before.as('QUALITY@1').errorsOf(Rehearse, asked))[0]).toMatchObject({ message: expect.stringContaining('rule.containers.0') });
  expect((await before.as('QUALITY@1').errorsOf(Rehearse, { ...asked, rule: RULES[3]! }))[0]).toMatchObject({ message: expect.stringContaining('every site') });
});
