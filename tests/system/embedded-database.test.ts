import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql } from '../../src/database.js';
import { openEmbeddedPostgres } from '../../src/embedded/database.js';
import { keepUp } from '../../src/embedded/upkeep.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { openFolder, type Folder } from '../support/folder.js';
import { openServer } from '../support/server.js';

const log = createLog('silent');
let folder: Folder;
let data: string;

beforeAll(async () => {
  folder = await openFolder('embedded');
  data = join(folder.path, 'data');
});
afterAll(async () => await folder[Symbol.asyncDispose]());

test('a first start that was killed half-way does not spoil the next one', async () => {
  await mkdir(join(data, 'postgres.new', 'base'), { recursive: true });
  await writeFile(join(data, 'postgres.new', 'PG_VERSION'), '18\n');
  await using postgres = await openEmbeddedPostgres(data, log);
  await postgres.query(`create table kept as select 'here' as word`);
  expect(await readdir(data)).not.toContain('postgres.new');
});

test('a second start finds what the first one stored, in a folder that nobody else may enter', async () => {
  await using postgres = await openEmbeddedPostgres(data, log);
  expect((await postgres.query('select word from kept')).rows).toEqual([{ word: 'here' }]);
  expect((await stat(join(data, 'postgres'))).mode & 0o777).toBe(0o700);
});

test('every commit is flushed to the disk before it counts', async () => {
  await using postgres = await openEmbeddedPostgres(data, log);
  const settings = await postgres.query(`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method') order by name`);
  expect(settings.rows).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'full_page_writes', setting: 'on' },
    { name: 'synchronous_commit', setting: 'on' },
    { name: 'wal_sync_method', setting: 'fsync' },
  ]);
  const flushes = async () => Number((await postgres.query<{ fsyncs: string }>(`select sum(fsyncs) as fsyncs from pg_stat_io where object = 'wal'`)).rows[0]!.fsyncs);
  const before = await flushes();
  for (let number = 0; number < 3; number += 1) await postgres.query(`insert into kept values ('more')`);
  await postgres.query('select pg_stat_force_next_flush()');
  expect((await flushes()) - before).toBeGreaterThanOrEqual(3);
});

test('while a process has the directory another one is refused; after its kill -9 all that it committed is there', async () => {
  const writer = await openServer({
    name: 'writer',
    folder: await openFolder('writer'),
    command: [process.execPath, fileURLToPath(new URL('./embedded-writer.js', import.meta.url)), data],
    ready: async () => numbers.length >= 50,
    onLine: (line) => numbers.push(Number(line)),
  });
  await using _ = writer;
  await expect(openEmbeddedPostgres(data, log)).rejects.toThrow(`${data} is in use by another Thermograph (process ${writer.pid}). Stop that one, or set THERMOGRAPH_DATA to another directory.`);
  await writer.stop('SIGKILL');
  await using postgres = await openEmbeddedPostgres(data, log);
  const { rows } = await postgres.query<{ most: number; count: number }>('select max(number) as most, count(*)::int as count from committed');
  expect(rows[0]!.count).toBe(rows[0]!.most);
  // The last commit may have had no time to be told of.
  expect(rows[0]!.most - numbers.at(-1)!).toBeGreaterThanOrEqual(0);
  expect(rows[0]!.most - numbers.at(-1)!).toBeLessThanOrEqual(1);
});
const numbers: number[] = [];

test('values come out as a Postgres server gives them', async () => {
  await using postgres = await openEmbeddedPostgres(data, log);
  await using embedded = await openDatabase({ embedded: postgres }, log);
  await using server = await openDatabase({ url: await createDatabase() }, log);
  const statement = `
    select timestamptz '2026-11-21 20:00:00.123456+00' as moment, array[timestamptz '2026-11-21 20:00:00+00'] as moments, interval '1 day 02:03:04.5' as length,
      date '2026-11-21' as day, 9007199254740993::int8 as large, 5::int8 as small, array[1::int8] as several, count(*) as counted, 1::int as whole, 0.1::float8 as real, 'NaN'::float8 as nan,
      1.50::numeric as exact, true as yes, '\\x00ff10'::bytea as bytes, '{"a": [1, "x"]}'::jsonb as json, '{1,2}'::int[] as ints, '{a,"b c",null}'::text[] as texts,
      $1::text::int[] as given, $2::bytea as sent, $3::text::timestamptz[] as dates, null as nothing`;
  const parameters = ['{1,2,3}', Buffer.from([0, 255]), '{"2026-11-21T20:00:00.123456Z"}'];
  const [here, there] = await Promise.all([embedded, server].map(({ em }) => sql(em.fork(), statement, parameters)));
  expect(here).toEqual(there);
});

test('transactions of many callers at once take their turns', async () => {
  await using postgres = await openEmbeddedPostgres(data, log);
  await using database = await openDatabase({ embedded: postgres }, log);
  await sql(database.em.fork(), 'create table counter as select 0 as value');
  const count = (fails: boolean) =>
    database.em.fork().transactional(async (em) => {
      const { rows } = await sql<{ value: number }>(em, 'select value from counter for update');
      await sql(em, 'update counter set value = $1', [rows[0]!.value + 1]);
      if (fails) throw new Error('on purpose');
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => count(index % 4 === 3)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
  expect((await sql(database.em.fork(), 'select value from counter')).rows).toEqual([{ value: 15 }]);
});

test('upkeep does what a server has processes for: it vacuums, and it keeps the write-ahead log short', async () => {
  await using postgres = await openEmbeddedPostgres(data, log);
  const unreplayed = async () => (await postgres.query<{ bytes: number }>('select (pg_current_wal_insert_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()')).rows[0]!.bytes;
  await postgres.query('create table worn as select number, repeat(md5(number::text), 4) as text from generate_series(1, 20000) as number');
  await postgres.query('delete from worn where number % 2 = 0');
  await postgres.query('select pg_stat_force_next_flush()');
  expect(await unreplayed()).toBeGreaterThan(1_000_000);
  await keepUp(postgres, 1_000_000);
  expect(await unreplayed()).toBeLessThan(1_000_000);
  await postgres.query('select pg_stat_force_next_flush()');
  const { rows } = await postgres.query(`select n_dead_tup::int as dead, last_vacuum is not null as vacuumed, last_analyze is not null as analyzed from pg_stat_user_tables where relname = 'worn'`);
  expect(rows).toEqual([{ dead: 0, vacuumed: true, analyzed: true }]);
});
