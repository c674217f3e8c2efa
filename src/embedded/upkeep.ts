import type { PGlite } from '@electric-sql/pglite';
import type { Logger } from '../log.js';

const EVERY = 60_000;
const WRITE_AHEAD_LIMIT = 64 * 1024 * 1024;

/**
 * Does what a Postgres server has processes of its own for, and the one inside this process has not: without checkpoints
 * its write-ahead log would grow for ever, without vacuum its tables and its plans would go bad.
 */
export function startUpkeep(postgres: PGlite, log: Logger): Disposable {
  let running = false;
  const timer = setInterval(async () => {
    if (running || !postgres.ready) return;
    running = true;
    try {
      await keepUp(postgres);
    } catch (error) {
      if (postgres.ready) log.error({ err: error }, 'upkeep of the embedded database failed');
    } finally {
      running = false;
    }
  }, EVERY);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

export async function keepUp(postgres: PGlite, writeAheadLimit = WRITE_AHEAD_LIMIT): Promise<void> {
  for (const table of await worn(postgres)) await postgres.query(`vacuum (analyze) ${table}`);
  const { rows } = await postgres.query<{ bytes: number }>(
    'select (pg_current_wal_insert_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()',
  );
  if (rows[0]!.bytes > writeAheadLimit) await postgres.query('checkpoint');
}

/** The tables that autovacuum would choose, by its own default thresholds. */
async function worn(postgres: PGlite): Promise<string[]> {
  const { rows } = await postgres.query<{ name: string }>(`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where n_dead_tup > 50 + 0.2 * n_live_tup
       or n_ins_since_vacuum > 1000 + 0.2 * n_live_tup
       or n_mod_since_analyze > 50 + 0.1 * n_live_tup`);
  return rows.map(({ name }) => name);
}
