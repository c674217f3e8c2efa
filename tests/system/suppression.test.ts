import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, HOUR, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { authenticateByName } from './access-callers.js';
import { AlarmsOf, furnishThermometers, ReturnToService, ShelveSensor, SuppressionsOf, TakeOutOfService, UnshelveSensor } from './alarm-documents.js';
import { record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const SensorsThatAre = graphql(`
  query SensorsThatAre($status: [SensorStatus!]!) { sensors(where: { status: $status }) { nodes { key status } } }
`);

const EverySuppression = graphql(`
  query EverySuppression { sensors { nodes { status suppressions { kind } } } excursions { nodes { alarmState } } }
`);

const MoveThermometer = graphql(`
  mutation MoveThermometer($input: MoveSensorInput!) { moveSensor(input: $input) { sensor { key } userErrors { code field message } } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const inHours = (hours: number) => formatInstant(now() + hours * HOUR);
const shelve = async (sensor: string, hours: number, reason = 'defrosting') => (await world.ask(ShelveSensor, { input: { sensor, until: inHours(hours), reason } })).shelveSensor;

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await furnishThermometers(world, 'LAB', ['A', 'B', 'C', 'D', 'E']);
  await furnishThermometers(world, 'PLANT', ['P']);
});
afterAll(async () => world[Symbol.asyncDispose]());

test.each([
  ['Z/t', 1, 'defrosting', 'NOT_FOUND', ['sensor']],
  ['A/t', 1, ' ', 'INVALID', ['reason']],
  ['A/t', 1, 'x'.repeat(2001), 'INVALID', ['reason']],
  ['A/t', -1, 'defrosting', 'INVALID', ['until']],
  ['A/t', 25, 'defrosting', 'SHELVED_TOO_LONG', ['until']],
])('the shelving of %s for %d hours is refused with a reason', async (sensor, hours, reason, code, field) => {
  expect(await shelve(sensor, hours, reason)).toMatchObject({ sensor: null, userErrors: [{ code, field }] });
  expect((await world.ask(SuppressionsOf, { sensor: 'A/t' })).sensor?.suppressions).toEqual([]);
});

test('a shelved sensor says until when, why and by whom; who lifts it stands beside that', async () => {
  const { sensor } = await shelve('A/t', 2);
  expect(sensor?.suppressions).toEqual([{ kind: 'SHELVED', from: expect.any(String), until: expect.any(String), reason: 'defrosting', by: 'local', liftedAt: null, liftedBy: null }]);
  expect(await shelve('A/t', 2)).toMatchObject({ sensor: null, userErrors: [{ code: 'ALREADY_SHELVED' }] });
  const { unshelveSensor } = await world.as('OPERATOR').ask(UnshelveSensor, { input: { sensor: 'A/t' } });
  expect(unshelveSensor.userErrors).toEqual([]);
  await shelve('A/t', 1, 'again');
  expect((await world.ask(SuppressionsOf, { sensor: 'A/t' })).sensor).toMatchObject({
    status: 'NEVER_SEEN',
    suppressions: [{ reason: 'again', liftedBy: null }, { reason: 'defrosting', liftedBy: 'OPERATOR', liftedAt: expect.any(String) }],
  });
});

test('what is shelved and taken out of service is shelved no longer; what is out of service cannot be shelved', async () => {
  await shelve('B/t', 2);
  await world.ask(TakeOutOfService, { input: { sensor: 'B/t', reason: 'broken' } });
  expect((await world.ask(SuppressionsOf, { sensor: 'B/t' })).sensor).toMatchObject({
    status: 'OUT_OF_SERVICE', suppressions: [{ kind: 'OUT_OF_SERVICE', until: null, liftedAt: null }, { kind: 'SHELVED', liftedAt: expect.any(String) }],
  });
  expect(await shelve('B/t', 1)).toMatchObject({ userErrors: [{ code: 'OUT_OF_SERVICE' }] });
  expect((await world.ask(SensorsThatAre, { status: ['OUT_OF_SERVICE'] })).sensors.nodes).toEqual([{ key: 'B/t', status: 'OUT_OF_SERVICE' }]);
  expect((await world.ask(ReturnToService, { input: { sensor: 'B/t' } })).returnToService).toEqual({ sensor: { key: 'B/t', status: 'NEVER_SEEN' }, userErrors: [] });
  expect((await world.ask(SensorsThatAre, { status: ['OUT_OF_SERVICE'] })).sensors.nodes).toEqual([]);
});

test('readings of a sensor that is out of service are stored, and its excursions found and shown', async () => {
  await world.ask(TakeOutOfService, { input: { sensor: 'C/t', reason: 'broken' } });
  const told = world.events.length;
  await record(world, 'C/t', start, [[0, 5], [1, 9]]);
  expect((await world.ask(AlarmsOf, { machine: ['C'] })).excursions.nodes).toMatchObject([{ alarmState: 'OOSRV', status: 'DETECTED', endedAt: null }]);
  expect(world.events.slice(told)).toMatchObject([{ name: 'readingsRecorded' }, { name: 'excursionChanged', change: 'OPENED' }]);
});

test('the states of many alarms, and what suppressed many sensors, are a statement each', async () => {
  for (const machine of ['A', 'B', 'D']) await record(world, `${machine}/t`, start, [[0, 9], [1, 5], [2, 9]]);
  const before = world.statements;
  const { sensors, excursions } = await world.ask(EverySuppression);
  expect(excursions.nodes).toHaveLength(7);
  expect(sensors.nodes).toHaveLength(6);
  expect(world.statements - before).toBeLessThanOrEqual(6);
});

test('of many who shelve a sensor at once, one does', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => shelve('D/t', 1)));
  expect(outcomes.map(({ userErrors }) => userErrors[0]?.code ?? 'SHELVED').toSorted()).toEqual([...Array.from({ length: 7 }, () => 'ALREADY_SHELVED'), 'SHELVED']);
});

test('who is bound to a site shelves what is there, and is told of what was shelved while it was there', async () => {
  const [lab, plant] = (await sql<{ id: number }>(world.database.em.fork(), 'select id from site order by code')).rows.map(({ id }) => id);
  const input = { sensor: 'E/t', until: inHours(1), reason: 'in the lab' };
  expect((await world.as(`OPERATOR@${plant}`).ask(ShelveSensor, { input })).shelveSensor).toMatchObject({ sensor: null, userErrors: [{ code: 'NOT_FOUND', field: ['sensor'] }] });
  expect((await world.as(`OPERATOR@${lab}`).ask(ShelveSensor, { input })).shelveSensor.userErrors).toEqual([]);
  await world.ask(UnshelveSensor, { input: { sensor: 'E/t' } });
  expect((await world.ask(MoveThermometer, { input: { sensor: 'E/t', machine: 'P' } })).moveSensor.userErrors).toEqual([]);
  await world.as(`OPERATOR@${plant}`).ask(ShelveSensor, { input: { ...input, reason: 'in the plant' } });
  const reasons = async (key: string) => (await world.as(key).ask(SuppressionsOf, { sensor: 'E/t' })).sensor?.suppressions.map(({ reason }) => reason);
  expect(await reasons(`VIEWER@${plant}`)).toEqual(['in the plant']);
  expect(await reasons(`VIEWER@${lab}`)).toBeUndefined();
  expect(await reasons('VIEWER')).toEqual(['in the plant', 'in the lab']);
});
