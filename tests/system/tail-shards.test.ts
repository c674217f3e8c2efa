import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arrayLiteral, openDatabase, sql, type Database } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { ALL_SHARDS, countByShard, SHARDS, type Bus, type ReadingsRecorded } from '../../src/events.js';
import { readReadings } from '../../src/live/log.js';
import { openRedisBus } from '../../src/live/redis-bus.js';
import { openTail, type Tail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startRedis, type Redis } from '../support/redis.js';
import { startStatementCount, type StatementCount } from './statement-counter.js';

// Transactions with a reading of each of four sensors, told over a real Redis to tails that want some of their shards.

const SENSORS = [1, 2, 3, 4];
const log = createLog('silent');
const parts = new AsyncDisposableStack();
let database: Database;
let counter: StatementCount;
let counted: Database;
let redis: Redis;
let writer: Bus;
let clock = 1_700_000_000_000_000;
beforeAll(async () => {
  const url = await createDatabase();
  database = await openDatabase({ url }, log);
  parts.defer(() => database.close());
  counter = parts.use(await startStatementCount(url));
  counted = await openDatabase({ url: counter.url }, log);
  parts.defer(() => counted.close());
  redis = parts.use(await startRedis());
  writer = parts.use(await openRedisBus({ url: redis.url, log }));
  await sql(database.em.fork(), 'select make_reading_partition($1::date)', ['2023-11-01']);
});
afterAll(async () => parts.disposeAsync());

interface Party extends AsyncDisposable {
  tail: Tail;
  heard: string[];
  hear: (event: ReadingsRecorded) => void;
}

async function openParty(on: Database = database): Promise<Party> {
  const open = new AsyncDisposableStack();
  const bus = open.use(await openRedisBus({ url: redis.url, log }));
  const tail = open.use(openTail({ database: on, bus, log, lingerMs: 0 }));
  const heard: string[] = [];
  return { tail, heard, hear: (event) => heard.push(named(event)), [Symbol.asyncDispose]: () => open.disposeAsync() };
}

const named = ({ position, sensorId }: Pick<ReadingsRecorded, 'position' | 'sensorId'>) => `${position}/${sensorId}`;

/** Commits a transaction, and tells of it what the bus does not lose. */
async function write(tell: (sensorId: number) => boolean = () => true): Promise<number> {
  const at = (clock += 1_000);
  const { rows } = await sql<{ position: string }>(database.em.fork(), `
    with stored as (
      insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
      select id, timestamptz 'epoch' + $2::bigint * interval '1 microsecond', 5, 0, now(), pg_current_xact_id()::text::bigint from unnest($1::text::int[]) as new (id)
    )
    insert into commit_log (xid, at, readings, shards) values (pg_current_xact_id()::text::bigint, now(), $3::int, $4::text::int[]) returning xid::text as position`,
  [arrayLiteral(SENSORS), at, SENSORS.length, arrayLiteral(countByShard(SENSORS.map((sensorId) => ({ sensorId, readings: 1 }))))]);
  const position = Number(rows[0]!.position);
  writer.publish(SENSORS.filter(tell).map((sensorId) => ({ name: 'readingsRecorded', position, sensorId, receivedAt: 0, readings: [[at, 5, Quality.GOOD]] })));
  return position;
}

test('who wants some shards is told of them, and neither waits for the others nor reads them', async () => {
  await using party = await openParty(counted);
  using _ = await party.tail.reach([2, SHARDS - 1]);
  party.tail.subscribe('readingsRecorded', party.hear);
  // The look without a ring may come in between, once in a second: what is needed is the least that one takes.
  const counts: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    const before = counter.statements;
    const position = await write();
    await eventually(() => party.heard.at(-1) === `${position}/2`, { every: 1 });
    counts.push(counter.statements - before);
  }
  expect(party.heard).toHaveLength(7);
  expect(Math.min(...counts)).toBe(1);
});

