import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Instant } from '../domain/time.js';
import type { Measurement } from './sort.js';

/** Measurements of a sensor whose state this transaction holds. */
export interface Rows {
  sensorId: number;
  measurements: readonly Measurement[];
}

/** Stores readings that are newer than everything of their sensors: nothing can be in their way. */
export async function insertFresh(em: Em, rows: readonly Rows[], position: number): Promise<void> {
  const columns = columnsOf(rows);
  if (columns.count > 0) await sql(em, INSERT, [...columns.literals(), position]);
}

export interface StoredReading {
  value: number;
  quality: number;
}

/**
 * Stores readings of the past, except those whose place is taken. Gives what stands in those places, by `placeOf`.
 * Two statements, the second only when something was in the way.
 */
export async function insertLate(em: Em, rows: readonly Rows[], position: number): Promise<Map<string, StoredReading>> {
  const columns = columnsOf(rows);
  if (columns.count === 0) return new Map();
  const [ids, times, ...rest] = columns.literals();
  const { affected } = await sql(em, `${INSERT} on conflict do nothing`, [ids, times, ...rest, position]);
  if (affected === columns.count) return new Map();
  const found = await sql<StoredReading & { id: number; at: Instant; mine: boolean }>(em, STORED, [ids, times, position]);
  return new Map(found.rows.filter(({ mine }) => !mine).map(({ id, at, value, quality }) => [placeOf(id, at), { value, quality }]));
}

export const placeOf = (sensorId: number, at: Instant): string => `${sensorId}@${at}`;

function columnsOf(rows: readonly Rows[]) {
  const [ids, times, values, qualities]: [number[], Instant[], number[], number[]] = [[], [], [], []];
  for (const { sensorId, measurements } of rows) {
    for (const { at, value, quality } of measurements) {
      ids.push(sensorId);
      times.push(at);
      values.push(value);
      qualities.push(quality);
    }
  }
  return { count: ids.length, literals: () => [ids, times, values, qualities].map(arrayLiteral) };
}

const INSERT = `
  insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
  select id, ${instant('at')}, value, quality, now(), $5::bigint
  from unnest($1::text::int[], $2::text::int8[], $3::text::float8[], $4::text::smallint[]) as new (id, at, value, quality)`;

const STORED = `
  select sensor_id as id, ${micros('measured_at')} as at, reading.value, quality, xid = $3::bigint as mine
  from unnest($1::text::int[], $2::text::int8[]) as new (id, at)
  join reading on sensor_id = new.id and measured_at = ${instant('new.at')}`;
