import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { SensorEntity, type Sensor } from '../../entities/sensor.js';
import { hiddenFrom } from '../asks.js';
import { becomeEntity, columnsOf, instantOf, list, query, sql, type EntityRow } from '../statement.js';
import { isOutOfService } from './alarms.js';
import { assetsAsked, groupByParent, type AssetKey } from './assets.js';
import { readingColumns, readingHidden, readingOf, type ReadingRow, type SensorReading } from './readings.js';

/** A sensor and, where it was read with it, its latest reading; null: there is none. */
export type SensorAndLatest = Sensor & { latest?: SensorReading | null };

/** What only these fields show is not fetched where none of them is asked for: every column costs, of thousands of rows. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = { quantity: ['quantity'], interpolation: ['interpolation'], errorCodes: ['errorCodes'], expectedEvery: ['expectedEvery', 'status'] };
/** The same of what only they and who may see it depend on. */
const WHERE = { machine: ['asset'], container: ['asset'], sample: ['asset'] };

export interface SensorsWanted {
  /** Whether with the latest reading of each: most who list sensors ask for it. */
  withLatest: boolean;
  /** What nobody asks for of the sensors and of these readings. */
  hidden: readonly string[];
}

/** What is wanted where fields of these names are asked for; by a caller who is bound, what tells where they are too. */
export const sensorsWanted = (names: ReadonlySet<string>, isBound: boolean): SensorsWanted => ({
  withLatest: names.has('latest'),
  hidden: [...hiddenFrom(names, SHOWN_BY), ...(isBound ? [] : hiddenFrom(names, WHERE)), ...readingHidden(names)],
});

/** The sensors of each asset, of both faces of it, in order of their keys. */
export async function sensorsOfAssets(em: Em, keys: readonly AssetKey[], { withLatest, hidden }: SensorsWanted): Promise<SensorAndLatest[][]> {
  const rows = await query<EntityRow & Nulls<ReadingRow>>(em, sql`
    with ${assetsAsked(keys)}
    select asset.parent, ${columnsOf(em, SensorEntity, 'sensor', hidden)}${withLatest ? sql`, ${readingColumns(hidden)}` : NOTHING} from asset join sensor on ${IS_ON_ASSET}
    ${withLatest ? LATEST : NOTHING}
    order by asset.parent, sensor.key`, { isPrepared: true });
  return groupByParent(keys.length, rows, (row) => {
    const sensor: SensorAndLatest = becomeEntity(em, SensorEntity, row);
    if (withLatest) sensor.latest = row.measuredAt === null ? null : readingOf(row.id, row as ReadingRow);
    return sensor;
  });
}

const NOTHING = sql``;
const LATEST = sql`
    left join sensor_state on sensor_state.sensor_id = sensor.id
    left join reading on reading.sensor_id = sensor.id and reading.measured_at = sensor_state.head_at`;

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
