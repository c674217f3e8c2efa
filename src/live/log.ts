import { arrayLiteral, micros, sql, type Em } from '../database.js';
import type { ExcursionChange } from '../domain/excursion.js';
import { QUALITIES } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import { ALL_SHARDS, SHARDS, type ExcursionChanged, type ReadingsRecorded } from '../events.js';
import { placeOf, type Place } from './place.js';
import type { Transaction } from './sequence.js';

/**
 * Every transaction below it has ended, and what it committed is seen by the same statement. Of those that run only such
 * count as are in this database: others cannot have written here, and may run for hours.
 */
export const HORIZON = `(
  select coalesce(min(running::text::bigint), pg_snapshot_xmax(pg_current_snapshot())::text::bigint) from pg_snapshot_xip(pg_current_snapshot()) as running
  where running::xid not in (select backend_xid from pg_stat_get_activity(null) where backend_xid is not null and datid <> (select oid from pg_database where datname = current_database())))`;

export interface LogStart {
  epoch: string;
  position: number;
}

/** Where the log ends now. Not the horizon: a transaction that wrote nothing is forgotten by a crash, and its number is given to another. */
export async function readStart(em: Em, horizon: string): Promise<LogStart> {
  const { rows } = await sql<{ epoch: string; position: string }>(em, `
    with horizon as materialized (select ${horizon} as xid)
    select epoch, greatest(complete_from - 1,
      (select max(xid) from commit_log where xid < (select xid from horizon)),
      (select max(xid) from excursion_change where xid < (select xid from horizon)))::text as position
    from commit_log_state`);
  return { epoch: rows[0]!.epoch, position: Number(rows[0]!.position) };
}

export interface LogPiece {
  transactions: Transaction[];
  /** The log is known up to here; it goes on behind it if `more`. */
  upTo: number;
  more: boolean;
  /** Whether by any of them a sensor has come, or something stands elsewhere. */
  moves: boolean;
  horizon: number;
  /** Whether something runs that may still commit below what has ended. */
  isHeld: boolean;
}

/** So many transactions are read of the log at once. */
const MOST_TRANSACTIONS = 1_000;

/** What has been committed behind a position, as far as nothing can come in between any more. */
export async function readLog(em: Em, behind: number, horizon: string): Promise<LogPiece> {
  const { rows } = await sql<LogRow>(em, logStatement(horizon), [behind]);
  const transactions = new Map<number, Transaction>();
  for (const { position, shards, place, change, excursionId, sensorId } of rows) {
    if (position === null) continue;
    const transaction = transactions.get(Number(position)) ?? { position: Number(position), readings: [], changes: [] };
    transactions.set(transaction.position, transaction);
    if (place === null) transaction.readings = shards!;
    else transaction.changes.push({ name: 'excursionChanged', position: transaction.position, change: change!, excursionId: excursionId!, sensorId: sensorId!, place });
  }
  const [upTo, below, end] = [Number(rows[0]!.upTo), Number(rows[0]!.horizon), Number(rows[0]!.end)];
  return { transactions: [...transactions.values()], upTo, more: upTo < below - 1, moves: rows.some(({ moves }) => moves), horizon: below, isHeld: below < end };
}

interface LogRow {
  upTo: string;
  horizon: string;
  end: string;
  position: string | null;
  shards: number[] | null;
  moves: boolean | null;
  place: number | null;
  change: ExcursionChange | null;
  excursionId: number | null;
  sensorId: number | null;
}

const logStatement = (horizon: string): string => `
  with horizon as materialized (select ${horizon} as xid),
  up_to as materialized (
    select coalesce((select xid from commit_log where xid > $1::bigint and xid < (select xid from horizon) order by xid offset ${MOST_TRANSACTIONS - 1} limit 1), (select xid - 1 from horizon)) as xid
  )
  select up_to.xid::text as "upTo", horizon.xid::text as horizon, pg_snapshot_xmax(pg_current_snapshot())::text as end, told.*
  from up_to cross join horizon left join (
    select xid::text as position, shards, moves, null::int as place, null as change, null::int as "excursionId", null::int as "sensorId"
    from commit_log where xid > $1::bigint and xid <= (select xid from up_to)
    union all
    select xid::text, null, null, place, change, excursion_id, sensor_id
    from excursion_change where xid > $1::bigint and xid <= (select xid from up_to)
  ) as told on true
  order by told.position::bigint, told.place nulls first`;

