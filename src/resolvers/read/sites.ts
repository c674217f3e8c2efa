import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { SiteEntity, type Site } from '../../entities/site.js';
import { entityOf, every, query, sql, type EntityRow } from '../statement.js';
import { assetsAsked, groupByParent, type AssetKey } from './assets.js';
import { holdsAt } from './conditions.js';
import { inSight } from './sight.js';

// Deeper than anything stands; it ends a circle, which no constraint forbids.
const DEEPEST = 32;

/** The site of each asset: its own, or else that of the nearest container around it that has one. */
export async function siteIdsOf(em: Em, keys: readonly AssetKey[]): Promise<(number | null)[]> {
  const rows = await query<{ parent: number; site: number }>(em, sql`
    with recursive ${assetsAsked(keys)},
    around (parent, depth, container_id, sample_id, site_id) as (
      select asset.parent, 0, asset.container_id, asset.sample_id, coalesce(machine.site_id, container.site_id) from asset
      left join machine on machine.id = asset.machine_id
      left join container on container.id = asset.container_id
      union all
      select around.parent, around.depth + 1, container.id, null, coalesce(machine.site_id, container.site_id) from around
      join placement on (placement.item_container_id = around.container_id or placement.item_sample_id = around.sample_id) and ${holdsAt(null)}
      join container on container.id = placement.container_id
      left join machine on machine.id = container.machine_id
      where around.site_id is null and around.depth < ${DEEPEST}::int
    )
    select parent, site_id as site from around where site_id is not null`);
  return groupByParent(keys.length, rows, ({ site }) => site).map(([site]) => site ?? null);
}

/** The sites in sight, in order of their codes. */
export async function listSites(em: Em, bounds: Bounds | null): Promise<Site[]> {
  const rows = await query<EntityRow>(em, sql`select * from site where ${every([inSight(bounds, 'site')])} order by code`);
  return rows.map((row) => entityOf(em, SiteEntity, row));
}
