import type { Em } from '../../database.js';
import type { Interval } from '../../domain/stretch.js';
import { formatInstant } from '../../domain/time.js';
import { instantOf, list, query, sql } from '../statement.js';
import { isWithin, within } from './affected-samples.js';
import { assetsAsked, groupByParent, type AssetKey } from './assets.js';
import { SPEAKS_FROM, whoIsMounted } from './mounts.js';
import type { Asked } from './told-statement.js';

export interface ThingWanted extends Interval {
  /** A machine or a container. */
  asset: AssetKey;
}

/** The sensors on each thing, and on what stood in it, to any depth, each with the time in which it was there. */
export async function sensorsWithin(em: Em, wanted: readonly ThingWanted[]): Promise<Asked[][]> {
  if (wanted.length === 0) return [];
  const moments = (which: 'from' | 'to') => list(wanted.map((each) => formatInstant(each[which])), 'timestamptz');
  const rows = await query<Asked & { parent: number }>(em, sql`
    with recursive ${assetsAsked(wanted.map(({ asset }) => asset))},
    asked as materialized (
      select asset.*, from_at, to_at from unnest(${moments('from')}, ${moments('to')}) with ordinality as wanted (from_at, to_at, parent) join asset using (parent)
    ),
    inside (parent, container_id, from_at, to_at) as (
      select parent, container_id, from_at, to_at from asked where container_id is not null
      union
      select inside.parent, placement.item_container_id, ${within.from}, ${within.to} from inside
      join placement on placement.item_container_id is not null and ${isWithin}
    ),
    mounted as (
      select asked.parent, asked.from_at, asked.to_at, mount.id from asked join sensor_mount as mount on mount.machine_id = asked.machine_id where asked.container_id is null
      union all
      select inside.parent, inside.from_at, inside.to_at, mount.id from inside join sensor_mount as mount on mount.container_id = inside.container_id
      union all
      select inside.parent, inside.from_at, inside.to_at, mount.id from inside
      join container on container.id = inside.container_id join sensor_mount as mount on mount.machine_id = container.machine_id
      union all
      select inside.parent, ${within.from}, ${within.to}, mount.id from sensor_mount as mount
      join placement on placement.item_sample_id = mount.sample_id join inside on ${isWithin}
    ),
    there as (
      select mounted.parent, mount.sensor_id, greatest(mounted.from_at, ${sql.raw(SPEAKS_FROM)}) as from_at, least(mounted.to_at, mount.to_at) as to_at
      from mounted join sensor_mount as mount using (id) ${whoIsMounted}
    )
    select parent::int, sensor_id as sensor, ${instantOf('from_at')} as "from", ${instantOf('to_at')} as "to" from there where from_at < to_at`);
  return groupByParent(wanted.length, rows, ({ sensor, from, to }): Asked => ({ sensor, from, to }));
}
