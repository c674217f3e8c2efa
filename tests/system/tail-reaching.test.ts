import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { openTail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const log = createLog('silent');
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() }, log);
  await sql(database.em.fork(), 'select make_reading_partition($1::date)', ['2023-11-01']);
});
afterAll(() => database?.close());

const open = () => openTail({ database, bus: createInProcessBus(log), log, lingerMs: 0 });
const move = () => sql(database.em.fork(), `insert into commit_log (xid, at, readings, shards, moves) values (pg_current_xact_id()::text::bigint, now(), 0, '{}', true)`);
const record = () => sql(database.em.fork(), `
  with stored as (insert into reading (sensor_id, measured_at, value, quality, received_at, xid) select 2, timestamptz '2023-11-01' + count(*) * interval '1 second', 5, 0, now(), pg_current_xact_id()::text::bigint from reading)
  insert into commit_log (xid, at, readings, shards) values (pg_current_xact_id()::text::bigint, now(), 1, '{0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0}')`);

test.each([
  { row: 'of this transaction', at: 'now()', readings: 5, shards: [5] },
  { row: 'of a database of which this one was restored', at: `now() - interval '1 day'`, readings: 0, shards: [] },
])('a move marks a row that is there already $row, and keeps only what that says of this transaction', async ({ at, readings, shards }) => {
  const em = database.em.fork();
  await em.begin();
  await sql(em, `insert into commit_log (xid, at, readings, shards) values (pg_current_xact_id()::text::bigint, ${at}, 5, '{5}')`);
  await sql(em, 'delete from placement');
  const { rows } = await sql(em, 'select readings, shards, moves, at = now() as "isNow" from commit_log where xid = pg_current_xact_id()::text::bigint');
  await em.rollback();
  expect(rows).toEqual([{ readings, shards, moves: true, isNow: true }]);
});

test('what lies behind a move waits in an outage until it is known again where everything is', async () => {
  await using tail = open();
  let answer = async () => [1];
  using reaching = await tail.reach(() => answer());
  const heard: number[] = [];
  tail.subscribe('readingsRecorded', ({ sensorId }) => heard.push(sensorId));
  let refused = 0;
  answer = () => {
    refused += 1;
    return Promise.reject(Object.assign(new Error('the database is away'), { code: 'ECONNREFUSED' }));
  };
  await move();
  await record();
  await eventually(() => refused >= 2);
  expect([heard, reaching.shards]).toEqual([[], [1]]);
  answer = async () => [1, 2];
  await eventually(() => heard.length > 0);
  expect([heard, reaching.shards]).toEqual([[2], [1, 2]]);
});

test('it is awake as long as somebody wants readings, and no longer, also where he could not be told where they are', async () => {
  await using tail = open();
  const isAsleep = () => eventually(() => tail.epoch === '');
  const [one, other] = [await tail.reach([1]), await tail.reach(async () => [])];
  one[Symbol.dispose]();
  one[Symbol.dispose]();
  await move();
  await record();
  const { position } = tail;
  await eventually(() => tail.position > position);
  other[Symbol.dispose]();
  await isAsleep();
  await expect(tail.reach(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await isAsleep();
});

test('who has gone while he was asked wants nothing', async () => {
  await using tail = open();
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<number[]>();
  const turns = [async () => [1], () => (asked.resolve(), answered.promise)];
  const reaching = await tail.reach(() => turns.shift()!());
  await move();
  await asked.promise;
  reaching[Symbol.dispose]();
  answered.resolve([2]);
  await eventually(() => tail.epoch === '');
  using _ = await tail.reach([]);
  expect(tail.recent('readingsRecorded', [tail.position], [2])).toBeNull();
});
