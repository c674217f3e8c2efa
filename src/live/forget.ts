import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Database } from '../database.js';
import type { Logger } from '../log.js';

export interface ForgettingOptions {
  database: Database;
  log: Logger;
  keepDays: number;
  /** Milliseconds between two looks when nothing is left to do. */
  every?: number;
}

/** So many rows go in one transaction: nobody who writes waits for it for long. */
const AT_ONCE = 5_000;

/** Takes away what nobody may resume behind any more, from the front. Of any number of processes one does it at a time. */
export function startForgetting({ database, log, keepDays, every = 60_000 }: ForgettingOptions): AsyncDisposable {
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      const gone = await forget(database, keepDays).catch((error: unknown) => {
        log.warn({ error: String(error) }, 'the log of commits could not be shortened; it is tried again');
        return 0;
      });
      if (gone < AT_ONCE) await sleep(every, undefined, { signal: stop.signal }).catch(() => {});
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** One step; how many rows are gone. */
export async function forget(database: Database, keepDays: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>(database.em.fork(), FORGET, [keepDays, AT_ONCE]);
  return rows[0]?.gone ?? 0;
}

const old = (table: string, key: string) => `
  delete from ${table} using (select ${key}, at from ${table} order by ${key} limit $2::int) as first, mine
  where ${key.split(', ').map((column) => `${table}.${column} = first.${column}`).join(' and ')} and first.at < now() - $1::int * interval '1 day' returning ${table}.xid`;

const FORGET = `
  with mine as materialized (select from commit_log_state for update skip locked),
  commits as (${old('commit_log', 'xid')}),
  changes as (${old('excursion_change', 'xid, place')}),
  gone as (select count(*)::int as gone, max(xid) as last from (select xid from commits union all select xid from changes) as each),
  said as (update commit_log_state set complete_from = greatest(complete_from, gone.last + 1) from gone where gone.last is not null)
  select gone from gone`;

/**
 * A database that was restored from a dump on another server counts its transactions anew. What its log says of numbers
 * that are still to come is of another life: it is taken away, and cursors of that life are refused.
 */
export async function beginAnewAfterRestore(database: Database, log: Logger): Promise<void> {
  const { rows } = await sql<{ epoch: string }>(database.em.fork(), BEGIN_ANEW);
  if (rows.length > 0) log.warn({ epoch: rows[0]!.epoch }, 'this database was restored from another one: subscriptions that began there cannot be resumed here');
}

const BEGIN_ANEW = `
  with next as materialized (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid),
  foreign_life as materialized (
    select xid from next where xid < greatest((select complete_from from commit_log_state), (select max(xid) from commit_log), (select max(xid) from excursion_change))
  ),
  commits as (delete from commit_log using foreign_life), changes as (delete from excursion_change using foreign_life)
  update commit_log_state set epoch = left(md5(random()::text || clock_timestamp()), 8), complete_from = foreign_life.xid from foreign_life returning epoch`;