export interface Page<Event> {
  events: Event[];
  /** Where it goes on; null: everything that was asked for is in it. */
  next: Place | null;
}

/** Readings behind a place, in the order of commits and each an event of its own: of whole transactions, as many as are about `most` readings. */
export async function readReadings(em: Em, [position, ...within]: Place, upTo: number, most: number, shards: readonly number[] = ALL_SHARDS): Promise<Page<ReadingsRecorded>> {
  const [sensorId, measuredAt] = within;
  const { rows } = await sql<ReadingRow>(em, READINGS, [sensorId === undefined ? position + 1 : position, upTo, most, sensorId ?? null, measuredAt ?? null, shards.length < SHARDS ? arrayLiteral(shards) : null]);
  const events = rows.flatMap(({ position: at, sensorId: sensor, receivedAt, measuredAt: measured, value, quality }): ReadingsRecorded[] =>
    at === null ? [] : [{ name: 'readingsRecorded', position: Number(at), sensorId: sensor, receivedAt, readings: [[measured, value, QUALITIES[quality]!]] }]);
  return { events, next: rows[0]!.next === null ? null : [Number(rows[0]!.next)] };
}

interface ReadingRow {
  next: string | null;
  position: string | null;
  sensorId: number;
  receivedAt: Instant;
  measuredAt: Instant;
  value: number;
  quality: number;
}

// One walk over the part of the table where the transactions are: `offset 0` keeps the planner from looking for each of them.
const READINGS = `
  with span as materialized (
    select xid, at from (
      select *, sum(readings) over (order by xid) - readings as before from (
        select * from commit_log where xid between $1::bigint and $2::bigint order by xid limit $3::int
      ) as next
    ) as counted where before < $3::int
  ), next as (
    select max(xid) as xid from span where exists (select from commit_log where xid > (select max(xid) from span) and xid <= $2::bigint)
  ), stored as (
    select * from reading
    where xid between (select min(xid) from span) and (select max(xid) from span) and received_at between (select min(at) from span) and (select max(at) from span)
    offset 0
  )
  select next.xid::text as next, told.* from next left join (
    select xid::text as position, sensor_id as "sensorId", ${micros('received_at')} as "receivedAt", ${micros('measured_at')} as "measuredAt", value, quality
    from span join stored using (xid) where received_at = at and ($4::int is null or xid > $1::bigint or (sensor_id, ${micros('measured_at')}) > ($4::int, $5::float8))
      and ($6::text is null or sensor_id % ${SHARDS} in (select unnest($6::text::int[])))
  ) as told on true
  order by told.position::bigint, told."sensorId", told."measuredAt"`;

const LAST = 2 ** 31 - 1;

/** Changes of excursions behind a place, in their order. */
export async function readChanges(em: Em, [position, place = LAST]: Place, upTo: number, most: number): Promise<Page<ExcursionChanged>> {
  const { rows } = await sql<Omit<ExcursionChanged, 'name' | 'position'> & { position: string }>(em, CHANGES, [position, place, upTo, most]);
  const events = rows.map((row): ExcursionChanged => ({ ...row, name: 'excursionChanged', position: Number(row.position) }));
  return { events, next: events.length < most ? null : placeOf(events.at(-1)!) };
}

const CHANGES = `
  select xid::text as position, place, change, excursion_id as "excursionId", sensor_id as "sensorId" from excursion_change
  where (xid, place) > ($1::bigint, $2::int) and xid <= $3::bigint order by xid, place limit $4::int`;
