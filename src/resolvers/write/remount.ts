import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import type { AssetKey } from '../read/assets.js';
import { SPEAKS_FROM, whoIsMounted } from '../read/mounts.js';
import { inSight } from '../read/sight.js';
import { at, instantOf, query, sql } from '../statement.js';

export interface Remount {
  sensorId: number;
  asset: AssetKey;
  at: Instant;
  /** When it was moved again; null: it is there now. */
  nextAt: Instant | null;
  toldAt: Instant;
  by: string;
  reason: string | null;
}

export interface Held {
  asset: AssetKey;
  nextAt: Instant | null;
  /** See SPEAKS_FROM. */
  speaksFrom: Instant;
  isSeen: boolean;
}

/** What a sensor was on at a moment, and until when; null: nothing is known of so long ago. */
export async function heldAt(em: Em, sensorId: number, moment: Instant, bounds: Bounds | null): Promise<Held | null> {
  const [row] = await query<AssetKey & Omit<Held, 'asset'>>(em, sql`
    select mount.machine_id as machine, mount.container_id as container, mount.sample_id as sample, ${instantOf('to_at')} as "nextAt", ${instantOf(SPEAKS_FROM)} as "speaksFrom", ${inSight(bounds, 'sensor_mount', 'mount') ?? sql`true`} as "isSeen"
    from sensor_mount as mount ${whoIsMounted} where mount.sensor_id = ${sensorId}::int and from_at <= ${at(moment)} and (to_at is null or to_at > ${at(moment)})`);
  if (!row) return null;
  const { machine, container, sample, ...held } = row;
  return { asset: { machine, container, sample }, ...held };
}

/** Puts the sensor on the asset from then until it was moved again; what was said before of that time, as far as it is over, is kept. */
export async function remount(em: Em, { sensorId, asset, at: moment, nextAt, toldAt, by, reason }: Remount): Promise<void> {
  const from = at(moment);
  await query(em, sql`
    with held as (select * from sensor_mount where sensor_id = ${sensorId}::int and from_at <= ${from} and (to_at is null or to_at > ${from})),
    kept as (
      insert into sensor_mount_superseded (sensor_id, machine_id, container_id, sample_id, from_at, to_at, reason, by_name, superseded_by, superseded_because)
      select sensor_id, machine_id, container_id, sample_id, ${from}, to_at, reason, by_name, ${by}::text, ${reason}::text from held where from_at = ${from} or ${from} < ${at(toldAt)}
    ),
    gone as (delete from sensor_mount using held where sensor_mount.id = held.id and held.from_at = ${from})
    update sensor_mount set to_at = ${from} from held where sensor_mount.id = held.id and held.from_at < ${from}`);
  await query(em, sql`
    insert into sensor_mount (sensor_id, machine_id, container_id, sample_id, from_at, to_at, reason, by_name)
    values (${sensorId}::int, ${asset.machine}::int, ${asset.container}::int, ${asset.sample}::int, ${from}, ${nextAt === null ? sql`null` : at(nextAt)}, ${reason}::text, ${by}::text)`);
  if (nextAt !== null) return;
  await query(em, sql`update sensor set machine_id = ${asset.machine}::int, container_id = ${asset.container}::int, sample_id = ${asset.sample}::int where id = ${sensorId}::int`);
}
