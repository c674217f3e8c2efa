import type { Bounds } from '../../access/bounds.js';
import { every, list, sql, type Fragment } from '../statement.js';
import { holdsAt } from './conditions.js';

export type Placed = 'site' | 'machine' | 'container' | 'sample' | 'sensor';

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
  machine: (alias, sites) => sql`${sql.ref(`${alias}.id`)} in (${machinesAt(sites)})`,
  container: (alias, sites) => sql`${sql.ref(`${alias}.id`)} in (${containersAt(sites)})`,
  sample: (alias, sites) => sql`${sql.ref(`${alias}.id`)} in (${samplesAt(sites)})`,
  sensor: (alias, sites) => onAny(alias, { machine: machinesAt(sites), container: containersAt(sites), sample: samplesAt(sites) }),
};

const isAsset: Condition<string> = {
  site: () => sql`false`,
  machine: (alias, code) => sql`${sql.ref(`${alias}.code`)} = ${code}::text`,
  container: (alias, code) => sql`${sql.ref(`${alias}.code`)} = ${code}::text`,
  sample: (alias, code) => sql`${sql.ref(`${alias}.code`)} = ${code}::text`,
  sensor: (alias, code) =>
    onAny(alias, {
      machine: sql`select id from machine where code = ${code}::text`,
      container: sql`select id from container where code = ${code}::text`,
      sample: sql`select id from sample where code = ${code}::text`,
    }),
};

const onAny = (alias: string, ids: Record<'machine' | 'container' | 'sample', Fragment>): Fragment =>
  sql`(${sql.ref(`${alias}.machine_id`)} in (${ids.machine}) or ${sql.ref(`${alias}.container_id`)} in (${ids.container}) or ${sql.ref(`${alias}.sample_id`)} in (${ids.sample}))`;

/** Those of the sites, and what stands in them and has no site of its own; `union` ends a circle, which no constraint forbids. */
const containersAt = (sites: readonly number[]): Fragment => sql`
  with recursive inside (id) as (
    select container.id from container left join machine on machine.id = container.machine_id
    where coalesce(machine.site_id, container.site_id) = any(${list(sites, 'int')})
    union
    select container.id from inside
    join placement on placement.container_id = inside.id and ${holdsAt(null)}
    join container on container.id = placement.item_container_id
    left join machine on machine.id = container.machine_id
    where coalesce(machine.site_id, container.site_id) is null
  )
  select id from inside`;

const machinesAt = (sites: readonly number[]): Fragment => sql`
  select id from machine where site_id = any(${list(sites, 'int')})
  union all select machine_id from container where machine_id is not null and id in (${containersAt(sites)})`;

const samplesAt = (sites: readonly number[]): Fragment => sql`
  select placement.item_sample_id from placement where placement.item_sample_id is not null and ${holdsAt(null)} and placement.container_id in (${containersAt(sites)})`;
