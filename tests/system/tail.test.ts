import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrayLiteral, openDatabase, sql, type Database, type Em } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { ALL_SHARDS, countByShard, type Bus, type ReadingsRecorded } from '../../src/events.js';
import { beginAnewAfterRestore } from '../../src/live/forget.js';
import { openTail, type Tail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startStatementCount, type StatementCount } from './statement-counter.js';

const log = createLog('silent');
let database: Database;
let counter: StatementCount;
let counted: Database;
let clock = 1_700_000_000_000_000;
beforeAll(async () => {
  const url = await createDatabase();
  database = await openDatabase({ url }, log);
  counter = await startStatementCount(url);
  counted = await openDatabase({ url: counter.url }, log);
  await sql(database.em.fork(), 'select make_reading_partition($1::date)', ['2023-11-01']);
});
afterAll(async () => {
  await counted.close();
  await counter[Symbol.asyncDispose]();
  await database.close();
});

/** A transaction that is begun, and has its place in the order, and commits when it is told to. */
interface Writer {
  readonly position: number;
  /** What it stores, by measuredAt. */
  readonly times: number[];
  commit(): Promise<void>;
}

async function begin(readings: number): Promise<Writer> {
  const begun = Promise.withResolvers<Writer>();
  const go = Promise.withResolvers<void>();
  const done = database.em.fork().transactional(async (em) => {
    const times = Array.from({ length: readings }, () => (clock += 1_000));
    begun.resolve({ position: await store(em, times), times, commit: () => (go.resolve(), done) });
    await go.promise;
  });
  done.catch(begun.reject);
  return begun.promise;
}

/** As an ingest does it. */
async function store(em: Em, times: readonly number[]): Promise<number> {
  const { rows } = await sql<{ position: string }>(em, `
    with stored as (
      insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
      select 1, timestamptz 'epoch' + at * interval '1 microsecond', 5, 0, now(), pg_current_xact_id()::text::bigint from unnest($1::text::int8[]) as new (at)
    )
    insert into commit_log (xid, at, readings, shards) values (pg_current_xact_id()::text::bigint, now(), $2::int, $3::text::int[]) returning xid::text as position`, [arrayLiteral(times), times.length, arrayLiteral(countByShard([{ sensorId: 1, readings: times.length }]))]);
  return Number(rows[0]!.position);
}

const ring = (bus: Bus, { position, times }: Writer) =>
  bus.publish([{ name: 'readingsRecorded', position, sensorId: 1, receivedAt: 0, readings: times.map((at) => [at, 5, Quality.GOOD]) }]);

const write = async (readings: number): Promise<Writer> => {
  const writer = await begin(readings);
  await writer.commit();
  return writer;
};

interface Party extends AsyncDisposable {
  bus: Bus;
  tail: Tail;
  heard: number[];
}

async function openParty(options: { horizon?: string; on?: Database } = {}): Promise<Party> {
  const bus = createInProcessBus(log);
  const tail = openTail({ database: options.on ?? database, bus, log, ...(options.horizon && { horizon: options.horizon }) });
  await tail.reach(ALL_SHARDS);
  const heard: number[] = [];
  tail.subscribe('readingsRecorded', ({ readings }: ReadingsRecorded) => heard.push(...readings.map(([measuredAt]) => measuredAt)));
  return { bus, tail, heard, [Symbol.asyncDispose]: () => tail[Symbol.asyncDispose]() };
}

const UNBOUNDED = '(pg_snapshot_xmax(pg_current_snapshot())::text::bigint)';

describe('of transactions that commit in another order than they began', () => {
  test('none is told before those that began earlier, nor left out when the bus says nothing of it', async () => {
    await using party = await openParty();
    const [first, second] = [await begin(2), await begin(3)];
    await second.commit();
    ring(party.bus, second);
    await eventually(() => party.tail.heldSeconds > 0);
    expect(party.heard).toEqual([]);
    expect([...party.tail.expected]).toEqual([second.position]);
    await first.commit();
    await eventually(() => party.heard.length === 5);
    expect(party.heard).toEqual([...first.times, ...second.times]);
    expect(party.tail.position).toBe(second.position);
    await eventually(() => party.tail.heldSeconds === 0);
  });

  test('one would be left out, if it were not waited for until all that began earlier have ended', async () => {
    await using party = await openParty({ horizon: UNBOUNDED });
    const [first, second] = [await begin(1), await begin(1)];
    await second.commit();
    ring(party.bus, second);
    await eventually(() => party.heard.length === 1);
    await first.commit();
    ring(party.bus, first);
    const third = await write(1);
    ring(party.bus, third);
    await eventually(() => party.heard.includes(third.times[0]!));
    expect(party.heard).toEqual([...second.times, ...third.times]);
  });

  test.each(['at', 'serial'])('one would be left out by a cursor that counts by %s', async (column) => {
    if (column === 'serial') await sql(database.em.fork(), 'alter table commit_log add column serial bigserial');
    await write(1);
    const read = async (condition: string, ...parameters: string[]) =>
      (await sql<{ position: string; cursor: string }>(database.em.fork(), `select xid::text as position, ${column}::text as cursor from commit_log where ${condition} order by ${column}`, parameters)).rows;
    const behind = `${column} > $1::text::${column === 'at' ? 'timestamptz' : 'bigint'}`;
    const before = (await read(`${column} = (select max(${column}) from commit_log)`))[0]!.cursor;
    const [first, second] = [await begin(1), await begin(1)];
    await second.commit();
    const told = await read(behind, before);
    await first.commit();
    told.push(...(await read(behind, told.at(-1)!.cursor)));
    expect(told.map(({ position }) => Number(position))).toEqual([second.position]);
  });
});

