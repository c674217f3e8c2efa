import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { arrayLiteral } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { countByShard } from '../../src/events.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { furnish, record, RecordReadings } from './graphql-documents.js';
import { openWorld, take, type World } from './graphql-fixture.js';

const WatchReadings = graphql(`
  subscription WatchReadings($where: ReadingFilter) {
    readingRecorded(where: $where) { cursor gap { from } reading { measuredAt receivedAt value unit quality sensor { key asset { code } latest { value } } } }
  }
`);

const Lean = graphql(`
  subscription Lean { readingRecorded { reading { value unit sensor { key quantity } } } }
`);

const Subscribers = graphql(`
  query Subscribers { stats { subscribers } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
let minute = 0;
beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
});
beforeEach(() => void (minute += 10));
afterAll(async () => world[Symbol.asyncDispose]());

test('a reading is told when it is committed, once, with everything that can be asked of it', async () => {
  const stream = await world.watch(WatchReadings, { where: null });
  await record(world, 'CNC-001/temperature', start, [[minute, 41], [minute + 1, 42]]);
  const [one, two] = await take(stream, 2);
  expect(one?.readingRecorded).toMatchObject({
    gap: null,
    reading: { measuredAt: formatInstant(start + minute * MINUTE), value: 41, unit: 'Cel', quality: 'GOOD', sensor: { key: 'CNC-001/temperature', asset: { code: 'CNC-001' } } },
  });
  expect(Date.parse(one!.readingRecorded.reading!.receivedAt)).toBeGreaterThan(Date.now() - 10_000);
  expect(two?.readingRecorded.reading).toMatchObject({ value: 42 });
  expect(one?.readingRecorded.cursor).not.toBe(two?.readingRecorded.cursor);
  await stream.return?.();
});

test('what is told of a reading is as it is then, and not as it was when the subscription began', async () => {
  const stream = await world.watch(WatchReadings, { where: { sensor: ['CNC-001/temperature'] } });
  for (const value of [1, 2, 3]) {
    await record(world, 'CNC-001/temperature', start, [[minute + value, value]]);
    const [event] = await take(stream, 1);
    expect(event?.readingRecorded.reading?.sensor.latest).toEqual({ value });
  }
  await stream.return?.();
});

test('a duplicate is not told again, and a late reading is told as it comes', async () => {
  const stream = await world.watch(WatchReadings, { where: { machine: ['CNC-001'] } });
  await record(world, 'CNC-001/temperature', start, [[minute + 5, 7]]);
  await record(world, 'CNC-001/temperature', start, [[minute + 5, 7]]);
  await record(world, 'CNC-001/temperature', start, [[minute, 6]]);
  expect((await take(stream, 2)).map(({ readingRecorded }) => readingRecorded.reading?.value)).toEqual([7, 6]);
  await stream.return?.();
});

test.each([
  [{ machine: ['FRZ-1'] }, ['FRZ-1/power', 'FRZ-1/temperature']],
  [{ container: ['FRZ-1', 'BOX-1'] }, ['BOX-1/temperature', 'FRZ-1/power', 'FRZ-1/temperature', 'S-2/probe']],
  [{ sample: ['S-2'] }, ['S-2/probe']],
  [{ sensor: ['CNC-001/temperature'] }, ['CNC-001/temperature']],
  [{ machine: ['FRZ-1'], quantity: ['POWER' as const] }, ['FRZ-1/power']],
  [{ quality: ['UNCERTAIN' as const] }, ['CNC-001/temperature']],
])('a subscriber is told of what he asked for and of nothing else: %j', async (where, keys) => {
  const stream = await world.watch(WatchReadings, { where });
  const all = ['BOX-1/temperature', 'FRZ-1/power', 'FRZ-1/temperature', 'S-2/probe', 'CNC-001/temperature'];
  const readings = all.map((sensor) => ({ sensor, measuredAt: formatInstant(start + minute * MINUTE), value: 5, quality: sensor === 'CNC-001/temperature' ? ('UNCERTAIN' as const) : ('GOOD' as const) }));
  await world.ask(RecordReadings, { input: { readings } });
  // Everything passes the filter in order, so this one comes last.
  await world.ask(RecordReadings, { input: { readings: readings.map((reading) => ({ ...reading, measuredAt: formatInstant(start + (minute + 1) * MINUTE) })) } });
  const told = await take(stream, 2 * keys.length);
  expect(told.slice(0, keys.length).map(({ readingRecorded }) => readingRecorded.reading!.sensor.key).toSorted()).toEqual(keys);
  expect(told.slice(keys.length).map(({ readingRecorded }) => readingRecorded.reading!.sensor.key).toSorted()).toEqual(keys);
  await stream.return?.();
});

test('a code that nothing has is an error, and not silence', async () => {
  const readings = await world.watch(WatchReadings, { where: { machine: ['CNC-001', 'CNC-404'] } });
  await expect(readings.next()).rejects.toThrow("There is no machine 'CNC-404'.");
  const sensors = await world.watch(WatchReadings, { where: { sensor: ['CNC-001/nothing'] } });
  await expect(sensors.next()).rejects.toThrow("There is no sensor 'CNC-001/nothing'.");
});

test('readings told without their surroundings cost no statement', async () => {
  const stream = await world.watch(Lean);
  await record(world, 'CNC-001/temperature', start, [[minute, 1]]);
  await take(stream, 1);
  const before = world.statements;
  // As an ingest would, in one statement.
  const [stored] = await query<{ position: string }>(world.database.em.fork(), sql`
    with stored as (insert into reading (sensor_id, measured_at, value, quality, received_at, xid) values (1, now(), 5, 0, now(), pg_current_xact_id()::text::bigint))
    insert into commit_log (xid, at, readings, shards) values (pg_current_xact_id()::text::bigint, now(), 1, ${arrayLiteral(countByShard([{ sensorId: 1, readings: 1 }]))}::text::int[]) returning xid::text as position`);
  world.bus.publish([{ name: 'readingsRecorded', position: Number(stored!.position), sensorId: 1, receivedAt: now(), readings: [[now(), 5, Quality.GOOD]] }]);
  expect(await take(stream, 1)).toMatchObject([{ readingRecorded: { reading: { value: 5, unit: 'Cel', sensor: { key: 'CNC-001/temperature', quantity: 'TEMPERATURE' } } } }]);
  expect(world.statements).toBe(before + 1);
  await stream.return?.();
  await eventually(async () => (await world.ask(Subscribers)).stats.subscribers === 0);
});
