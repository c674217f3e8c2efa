import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { DefineRule, furnish, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const RetireRule = graphql(`
  mutation RetireRule($input: RetireExcursionRuleInput!) {
    retireExcursionRule(input: $input) { excursionRule { code version retiredAt } userErrors { code field message } }
  }
`);

const Rules = graphql(`
  query Rules($includeRetired: Boolean) { excursionRules(includeRetired: $includeRetired) { code version retiredAt high } }
`);

const ExcursionsOf = graphql(`
  query ExcursionsOf($container: [String!]!) {
    excursions(where: { container: $container }) { nodes { id startedAt endedAt peak revision rule { code version } revisions { revision cause endedAt } } }
  }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
const rule = { code: 'COLD', quantity: 'TEMPERATURE', severity: 'CRITICAL', mode: 'CONSECUTIVE', high: 8, low: 2, deadband: 0.5, onDelay: 'PT5M', offDelay: 'PT2M' } as const;
const sum = { mode: 'ACCUMULATIVE', low: null, offDelay: null, onDelay: 'PT1H', window: 'PT24H' } as const;
const stuck = { mode: 'STUCK', low: null, high: null, offDelay: null, onDelay: 'PT6H' } as const;
const define = async (input: object) => (await world.ask(DefineRule, { input: { ...rule, ...input } })).defineExcursionRule;
const excursions = async () => (await world.ask(ExcursionsOf, { container: ['BOX-1'] })).excursions.nodes;

beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

test.each([
  [{ code: 'a/b' }, ['INVALID', 'code']],
  [{ ...sum, window: null }, ['INVALID', 'window']],
  [{ ...sum, window: 'P32D' }, ['INVALID', 'window']],
  [{ ...sum, onDelay: null }, ['INVALID', 'onDelay']],
  [{ ...sum, onDelay: 'PT25H' }, ['INVALID', 'onDelay']],
  [{ ...sum, low: 2 }, ['INVALID']],
  [{ ...sum, offDelay: 'PT1S' }, ['INVALID', 'offDelay']],
  [{ window: 'PT1H' }, ['INVALID', 'window']],
  [{ comparison: 'AT_OR_BEYOND', deadband: 6 }, ['INVALID', 'deadband']],
  [{ severity: 'WARNING', levels: [{ severity: 'CRITICAL', high: 7 }] }, ['INVALID', 'levels', '0']],
  [{ severity: 'WARNING', high: null, levels: [{ severity: 'CRITICAL', high: 9 }] }, ['INVALID', 'levels', '0']],
  [{ severity: 'WARNING', levels: [{ severity: 'CRITICAL' }] }, ['INVALID', 'levels', '0']],
  [{ levels: [{ severity: 'WARNING', high: 9 }] }, ['INVALID', 'levels', '0', 'severity']],
  [{ severity: 'WARNING', levels: [{ severity: 'CRITICAL', low: 2, high: 8, onDelay: 'PT1M' }] }, ['INVALID', 'levels', '0', 'onDelay']],
  [{ severity: 'WARNING', levels: Array.from({ length: 11 }, () => ({ severity: 'CRITICAL', high: 9 })) }, ['INVALID', 'levels']],
  [{ ...sum, severity: 'WARNING', levels: [{ severity: 'CRITICAL', high: 9 }] }, ['INVALID', 'levels', '0', 'onDelay']],
  [{ storageCondition: 'USP_COLD' }, ['INVALID', 'storageCondition']],
  [{ containers: null, storageCondition: 'NO-SUCH' }, ['NOT_FOUND', 'storageCondition']],
  [{ ...stuck, high: 8 }, ['INVALID']],
  [{ ...stuck, onDelay: null }, ['INVALID', 'onDelay']],
  [{ ...stuck, offDelay: 'PT1S' }, ['INVALID', 'offDelay']],
  [{ ...stuck, window: 'PT24H' }, ['INVALID', 'window']],
  [{ ...stuck, deadband: -0.1 }, ['INVALID', 'deadband']],
  [{ ...stuck, severity: 'WARNING', levels: [{ severity: 'CRITICAL', high: 9, onDelay: 'PT12H' }] }, ['INVALID', 'levels', '0']],
  [{ ...stuck, severity: 'WARNING', levels: [{ severity: 'CRITICAL', onDelay: 'PT1H' }] }, ['INVALID', 'levels', '0', 'onDelay']],
  [{ mode: 'INSTANT' }, ['INVALID', 'onDelay']],
  [{ low: null, high: null }, ['INVALID']],
  [{ low: 9 }, ['INVALID', 'low']],
  [{ deadband: -1 }, ['INVALID', 'deadband']],
  [{ deadband: 7 }, ['INVALID', 'deadband']],
  [{ containers: [] }, ['INVALID']],
  [{ containers: ['BOX-1', 'BOX-9'] }, ['NOT_FOUND', 'containers', '1']],
  [{ samples: ['S-9'] }, ['NOT_FOUND', 'samples', '0']],
])('a rule is refused with a reason: %j', async (input, [code, ...field]) => {
  expect(await define({ containers: ['BOX-1'], ...input })).toMatchObject({ excursionRule: null, userErrors: [{ code, field }] });
  expect((await world.ask(Rules, { includeRetired: true })).excursionRules).toEqual([]);
});

test('a rule is defined for assets of every kind, each of them once', async () => {
  const { excursionRule, userErrors } = await define({ machines: ['CNC-001', 'CNC-001'], containers: ['FRZ-1', 'BOX-1'], samples: ['S-2'] });
  expect(userErrors).toEqual([]);
  expect(excursionRule).toEqual({
    ...rule, id: expect.any(String), version: 1, retiredAt: null,
    assets: [['Machine', 'CNC-001'], ['Container', 'FRZ-1'], ['Container', 'BOX-1'], ['Sample', 'S-2']].map(([__typename, code]) => ({ __typename, code })),
  });
});

test('a new version ends what ran under the old one, and judges from the newest reading on', async () => {
  await record(world, 'BOX-1/temperature', start, [[0, 5], [10, 9], [20, 9.5]]);
  expect(await excursions()).toMatchObject([{ startedAt: minute(10), endedAt: null, rule: { version: 1 }, revision: 1 }]);
  const told = world.events.length;
  const { excursionRule } = await define({ containers: ['BOX-1', 'FRZ-1'], mode: 'INSTANT', onDelay: null, high: 9.2 });
  expect(excursionRule).toMatchObject({ version: 2, high: 9.2, retiredAt: null });
  const [ended] = await excursions();
  expect(ended).toMatchObject({ endedAt: minute(20), peak: 9.5, revision: 2, revisions: [{ revision: 1, cause: 'DETECTED', endedAt: null }, { revision: 2, cause: 'RULE_CHANGED', endedAt: minute(20) }] });
  expect(world.events.slice(told)).toMatchObject([{ name: 'excursionChanged', change: 'CLOSED', excursionId: Number(ended!.id), position: expect.any(Number) }]);
  expect((await world.ask(Rules, { includeRetired: null })).excursionRules).toEqual([{ code: 'COLD', version: 2, retiredAt: null, high: 9.2 }]);
  expect((await world.ask(Rules, { includeRetired: true })).excursionRules).toMatchObject([{ version: 2 }, { version: 1, retiredAt: expect.any(String) }]);

  await record(world, 'BOX-1/temperature', start, [[30, 9.1], [40, 9.3], [50, 5]]);
  expect(await excursions()).toMatchObject([{ startedAt: minute(40), endedAt: minute(50), rule: { version: 2 } }, { startedAt: minute(10) }]);
});

test('a late reading is judged by the version that was in force for its time', async () => {
  await record(world, 'BOX-1/temperature', start, [[15, 9.7]]);
  const [, first] = await excursions();
  expect(first).toMatchObject({ startedAt: minute(10), endedAt: minute(20), peak: 9.7, rule: { version: 1 }, revisions: [{}, {}, { cause: 'LATE_DATA' }] });
  await record(world, 'BOX-1/temperature', start, [[35, 9.15]]);
  expect(await excursions()).toHaveLength(2);
});

test('what is remembered of sensors and rules is handed over', async () => {
  await record(world, 'BOX-1/temperature', start, [[60, 10]]);
  await define({ containers: ['FRZ-1'] });
  const { rows } = await sql<{ rule: number; sensor: string; from: string | null; until: string | null }>(world.database.em.fork(), `
    select version as rule, sensor.key as sensor, from_at::text as "from", until_at::text as until from excursion_rule_span
    join sensor on sensor.id = sensor_id join excursion_rule on excursion_rule.id = rule_id order by version, sensor`);
  const instant = (text: string | null) => text && formatInstant(Date.parse(text) * 1000);
  expect(rows.map(({ from, until, ...row }) => ({ ...row, from: instant(from), until: instant(until) }))).toEqual([
    { rule: 1, sensor: 'BOX-1/temperature', from: null, until: minute(20) },
    { rule: 2, sensor: 'BOX-1/temperature', from: minute(20), until: minute(60) },
  ]);
  const states = await sql<{ runs: object }>(world.database.em.fork(), 'select runs from sensor_state');
  expect(states.rows.map(({ runs }) => runs)).toEqual([{}, {}, {}, {}, {}]);
  await record(world, 'BOX-1/temperature', start, [[70, 20]]);
  expect(await excursions()).toMatchObject([{ startedAt: minute(60), endedAt: minute(60) }, {}, {}]);
});

test('a retired rule judges no more, and its code may be defined again', async () => {
  expect((await world.ask(RetireRule, { input: { code: 'COLD' } })).retireExcursionRule).toMatchObject({ excursionRule: { version: 3, retiredAt: expect.any(String) }, userErrors: [] });
  expect((await world.ask(RetireRule, { input: { code: 'COLD' } })).retireExcursionRule).toMatchObject({ excursionRule: null, userErrors: [{ code: 'NOT_FOUND', field: ['code'] }] });
  expect((await define({ containers: ['BOX-1'] })).excursionRule).toMatchObject({ version: 4 });
  await world.ask(RetireRule, { input: { code: 'COLD' } });
});

test('a rule of the machine that a freezer is also judges the sensors of the container', async () => {
  await define({ code: 'FREEZER', machines: ['FRZ-1'], mode: 'INSTANT', onDelay: null });
  await record(world, 'FRZ-1/temperature', start, [[0, 5], [10, 12]]);
  const { excursions: found } = await world.ask(ExcursionsOf, { container: ['FRZ-1'] });
  expect(found.nodes).toContainEqual(expect.objectContaining({ startedAt: minute(10), rule: { code: 'FREEZER', version: 1 } }));
});

test('rules that change while readings come neither lose one nor wait for each other', async () => {
  const versions = Array.from({ length: 10 }, (_, index) => define({ code: 'RACE', containers: ['BOX-1', 'FRZ-1'], high: 8 + index / 10 }));
  const recordings = Array.from({ length: 10 }, (_, index) => record(world, 'BOX-1/temperature', start, [[100 + index, index % 2 === 0 ? 20 : 5]]));
  const answers = await Promise.all(versions);
  await Promise.all(recordings);
  expect(answers.map(({ excursionRule }) => excursionRule?.version).toSorted((one, other) => one! - other!)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const { excursionRules } = await world.ask(Rules, { includeRetired: null });
  expect(excursionRules.filter(({ code }) => code === 'RACE')).toHaveLength(1);
});
