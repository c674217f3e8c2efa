import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { startClock } from '../../src/ingest/clock.js';
import { createLog } from '../../src/log.js';
import { eventually } from '../support/eventually.js';
import { authenticateByName } from './access-callers.js';
import { MoveSensor, SetStorageCondition } from './custody-documents.js';
import { record, RegisterContainer, RegisterMachine, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { DefineFullRule, ExcursionsTold, RetireByCode, RuleByCondition } from './rule-documents.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const rule = { quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT' } as const;

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'UTC' } });
  await world.ask(DefineFullRule, { input: { ...rule, code: 'COLD', high: 8, storageCondition: 'USP_COLD' } });
  await world.ask(DefineFullRule, { input: { ...rule, code: 'FROZEN', high: -10, storageCondition: 'USP_FREEZER' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

async function container(code: string, storageCondition: string | null, machine: string | null = null): Promise<string> {
  await world.ask(RegisterContainer, { input: { code, name: code, kind: 'REFRIGERATOR', storageCondition, machine, site: 'LAB' } });
  if (machine === null) await world.ask(RegisterSensor, { input: { container: code, channel: 'temperature', quantity: 'TEMPERATURE' } });
  return `${code}/temperature`;
}
const keep = async (containers: string[], storageCondition: string | null) => (await world.ask(SetStorageCondition, { input: { containers, storageCondition } })).setStorageCondition.userErrors;
/** By which rules, how often changed by what, and whether it runs. */
const told = async (code: string) => (await world.ask(ExcursionsTold, { container: [code] })).excursions.nodes.toReversed().map((each) => [each.rule!.code, each.revisions.map(({ cause }) => cause).join(), each.endedAt === null ? 'runs' : 'ended']);

test('a rule for a storage condition names no assets', async () => {
  const { excursionRules } = await world.ask(RuleByCondition);
  expect(excursionRules).toEqual([{ code: 'COLD', storageCondition: { code: 'USP_COLD' }, assets: [] }, { code: 'FROZEN', storageCondition: { code: 'USP_FREEZER' }, assets: [] }]);
});

test('a container that gets another storage condition is judged by the rule of that from then on', async () => {
  const key = await container('TURNED', 'USP_COLD');
  const other = await container('TURNED-TOO', 'USP_COLD');
  for (const each of [key, other]) await record(world, each, start, [[0, 5], [10, 9]]);
  expect(await keep(['TURNED', 'TURNED-TOO'], 'USP_FREEZER')).toEqual([]);
  for (const each of [key, other]) await record(world, each, now(), [[0, 5]]);
  const turned = [['COLD', 'DETECTED,CONDITION_CHANGED', 'ended'], ['FROZEN', 'DETECTED', 'runs']];
  expect([await told('TURNED'), await told('TURNED-TOO')]).toEqual([turned, turned]);
  // What comes late is judged by what held then.
  await record(world, key, start, [[5, 7], [7, 20]]);
  expect(await told('TURNED')).toEqual([['COLD', 'DETECTED,CONDITION_CHANGED,LATE_DATA', 'ended'], turned[1]]);
  await keep(['TURNED'], null);
  expect((await told('TURNED')).at(-1)).toEqual(['FROZEN', 'DETECTED,CONDITION_CHANGED', 'ended']);
  await record(world, key, now(), [[0, 50]]);
  expect(await told('TURNED')).toHaveLength(2);
});

test('what was measured by a clock that runs ahead is judged again', async () => {
  const key = await container('AHEAD', 'USP_COLD');
  await record(world, key, now() + 9 * MINUTE, [[0, 5]]);
  expect(await told('AHEAD')).toEqual([]);
  await keep(['AHEAD'], 'USP_FREEZER');
  await using _clock = startClock({ database: world.database, publish: () => {}, log: createLog('error'), every: 20 });
  const found = await eventually(async () => ((await told('AHEAD')).length > 0 ? told('AHEAD') : null));
  expect(found).toEqual([['FROZEN', 'CONDITION_CHANGED', 'runs']]);
});

test('a sensor that goes to where the same condition holds is judged on; elsewhere it is not', async () => {
  const key = await container('FROM', 'USP_COLD');
  await container('TO', 'USP_COLD');
  await container('AWAY', null);
  await record(world, key, start, [[0, 5], [10, 9]]);
  await world.ask(MoveSensor, { input: { sensor: key, container: 'TO', at: formatInstant(start + 20 * MINUTE) } });
  await record(world, key, start, [[30, 9]]);
  expect(await told('FROM')).toEqual([['COLD', 'DETECTED', 'runs']]);
  await world.ask(MoveSensor, { input: { sensor: key, container: 'AWAY', at: formatInstant(start + 40 * MINUTE) } });
  expect(await told('FROM')).toEqual([['COLD', 'DETECTED,SENSOR_MOVED', 'ended']]);
});

test('the sensors of a machine that becomes a container are judged from then on', async () => {
  await world.ask(RegisterMachine, { input: { code: 'TWIN', name: 'TWIN', site: 'LAB' } });
  await world.ask(RegisterSensor, { input: { machine: 'TWIN', channel: 'temperature', quantity: 'TEMPERATURE' } });
  await record(world, 'TWIN/temperature', start, [[0, 9], [10, 5]]);
  await container('TWIN', 'USP_COLD', 'TWIN');
  await record(world, 'TWIN/temperature', start, [[5, 9]]);
  expect(await told('TWIN')).toEqual([]);
  await record(world, 'TWIN/temperature', now(), [[0, 9]]);
  expect(await told('TWIN')).toEqual([['COLD', 'DETECTED', 'runs']]);
});

test('who is bound to a site neither makes nor ends a rule of every site, and sees it', async () => {
  const quality = world.as('QUALITY@1');
  expect((await quality.ask(DefineFullRule, { input: { ...rule, code: 'MINE', high: 8, storageCondition: 'USP_COLD' } })).defineExcursionRule.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['storageCondition'] }]);
  expect((await quality.ask(RetireByCode, { input: { code: 'COLD' } })).retireExcursionRule.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['code'] }]);
  expect((await quality.ask(RuleByCondition)).excursionRules.map(({ code }) => code)).toEqual(['COLD', 'FROZEN']);
});
