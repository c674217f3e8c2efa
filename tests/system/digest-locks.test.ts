import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { instant, micros, openDatabase, sql, type Database } from '../../src/database.js';
import { isDigest } from '../../src/domain/part.js';
import { Interpolation, Quality } from '../../src/domain/reading.js';
import { MINUTE, now } from '../../src/domain/time.js';
import { createRoller } from '../../src/ingest/digests.js';
import { messageOfReadings } from '../../src/ingest/message-of-readings.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { toldBySensors } from '../../src/resolvers/read/told.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { momentOf, START, storeSensors } from './digest-histories.js';

// Who waits for whom is forced: a trigger stops a transaction at a table until the gate opens.

type Brought = readonly [minute: number, value: number, quality?: Quality];
/** Hours and days that have digests when all are made: each by its length and its minute. */
const ALL = ['1 -1440', '1 -1380', '1 0', '24 -2700'];
let database: Database;
let sensor: number;
let record: ReturnType<typeof createRecorder>;
let roll: () => Promise<boolean>;

beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
  await sql(database.em.fork(), 'create table gate (at text)');
  await sql(database.em.fork(), `create function wait_at_gate() returns trigger language plpgsql as $$ begin
    if exists (select from gate where at = tg_table_name) then perform pg_advisory_xact_lock_shared(7); end if;
    return null;
  end $$`);
  for (const [table, change] of [['reading', 'insert'], ['digest_due', 'insert'], ['reading_digest', 'insert'], ['sensor_state', 'update']]) {
    await sql(database.em.fork(), `create trigger gate after ${change} on ${table} for each statement execute function wait_at_gate()`);
  }
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql(database.em.fork(), 'truncate machine, sensor, reading restart identity cascade');
  [sensor] = (await storeSensors(database, [{ unit: 'Cel', quantity: 'TEMPERATURE', trust: false, interpolation: Interpolation.STEP, expectedEvery: null }])) as [number];
  record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false });
  roll = createRoller(database);
  // A day and an hour that are over, both due.
  await bring([[-1440, 5], [-1410, 5], [-1380, 5], [0, 5], [60, 5]]);
});

test('a reading that comes while the digest of its hour is made waits for it, and throws it away', async () => {
  await stoppedAt('reading_digest', roll, async () => {
    const late = bring([[-1409, 30]]);
    await eventually(async () => (await waiting('transactionid')) === 1);
    // Nobody sees either yet.
    expect(await told()).toEqual({ digests: 0, maximum: 5 });
    return [late];
  });
  expect(await told()).toEqual({ digests: 1, maximum: 30 });
  expect(await spans()).toEqual(['1 -1380', '1 0']);
  await rollAll();
  expect([await told(), await spans()]).toEqual([{ digests: 1, maximum: 30 }, ALL]);
});

test('without that wait the digest would stay, and say what is no longer so', async () => {
  await stoppedAt('reading_digest', roll, async () => [await lateWithoutWaiting(-1409, 30)]);
  expect(await told()).toEqual({ digests: 2, maximum: 5 });
});

test.each(['reading', 'digest_due', 'sensor_state'] as const)('a digest made while a late reading stands between %s and its COMMIT does not outlive it', async (table) => {
  await stoppedAt(table, () => bring([[-1409, 30]]), async () => {
    await rollAll();
    expect(await told()).toMatchObject({ maximum: 5 });
    return [];
  });
  expect(await told()).toMatchObject({ maximum: 30 });
  await rollAll();
  expect([await told(), await spans()]).toEqual([{ digests: 1, maximum: 30 }, ALL]);
});

test.each([Quality.GOOD, Quality.UNCERTAIN, Quality.BAD])('a late reading of quality %s takes the digests of its hour and of its day with it, and no other', async (quality) => {
  await rollAll();
  expect(await spans()).toEqual(ALL);
  await bring([[-1409, 30, quality]]);
  expect(await spans()).toEqual(['1 -1380', '1 0']);
});

