import type { Em } from '../../database.js';
import { QUALITIES, type Quality } from '../../domain/reading.js';
import type { Instant } from '../../domain/time.js';
import { hiddenFrom } from '../asks.js';
import type { Page } from '../page.js';
import { at, every, instantOf, list, query, sql, type Fragment } from '../statement.js';
import { groupByParent } from './assets.js';

/** A reading as it is shown, without an entity: there are too many of them to be tracked. */
export interface SensorReading {
  sensorId: number;
  measuredAt: Instant;
  receivedAt: Instant;
  value: number;
  quality: Quality;
}

export interface ReadingsWanted {
  from: Instant | null;
  to: Instant | null;
  /** Null: any. */
  quality: readonly Quality[] | null;
  page: Page;
  /** What nobody asks for. */
  hidden: readonly string[];
}

/** What of readings is not fetched where fields of these names are asked for. */
export const readingHidden = (names: ReadonlySet<string>): readonly string[] => hiddenFrom(names, { receivedAt: ['receivedAt'], quality: ['quality'] });

/** The reading of each sensor with the greatest measuredAt, which its state knows: one look into the one partition where it is. */
export async function latestReadings(em: Em, sensorIds: readonly number[]): Promise<(SensorReading | null)[]> {
  const rows = await query<ReadingRow & Parent>(em, sql`
    select sensor.parent::int, ${readingColumns()}
    from unnest(${list(sensorIds, 'int')}) with ordinality as sensor (id, parent)
    join sensor_state on sensor_state.sensor_id = sensor.id
    join reading on reading.sensor_id = sensor.id and reading.measured_at = sensor_state.head_at`, { isPrepared: true });
  return groupByParent(sensorIds.length, rows, (row) => readingOf(sensorIds[row.parent - 1]!, row)).map(([reading]) => reading ?? null);
}

/** The readings of each sensor, newest first, one more than a page holds. */
export async function readingsOfSensors(em: Em, sensorIds: readonly number[], { from, to, quality: wanted, page, hidden }: ReadingsWanted): Promise<SensorReading[][]> {
  const conditions = every([
    sql`sensor_id = sensor.id`,
    from !== null && sql`measured_at >= ${at(from)}`,
    to !== null && sql`measured_at < ${at(to)}`,
    wanted !== null && sql`quality = any(${list(wanted.map((quality) => QUALITIES.indexOf(quality)), 'int')})`,
    page.after !== null && sql`measured_at < ${at(page.after[0] as number)}`,
  ]);
  const rows = await query<ReadingRow & Parent>(em, sql`
    select sensor.parent::int, reading.*
    from unnest(${list(sensorIds, 'int')}) with ordinality as sensor (id, parent)
    cross join lateral (
      select ${readingColumns(hidden)}
      from reading where ${conditions} order by measured_at desc limit ${page.first + 1}::int
    ) as reading
    order by sensor.parent, reading."measuredAt" desc`);
  return groupByParent(sensorIds.length, rows, (row) => readingOf(sensorIds[row.parent - 1]!, row));
}

interface Parent {
  parent: number;
}

/** What is selected of a `reading`. */
export interface ReadingRow extends Omit<SensorReading, 'sensorId' | 'quality'> {
  /** Index in QUALITIES. */
  quality: number;
}

export const readingColumns = (hidden: readonly string[] = []): Fragment =>
  sql.join([sql`${instantOf('reading.measured_at')} as "measuredAt", reading.value`, ...Object.keys(MORE).filter((name) => !hidden.includes(name)).map((name) => MORE[name]!)]);

const MORE: Record<string, Fragment> = { receivedAt: sql`${instantOf('reading.received_at')} as "receivedAt"`, quality: sql`reading.quality` };

export const readingOf = (sensorId: number, { measuredAt, receivedAt, value, quality }: ReadingRow): SensorReading => ({ sensorId, measuredAt, receivedAt, value, quality: QUALITIES[quality]! });
