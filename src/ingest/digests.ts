import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Database, type Em } from '../database.js';
import { digestOf } from '../domain/digest.js';
import { USUAL_ACTIVATION } from '../domain/mean-kinetic.js';
import type { Digest } from '../domain/part.js';
import { Quantity } from '../domain/reading.js';
import type { Logger } from '../log.js';
import { removeDue, saveDigests, takeDue, toldOf, type Due } from './digest-tables.js';

export interface DigestsOptions {
  database: Database;
  log: Logger;
  /** Milliseconds between two looks. */
  every?: number;
}

/**
 * Makes the digests that are due, hours before days; then makes hours due of which there are readings from before there were
 * digests. Any number of processes share the work. Transactions are short: a late reading of a span waits for the one that
 * makes its digest.
 */
export function startDigests({ database, log, every = 1_000 }: DigestsOptions): AsyncDisposable {
  const stop = new AbortController();
  const roll = createRoller(database);
  const running = (async () => {
    while (!stop.signal.aborted) {
      const more = await roll().catch((error: unknown) => {
        log.warn({ error: String(error) }, 'could not make digests of readings; it is tried again');
        return false;
      });
      if (!more) await sleep(every, undefined, { signal: stop.signal }).catch(() => {});
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** So many records are read in one transaction, about; a sensor may have one of them in an hour, or a hundred thousand. */
const RECORDS_AT_ONCE = 20_000;
const SPANS_AT_ONCE = 250;

/** One step of the work. False: there was none left for it. */
export function createRoller(database: Database): () => Promise<boolean> {
  let most = 10;
  return async () => {
    const { spans, records } = await database.em.fork().transactional((em) => digestDue(em, most));
    if (spans === 0) return database.em.fork().transactional(takeBacklog);
    most = Math.min(Math.max(Math.floor((spans * RECORDS_AT_ONCE) / Math.max(records, 1)), 1), SPANS_AT_ONCE);
    return true;
  };
}

async function digestDue(em: Em, most: number): Promise<{ spans: number; records: number }> {
  const hours = await takeDue(em, 1, most);
  // A day is made of its hours, never beside them.
  const due = hours.length > 0 ? hours : await takeDue(em, 24, most);
  if (due.length === 0) return { spans: 0, records: 0 };
  // In a statement after the one that took the locks: so it sees every late reading that was stored before.
  const told = await toldOf(em, due);
  await saveDigests(em, due.flatMap((each, index) => {
    const digest = digestOfSpan(each, told[index]!);
    return digest ? [{ ...each, digest }] : [];
  }));
  await removeDue(em, due);
  return { spans: due.length, records: told.reduce((sum, { length }) => sum + length, 0) };
}

const ABSOLUTE_ZERO = -273.15;

/** Null: nothing was said of it, or what was, is no temperature and has no mean kinetic one; the readings themselves will tell. */
function digestOfSpan({ quantity, ...speech }: Due, told: Parameters<typeof digestOf>[0]): Digest | null {
  if (quantity !== Quantity.TEMPERATURE) return digestOf(told, speech, null);
  return told.some((record) => 'value' in record && record.value !== null && record.value <= ABSOLUTE_ZERO) ? null : digestOf(told, speech, USUAL_ACTIVATION);
}

const HOURS_AT_ONCE = 500;

/** Goes on with the backlog of one sensor, from hour to hour that has readings. */
async function takeBacklog(em: Em): Promise<boolean> {
  const { rows } = await sql<{ found: number }>(em, BACKLOG, [HOURS_AT_ONCE]);
  return rows.length > 0;
}

const hourFrom = (moment: string) => `(select date_trunc('hour', measured_at, 'UTC') from reading where sensor_id = taken.sensor_id and measured_at >= ${moment} order by measured_at limit 1)`;

const BACKLOG = `
  with recursive taken as materialized (
    select digest_backlog.sensor_id, from_at, head_at from digest_backlog join sensor_state using (sensor_id) order by 1 limit 1 for update of digest_backlog skip locked
  ), found as (
    select 1 as place, sensor_id, head_at, ${hourFrom('from_at')} as hour from taken
    union all
    select place + 1, sensor_id, head_at, ${hourFrom(`found.hour + interval '1 hour'`).replaceAll('taken.', 'found.')} from found where hour is not null and place < $1::int
  ), due as (
    insert into digest_due (sensor_id, hours, from_at)
    select sensor_id, 1, hour from found where hour < date_trunc('hour', head_at, 'UTC')
    union select sensor_id, 24, date_trunc('day', hour, 'UTC') from found where hour < date_trunc('day', head_at, 'UTC')
    order by 2, 1, 3 on conflict do nothing
  ), over as (
    delete from digest_backlog using taken where digest_backlog.sensor_id = taken.sensor_id and exists (select from found where hour is null)
  ), further as (
    update digest_backlog set from_at = (select max(hour) + interval '1 hour' from found)
    from taken where digest_backlog.sensor_id = taken.sensor_id and not exists (select from found where hour is null)
  )
  select count(*)::int as found from found having count(*) > 0`;