test('of what the bus loses it has from the database what is wanted', async () => {
  await using party = await openParty();
  party.tail.subscribe('readingsRecorded', party.hear);
  using _ = await party.tail.reach([2, 3]);
  const positions = [await write((sensorId) => sensorId === 3), await write(() => false), await write()];
  await eventually(() => party.heard.length >= 6);
  expect(party.heard).toEqual(positions.flatMap((position) => [`${position}/2`, `${position}/3`]));
});

test.each([
  { shards: ALL_SHARDS, sensors: SENSORS },
  { shards: [3, 1], sensors: [1, 3] },
  { shards: [5], sensors: [] },
])('of the shards $shards the log gives the sensors $sensors', async ({ shards, sensors }) => {
  const position = await write();
  const { events } = await readReadings(database.em.fork(), [position - 1], position, 100, shards);
  expect(events.map(({ sensorId }) => sensorId)).toEqual(sensors);
});

test('what was handed on is remembered of each shard from where it came to be wanted', async () => {
  await using party = await openParty();
  using _ = await party.tail.reach([1]);
  party.tail.subscribe('readingsRecorded', party.hear);
  const start = party.tail.position;
  const first = await write();
  await eventually(() => party.heard.length === 1);
  const two = await party.tail.reach([2]);
  const recent = (place: number, shards: number[]) => party.tail.recent('readingsRecorded', [place], shards)?.map(named) ?? null;
  expect([recent(start, [1]), recent(start, [2]), recent(start, [1, 2]), recent(first, [1, 2])]).toEqual([[`${first}/1`], null, null, []]);
  expect(recent(first, [3])).toBeNull();
  const second = await write();
  await eventually(() => party.heard.length === 3);
  expect(recent(first, [1, 2])).toEqual([`${second}/1`, `${second}/2`]);
  two[Symbol.dispose]();
  await eventually(() => recent(first, [2]) === null);
  expect(recent(start, [1])).toEqual([`${first}/1`, `${second}/1`, `${second}/2`]);
});

test('whoever comes and goes while it is written is told of his shard all that is committed since, once and in order, and nothing from before', async () => {
  await using party = await openParty();
  using _ = await party.tail.reach([1]);
  party.tail.subscribe('readingsRecorded', () => {});
  const committed: number[] = [];
  let stop = false;
  // One in five readings is lost on its way; which one follows from the number of the transaction.
  const writing = (async () => {
    while (!stop) {
      const turn = committed.length;
      committed.push(await write((sensorId) => (turn * 7 + sensorId) % 5 > 0));
    }
  })();
  try {
    for (let visit = 0; visit < 24; visit += 1) {
      const sensorId = SENSORS[visit % SENSORS.length]!;
      const lastBefore = committed.at(-1) ?? 0;
      using _ = await party.tail.reach([sensorId]);
      // In one breath, as whoever watches does it.
      const [old, position, from] = [new Set(party.tail.expected), party.tail.position, committed.length];
      const heard: number[] = [];
      const hear = (event: ReadingsRecorded) => void (event.sensorId === sensorId && !old.has(event.position) && heard.push(event.position));
      const leave = party.tail.subscribe('readingsRecorded', hear);
      await eventually(() => heard.length >= 5 && heard.at(-1)! >= (committed[from + 3] ?? Infinity));
      leave();
      const due = committed.filter((each) => each > position && !old.has(each));
      expect(heard).toEqual(due.slice(0, heard.length));
      // What was wanted already is told as it is heard.
      if (sensorId !== 1) expect(heard[0]).toBeGreaterThan(lastBefore);
      expect(heard).toEqual(expect.arrayContaining(committed.slice(from + 1, from + 4)));
    }
  } finally {
    stop = true;
    await writing;
  }
});

test('who wants all shards is told of all', async () => {
  await using party = await openParty();
  using _ = await party.tail.reach(ALL_SHARDS);
  party.tail.subscribe('readingsRecorded', party.hear);
  const position = await write();
  await eventually(() => party.heard.length === 4);
  expect(party.heard).toEqual(SENSORS.map((sensorId) => `${position}/${sensorId}`));
});