test('an hour of which nothing is known has a digest that says so, and is not looked at again', async () => {
  await bring([[120, 30, Quality.BAD], [150, 30, Quality.BAD], [180, 5]]);
  await rollAll();
  expect([await spans(), await due()]).toEqual([['1 -1440', '1 -1380', '1 0', '1 60', '1 120', '24 -2700', '24 -1260'], 0]);
  const [heard] = await toldBySensors(database.em.fork(), [{ sensor, from: momentOf(120), to: momentOf(180) }], { bounds: [2, 8] });
  expect(heard!.told).toMatchObject([{ at: momentOf(60) }, { firstAt: momentOf(120), firstValue: null, lastAt: momentOf(150), lastValue: null, known: 0 }, { at: momentOf(180) }]);
});

test('what was there already, or is refused because another value was, changes no digest', async () => {
  await rollAll();
  await bring([[-1410, 5], [-1380, 9]]);
  expect([await spans(), await due()]).toEqual([ALL, 0]);
});

test('one roller goes on while another one holds its part', async () => {
  await bring(Array.from({ length: 100 }, (_, hour): Brought => [120 + hour * 60, 5]));
  const other = createRoller(database);
  await stoppedAt('reading_digest', roll, async () => {
    const held = 10;
    const rest = (await due()) - held;
    while (await other());
    expect([(await spans()).length, await due()]).toEqual([rest, held]);
    return [];
  });
  expect(await due()).toBe(0);
});

/** Starts something that stops behind its first change of the table, does something else meanwhile, and lets all of it end. */
async function stoppedAt(table: string, begin: () => Promise<unknown>, meanwhile: () => Promise<Promise<unknown>[] | unknown[]>): Promise<void> {
  const gate = database.em.fork();
  await gate.begin();
  await sql(gate, 'select pg_advisory_xact_lock(7)');
  await sql(database.em.fork(), 'insert into gate values ($1)', [table]);
  const begun = begin();
  await eventually(async () => (await waiting('advisory')) === 1);
  // It stands; whoever comes now finds the gate open.
  await sql(database.em.fork(), 'delete from gate');
  const others = await meanwhile().finally(() => gate.commit());
  await Promise.all([begun, ...others]);
}

async function waiting(locktype: string): Promise<number> {
  return (await sql(database.em.fork(), 'select from pg_locks where locktype = $1 and not granted', [locktype])).rows.length;
}

async function bring(readings: readonly Brought[]): Promise<void> {
  const origin = { topic: 'digests', payload: new Uint8Array(), receivedAt: START };
  const incoming = readings.map(([minute, value, quality = Quality.GOOD]) => ({ key: 'M/1', measuredAt: momentOf(minute), value, unit: null, quality, origin }));
  await record([messageOfReadings(incoming, now())]);
}

/** What the recorder does, but for the row of digest_due that it would wait for. */
async function lateWithoutWaiting(minute: number, value: number): Promise<void> {
  await database.em.fork().transactional(async (em) => {
    await sql(em, `insert into reading (sensor_id, measured_at, value, quality, received_at, xid) values ($1, ${instant('$2::text::int8')}, $3, 0, now(), 1)`, [sensor, momentOf(minute), value]);
    await sql(em, `insert into digest_due (sensor_id, hours, from_at) select $1, 1, date_trunc('hour', ${instant('$2::text::int8')}, 'UTC') on conflict do nothing`, [sensor, momentOf(minute)]);
    await sql(em, 'delete from reading_digest where sensor_id = $1', [sensor]);
  });
}

async function rollAll(): Promise<void> {
  while (await roll());
}

/** Of the day that is over. */
async function told(): Promise<{ digests: number; maximum: number }> {
  const [heard] = await toldBySensors(database.em.fork(), [{ sensor, from: momentOf(-2700), to: momentOf(-1260) }], { bounds: [] });
  const values = heard!.told.flatMap((record) => (isDigest(record) ? [record.maximum, record.lastValue] : [record.value])).filter((value) => value !== null);
  return { digests: heard!.told.filter(isDigest).length, maximum: Math.max(...values) };
}

async function spans(): Promise<string[]> {
  const { rows } = await sql<{ hours: number; from: number }>(database.em.fork(), `select hours, ${micros('from_at')} as from from reading_digest order by hours, from_at`);
  return rows.map(({ hours, from }) => `${hours} ${(from - START) / MINUTE}`);
}

async function due(): Promise<number> {
  return (await sql(database.em.fork(), 'select from digest_due')).rows.length;
}
