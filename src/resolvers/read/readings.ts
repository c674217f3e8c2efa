import type { Em } from '../../database.js';
import { QUALITIES, type Quality } from '../../domain/reading.js';
import type { Instant } from '../../domain/time.js';
import { at, every, instantOf, list, query, sql } from '../statement.js';
import type { Page } from '../page.js';
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
}

/** The reading of each sensor with the greatest measuredAt: one look into the primary key for each. */
export async function latestReadings(em: Em, sensorIds: readonly number[]): Promise<(SensorReading | null)[]> {
  const found = await readingsOfSensors(em, sensorIds, { from: null, to: null, quality: null, page: { first: 0, after: null } });
  return found.map(([reading]) => reading ?? null);
}

/** The readings of each sensor, newest first, one more than a page holds. */
export async function readingsOfSensors(em: Em, sensorIds: readonly number[], { from, to, quality: wanted, page }: ReadingsWanted): Promise<SensorReading[][]> {
  const conditions = every([
    sql`sensor_id = sensor.id`,
    from !== null && sql`measured_at >= ${at(from)}`,
    to !== null && sql`measured_at < ${at(to)}`,
    wanted !== null && sql`quality = any(${list(wanted.map((quality) => QUALITIES.indexOf(quality)), 'int')})`,
    page.after !== null && sql`measured_at < ${at(page.after[0] as number)}`,
  ]);
  const rows = await query<ReadingRow>(em, sql`
    select sensor.parent::int, sensor.id as "sensorId", reading."measuredAt", reading."receivedAt", reading.value, reading.quality
    from unnest(${list(sensorIds, 'int')}) with ordinality as sensor (id, parent)
    cross join lateral (
      select ${instantOf('measured_at')} as "measuredAt", ${instantOf('received_at')} as "receivedAt", value, quality
      from reading where ${conditions} order by measured_at desc limit ${page.first + 1}::int
    ) as reading
    order by sensor.parent, reading."measuredAt" desc`);
  return groupByParent(sensorIds.length, rows, ({ parent: _, quality, ...reading }) => ({ ...reading, quality: QUALITIES[quality]! }));
}

interface ReadingRow extends Omit<SensorReading, 'quality'> {
  parent: number;
  /** Index in QUALITIES. */
  quality: number;
}