test('a transaction in another database of the server holds nothing back', async () => {
  const elsewhere = await openDatabase({ url: await createDatabase() }, log);
  const go = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const running = elsewhere.em.fork().transactional(async (em) => {
    await sql(em, 'select pg_current_xact_id()');
    begun.resolve();
    await go.promise;
  });
  await begun.promise;
  await using party = await openParty();
  const writer = await write(2);
  ring(party.bus, writer);
  await eventually(() => party.heard.length === 2);
  go.resolve();
  await running;
  await elsewhere.close();
});

describe('readings that the bus brings only in part, or twice, or not at all', () => {
  test.each([
    ['in part', (bus: Bus, writer: Writer) => ring(bus, { ...writer, times: writer.times.slice(1) })],
    ['twice', (bus: Bus, writer: Writer) => (ring(bus, writer), ring(bus, writer))],
    ['not at all', () => {}],
  ])('are told once: %s', async (_, publish) => {
    await using party = await openParty();
    const writers = [await write(3), await write(2)];
    publish(party.bus, writers[0]!);
    ring(party.bus, writers[1]!);
    await eventually(() => party.heard.length >= 5);
    const last = await write(1);
    ring(party.bus, last);
    await eventually(() => party.heard.includes(last.times[0]!));
    expect(party.heard).toEqual([...writers.flatMap(({ times }) => times), ...last.times]);
  });
});

test('a wake is one statement, however much it brings and however many listen', async () => {
  await using party = await openParty({ on: counted });
  // The look without a ring may come in between, once in a second: what is needed is what most of them take.
  const usual = async (readings: number) => {
    const counts: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const writer = await write(readings);
      const before = counter.statements;
      ring(party.bus, writer);
      await eventually(() => party.heard.at(-1) === writer.times.at(-1), { every: 1 });
      counts.push(counter.statements - before);
    }
    return counts.toSorted((a, b) => a - b)[2];
  };
  expect(await usual(1)).toBe(1);
  for (let listener = 0; listener < 100; listener += 1) party.tail.subscribe('readingsRecorded', () => {});
  expect(await usual(500)).toBe(1);
});

test('what is said of a database that has lost commits gives the log another name, behind which it goes on', async () => {
  const em = database.em.fork();
  const state = async () => (await sql<{ epoch: string; from: string }>(em, 'select epoch, complete_from::text as from from commit_log_state')).rows[0]!;
  const before = await state();
  await sql(em, (await readFile('docs/operation.md', 'utf8')).match(/```sql\n(update commit_log_state[^`]+)```/)![1]!);
  const after = await state();
  expect(after.epoch).not.toBe(before.epoch);
  expect(Number(after.from)).toBeGreaterThan(Number(before.from));
  await using party = await openParty();
  const writer = await write(1);
  await eventually(() => party.heard.length === 1);
  expect(party.heard).toEqual(writer.times);
});

test('a database that counts its transactions anew forgets the log of the one that it was restored from, and has another name', async () => {
  const em = database.em.fork();
  const epoch = async () => (await sql<{ epoch: string }>(em, 'select epoch from commit_log_state')).rows[0]!.epoch;
  const before = await epoch();
  await beginAnewAfterRestore(database, log);
  expect(await epoch()).toBe(before);
  await sql(em, `insert into commit_log (xid, at, readings, shards) select pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000, now(), 1, '{}'`);
  await beginAnewAfterRestore(database, log);
  expect(await epoch()).not.toBe(before);
  expect((await sql(em, 'select from commit_log')).rows).toEqual([]);
  await using party = await openParty();
  const writer = await write(1);
  await eventually(() => party.heard.length === 1);
  expect(party.heard).toEqual(writer.times);
});
