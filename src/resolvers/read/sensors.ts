import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { SensorEntity, type Sensor } from '../../entities/sensor.js';
import { columnsOf, entityOf, instantOf, list, query, sql, type EntityRow } from '../statement.js';
import { isOutOfService } from './alarms.js';
import { assetsAsked, groupByParent, type AssetKey } from './assets.js';
import { READING_COLUMNS, readingOf, type ReadingRow, type SensorReading } from './readings.js';

/** A sensor and, where it was read with it, its latest reading; null: there is none. */
export type SensorAndLatest = Sensor & { latest?: SensorReading | null };

/** The sensors of each asset, of both faces of it, in order of their keys. */
export async function sensorsOfAssets(em: Em, keys: readonly AssetKey[]): Promise<Sensor[][]> {
  const rows = await query<EntityRow>(em, sql`
    with ${assetsAsked(keys)}
    select asset.parent, ${columnsOf(em, SensorEntity, 'sensor')} from asset join sensor on ${IS_ON_ASSET}
    order by asset.parent, sensor.key`, { isPrepared: true });
  return groupByParent(keys.length, rows, (row) => entityOf(em, SensorEntity, row));
}

/** The same, each with its latest reading: most who list sensors ask for it. */
export async function sensorsOfAssetsWithLatest(em: Em, keys: readonly AssetKey[]): Promise<SensorAndLatest[][]> {
  const rows = await query<EntityRow & Nulls<ReadingRow>>(em, sql`
    with ${assetsAsked(keys)}
    select asset.parent, ${columnsOf(em, SensorEntity, 'sensor')}, ${READING_COLUMNS} from asset join sensor on ${IS_ON_ASSET}
    left join sensor_state on sensor_state.sensor_id = sensor.id
    left join reading on reading.sensor_id = sensor.id and reading.measured_at = sensor_state.head_at
    order by asset.parent, sensor.key`, { isPrepared: true });
  return groupByParent(keys.length, rows, (row) => Object.assign(entityOf(em, SensorEntity, row), { latest: row.measuredAt === null ? null : readingOf(row.id, row as ReadingRow) }));
}

type Nulls<Row> = { [Column in keyof Row]: Row[Column] | null };

const IS_ON_ASSET = sql`(sensor.machine_id = asset.machine_id or sensor.container_id = asset.container_id or sensor.sample_id = asset.sample_id)`;

export interface SensorStanding {
  /** When it was last measured, by the device's clock; null: never. */
  head: Instant | null;
  isOutOfService: boolean;
}

/** How each sensor stands now. */
export async function standingsOfSensors(em: Em, ids: readonly number[]): Promise<SensorStanding[]> {
  const rows = await query<SensorStanding & { parent: number }>(em, sql`
    select asked.parent::int, ${instantOf('head_at')} as head, ${isOutOfService('asked')} as "isOutOfService"
    from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent) left join sensor_state on sensor_state.sensor_id = asked.id`);
  return groupByParent(ids.length, rows, ({ head, isOutOfService: is }) => ({ head, isOutOfService: is })).map(([standing]) => standing!);
}

/** When anything was last received of each machine or of the container that it is, by sensors that were on it by then; null: never. */
export async function lastReceivedOfMachines(em: Em, ids: readonly number[]): Promise<(Instant | null)[]> {
  const rows = await query<{ parent: number; seen: Instant | null }>(em, sql`
    with ${assetsAsked(ids.map((id) => ({ machine: id, container: null, sample: null })))}
    select asset.parent, ${instantOf('max(sensor_state.seen_at)')} as seen from asset
    join sensor on sensor.machine_id = asset.machine_id or sensor.container_id = asset.container_id
    join sensor_state on sensor_state.sensor_id = sensor.id
    join sensor_mount on sensor_mount.sensor_id = sensor.id and sensor_mount.to_at is null and sensor_mount.from_at <= sensor_state.seen_at
    group by asset.parent`);
  return groupByParent(ids.length, rows, ({ seen }) => seen).map(([seen]) => seen ?? null);
}
