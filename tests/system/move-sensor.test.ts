import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { startClock } from '../../src/ingest/clock.js';
import { createLog } from '../../src/log.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { eventually } from '../support/eventually.js';
import { ExcursionsOfContainer, ExcursionsWhere, MoveSensor } from './custody-documents.js';
import { DefineRule, record, RegisterContainer, RegisterSensor } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld();
  // The fridge is judged above 8, the freezer above -10.
  for (const [code, high] of [['FRIDGE', 8], ['FREEZER', -10], ['SHED', null]] as const) {
    await world.ask(RegisterContainer, { input: { code, name: code, kind: 'FREEZER' } });
    if (high !== null) await world.ask(DefineRule, { input: { code: `${code}-WARM`, quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high, containers: [code] } });
  }
});
afterAll(async () => world[Symbol.asyncDispose]());

const sensor = async (channel: string, container = 'FRIDGE') => {
  await world.ask(RegisterSensor, { input: { container, channel, quantity: 'TEMPERATURE' } });
  return `${container}/${channel}`;
};
const move = async (key: string, container: string, minutes?: number) =>
  (await world.ask(MoveSensor, { input: { sensor: key, container, reason: 'spare', ...(minutes === undefined ? {} : { at: minute(minutes) }) } })).moveSensor;
/** Of one sensor: which rule of which asset, from when to when. */
const found = async (key: string) => {
  const all = await Promise.all(['FRIDGE', 'FREEZER', 'SHED'].map(async (code) => (await world.ask(ExcursionsOfContainer, { code })).container!.excursions.nodes.map((each) => ({ ...each, of: code }))));
  const own = all.flat().filter((each) => each.sensor.key === key);
  for (const { of, asset } of own) expect(asset.code).toBe(of);
  return own.map(({ of, rule, startedAt, endedAt }) => [of, rule!.code, startedAt, endedAt]).sort((one, other) => one[2]!.localeCompare(other[2]!));
};
const mounts = (table: 'sensor_mount' | 'sensor_mount_superseded', key: string) =>
  query<{ code: string; from: string; to: string | null }>(world.database.em.fork(), sql`
    select container.code, case when from_at > '0001-01-02' then (date_part('epoch', from_at - ${minute(0)}::timestamptz) / 60)::int end as "from", (date_part('epoch', to_at - ${minute(0)}::timestamptz) / 60)::int as "to"
    from ${sql.table(table)} join container on container.id = container_id join sensor on sensor.id = sensor_id where key = ${key} order by from_at, ${sql.table(table)}.id`);

test('a sensor keeps its key and its past, and is judged by the rules of what it is on', async () => {
  const key = await sensor('moved');
  await record(world, key, start, [[0, 5], [10, 9], [20, 5], [30, 9]]);
  expect(await move(key, 'FREEZER', 40)).toEqual({ sensor: { key, asset: { code: 'FREEZER' } }, userErrors: [] });
  await record(world, key, start, [[45, -20], [50, -5], [60, -20]]);
  const left = formatInstant(start + 40 * MINUTE - 1);
  const expected = [['FRIDGE', 'FRIDGE-WARM', minute(10), minute(20)], ['FRIDGE', 'FRIDGE-WARM', minute(30), left], ['FREEZER', 'FREEZER-WARM', minute(50), minute(60)]];
  expect(await found(key)).toEqual(expected);
  // What comes late of the time before the move is judged by what held then, whether it is older than the newest reading or not.
  await record(world, key, start, [[15, 5], [12, 20], [47, -3]]);
  expect(await found(key)).toEqual([['FRIDGE', 'FRIDGE-WARM', minute(10), minute(15)], expected[1], ['FREEZER', 'FREEZER-WARM', minute(47), minute(60)]]);
  expect((await world.ask(ExcursionsWhere, { where: { container: ['FREEZER'] } })).excursions.nodes).toHaveLength(1);
  expect((await world.ask(ExcursionsOfContainer, { code: 'FREEZER' })).container?.sensors).toEqual([{ key }]);
});

