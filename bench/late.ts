// How long it takes to judge a history again when an hour of it comes late: the whole transaction that stores the hour and tells
// every excursion as if it had been there. `npm run bench:late`, `npm run bench:late -- --json`. Real Postgres (fsync on); all share this machine.
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, sql } from '../build/src/database.js';
import { Quality } from '../build/src/domain/reading.js';
import { Partitions } from '../build/src/ingest/partitions.js';
import { createRecorder } from '../build/src/ingest/record.js';
import { createLog } from '../build/src/log.js';
import { startPostgres } from '../build/tests/support/postgres.js';
import { ADD_UP, HISTORIES, HOLES, makeWorld, value, type History } from './late-world.ts';
import { note, percentile, report, type Line } from './report.ts';

const MINUTE = 60_000_000;
const TRIALS = HOLES / 2;

await using postgres = await startPostgres({ durable: true });
const database = await openDatabase({ url: postgres.url(), poolSize: 2 }, createLog('silent'));
const em = database.em.fork();
const record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false });

note(`histories of ${HISTORIES.map(({ name }) => name).join(', ')}, a reading a minute`);
await makeWorld(em);

const first = await measureAll(HISTORIES, 0);
note('with time that adds up');
await sql(em, ADD_UP);
const second = await measureAll(HISTORIES, TRIALS);
const { rows } = await sql<{ count: number }>(em, `select count(*)::int from excursion where rule_id is not null and status <> 'RETRACTED'`);
await database.close();

const lines = (told: Measured[], rules: string): Line[] => told.map(({ history, p50Ms, readings }) => ({
  what: `${history.name}, ${rules}`, value: `${p50Ms.toFixed(1)} ms, ${Math.round(readings)} readings read`, goal: '< 100 ms',
}));
report(
  `An hour that comes late: p50 of ${TRIALS} such hours, each somewhere in the history`,
  [
    ...lines(first, 'its rule alone'),
    ...lines(second, 'and an ACCUMULATIVE one of 10 h in 24 h'),
    { what: 'excursions on record afterwards', value: String(rows[0]!.count) },
  ],
  { p50Ms: Number(first[2]!.p50Ms.toFixed(1)), accumulativeP50Ms: Number(second[2]!.p50Ms.toFixed(1)) },
);

interface Measured {
  history: History;
  p50Ms: number;
  readings: number;
}

async function measureAll(histories: readonly History[], from: number): Promise<Measured[]> {
  const told: Measured[] = [];
  for (const history of histories) told.push(await measure(history, from));
  return told;
}

/** What the database had to look up is counted by itself, a second later. */
async function measure(history: History, from: number): Promise<Measured> {
  await record([lateHour(history, from)]);
  const before = await looked();
  const milliseconds: number[] = [];
  for (let hole = from + 1; hole < from + TRIALS; hole += 1) {
    const began = performance.now();
    await record([lateHour(history, hole)]);
    milliseconds.push(performance.now() - began);
  }
  const readings = ((await looked()) - before) / milliseconds.length;
  return { history, p50Ms: percentile(milliseconds.toSorted((one, other) => one - other), 0.5), readings };
}

function lateHour(history: History, hole: number): Parameters<typeof record>[0][number] {
  const origin = { topic: 'bench', payload: new Uint8Array(), receivedAt: Date.now() * 1000 };
  const readings = Array.from({ length: 60 }, (_, minute) => {
    const n = history.holes[hole]! + minute;
    return { key: history.key, measuredAt: history.start + n * MINUTE, value: value(history, n), unit: null, quality: Quality.GOOD, origin };
  });
  return { readings, positions: [], statuses: [], updates: [], refusals: [] };
}

async function looked(): Promise<number> {
  await sleep(1_500);
  const { rows: [sum] } = await sql<{ looked: number }>(em, `select sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::float8 as looked from pg_stat_user_tables where relname ~ '^reading_\\d'`);
  return sum!.looked;
}
