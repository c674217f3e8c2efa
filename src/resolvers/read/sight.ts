import type { Bounds } from '../../access/bounds.js';
import { every, list, sql, type Fragment } from '../statement.js';
import { holdsAt } from './conditions.js';

export type Placed = 'site' | 'machine' | 'container' | 'sample' | 'sensor' | 'sensor_mount';

/**
 * Whether a row of the table, or of an alias of it, is in sight; null: everything is. The same as Sight says of one thing,
 * but told from the sites down, in sub-selects that are run once for a statement.
 */
export function inSight(bounds: Bounds | null, table: Placed, alias: string = table): Fragment | null {
  if (bounds === null) return null;
  const { sites, asset } = bounds;
  return every([sites && atSites[table](alias, sites), asset !== null && isAsset[table](alias, asset)]);
}

type Condition<Wanted> = Record<Placed, (alias: string, wanted: Wanted) => Fragment>;

const atSites: Condition<readonly number[]> = {
  site: (alias, sites) => sql`${sql.ref(`${alias}.id`)} = any(${list(sites, 'int')})`,
  machine: (alias, sites) => within(alias, sites, sql`
    select id from machine where site_id = any(${list(sites, 'int')})
    union all select container.machine_id from inside join container using (id) where container.machine_id is not null`),
  container: (alias, sites) => within(alias, sites, sql`select id from inside`),
  sample: (alias, sites) => within(alias, sites, sql`
    select placement.item_sample_id from inside join placement on placement.container_id = inside.id
    where placement.item_sample_id is not null and ${holdsAt(null)}`),
  // Written out for the table: of all samples only those with a probe are looked at.
  sensor: (alias, sites) => within(alias, sites, sql`
    select sensor.id from sensor join machine on machine.id = sensor.machine_id where machine.site_id = any(${list(sites, 'int')})
    union all select sensor.id from sensor join container on container.machine_id = sensor.machine_id where container.id in (select id from inside)
    union all select sensor.id from sensor where sensor.container_id in (select id from inside)
    union all select sensor.id from sensor join placement on placement.item_sample_id = sensor.sample_id and ${holdsAt(null)}
      where placement.container_id in (select id from inside)`),
  // By what the sensor was on then, wherever it is now; its id is none of a sensor.
  sensor_mount: (alias, sites) => within(alias, sites, sql`
    select mount.id from sensor_mount as mount join machine on machine.id = mount.machine_id where machine.site_id = any(${list(sites, 'int')})
    union all select mount.id from sensor_mount as mount join container on container.machine_id = mount.machine_id where container.id in (select id from inside)
    union all select mount.id from sensor_mount as mount where mount.container_id in (select id from inside)
    union all select mount.id from sensor_mount as mount join placement on placement.item_sample_id = mount.sample_id and ${holdsAt(null)}
      where placement.container_id in (select id from inside)`),
};

const isAsset: Condition<string> = {
  site: () => sql`false`,
  machine: (alias, code) => sql`${sql.ref(`${alias}.code`)} = ${code}::text`,
  container: (alias, code) => sql`${sql.ref(`${alias}.code`)} = ${code}::text`,
  sample: (alias, code) => sql`${sql.ref(`${alias}.code`)} = ${code}::text`,
  sensor: (alias, code) => sql`${sql.ref(`${alias}.id`)} in (
    select id from sensor where machine_id in (select id from machine where code = ${code}::text)
      or container_id in (select id from container where code = ${code}::text) or sample_id in (select id from sample where code = ${code}::text))`,
  sensor_mount: (alias, code) => sql`${sql.ref(`${alias}.id`)} in (
    select id from sensor_mount where machine_id in (select id from machine where code = ${code}::text)
      or container_id in (select id from container where code = ${code}::text) or sample_id in (select id from sample where code = ${code}::text))`,
};

/**
 * `inside (id)`: the containers of the sites, and what stands in them and has no site of its own; `union` ends a circle,
 * which no constraint forbids.
 */
const within = (alias: string, sites: readonly number[], ids: Fragment): Fragment => sql`${sql.ref(`${alias}.id`)} in (
  with recursive inside (id) as (
    select container.id from container left join machine on machine.id = container.machine_id
    where coalesce(machine.site_id, container.site_id) = any(${list(sites, 'int')})
    union
    select container.id from inside
    join placement on placement.container_id = inside.id and placement.item_container_id is not null and ${holdsAt(null)}
    join container on container.id = placement.item_container_id
    left join machine on machine.id = container.machine_id
    where coalesce(machine.site_id, container.site_id) is null
  )
  ${ids})`;