test('what was measured before a move, but arrives first after it, is judged by what held before', async () => {
  const key = await sensor('buffered');
  await record(world, key, start, [[0, 5]]);
  await move(key, 'FREEZER', 100);
  await record(world, key, start, [[50, 5], [60, 9], [70, 5], [110, -20], [120, -8], [130, -20]]);
  expect(await found(key)).toEqual([['FRIDGE', 'FRIDGE-WARM', minute(60), minute(70)], ['FREEZER', 'FREEZER-WARM', minute(120), minute(130)]]);
});

test('a sensor that comes back is judged by its first rules again, and not for the time in between', async () => {
  const key = await sensor('returned');
  await record(world, key, start, [[0, 5]]);
  await move(key, 'SHED', 10);
  await record(world, key, start, [[20, 15]]);
  await move(key, 'FRIDGE', 30);
  await record(world, key, start, [[40, 9], [50, 5], [25, 16]]);
  expect(await found(key)).toEqual([['FRIDGE', 'FRIDGE-WARM', minute(40), minute(50)]]);
  expect(await mounts('sensor_mount', key)).toEqual([{ code: 'FRIDGE', from: null, to: 10 }, { code: 'SHED', from: 10, to: 30 }, { code: 'FRIDGE', from: 30, to: null }]);
  // Both said where it was for good, and were told late.
  expect(await mounts('sensor_mount_superseded', key)).toEqual([{ code: 'FRIDGE', from: 10, to: null }, { code: 'SHED', from: 30, to: null }]);
  // Not by another rule, after all that: what judged it in between is not known.
  expect((await move(key, 'FREEZER', 20)).userErrors).toMatchObject([{ code: 'JUDGED', field: ['at'] }]);
  expect((await move(key, 'FRIDGE')).userErrors).toMatchObject([{ code: 'INVALID' }]);
});

test('a move behind what was judged already has it judged again', async () => {
  const key = await sensor('late');
  await record(world, key, start, [[0, 5], [10, 9], [20, 5], [30, -5], [40, -20], [50, 9]]);
  expect(await found(key)).toEqual([['FRIDGE', 'FRIDGE-WARM', minute(10), minute(20)], ['FRIDGE', 'FRIDGE-WARM', minute(50), null]]);
  expect((await move(key, 'FREEZER', 25)).userErrors).toEqual([]);
  await using _clock = startClock({ database: world.database, publish: (events) => world.bus.publish(events), log: createLog('error'), every: 20 });
  const expected = [['FRIDGE', 'FRIDGE-WARM', minute(10), minute(20)], ['FREEZER', 'FREEZER-WARM', minute(30), minute(40)], ['FREEZER', 'FREEZER-WARM', minute(50), null]];
  await eventually(async () => JSON.stringify(await found(key)) === JSON.stringify(expected));
  await record(world, key, start, [[60, -20]]);
  expect((await found(key)).at(-1)).toEqual(['FREEZER', 'FREEZER-WARM', minute(50), minute(60)]);
});

test('what cannot be is refused', async () => {
  const key = await sensor('refused');
  const errors = async (input: object) => (await world.ask(MoveSensor, { input: { sensor: key, ...input } })).moveSensor.userErrors.map(({ code, field }) => [code, ...field].join(' '));
  expect(await errors({})).toEqual(['INVALID']);
  expect(await errors({ container: 'SHED', machine: 'X' })).toEqual(['INVALID']);
  expect(await errors({ container: 'NOWHERE' })).toEqual(['NOT_FOUND container']);
  expect(await errors({ container: 'SHED', sensor: 'no/thing' })).toEqual(['NOT_FOUND sensor']);
  expect(await errors({ container: 'SHED', at: formatInstant(now() + 5 * MINUTE) })).toEqual(['INVALID at']);
  expect(await errors({ container: 'FRIDGE' })).toEqual(['INVALID']);
});
