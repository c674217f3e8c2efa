import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { ContainerEntity, type Container } from '../../entities/container.js';
import { PlacementEntity, type Placement } from '../../entities/placement.js';
import { SampleEntity, type Sample } from '../../entities/sample.js';
import type { Page } from '../page.js';
import { entityOf, every, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { groupByParent } from './assets.js';
import { holdsAt } from './conditions.js';
import { inSight } from './sight.js';

export type Item = 'sample' | 'container';

/** Every place where each item has been, newest first. */
export async function custodyOf(em: Em, item: Item, ids: readonly number[]): Promise<Placement[][]> {
  const column = sql.ref(`placement.item_${item}_id`);
  const rows = await query<EntityRow>(em, sql`
    select item.parent::int, placement.* from unnest(${list(ids, 'int')}) with ordinality as item (id, parent)
    join placement on ${column} = item.id
    order by item.parent, placement.from_at desc`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, PlacementEntity, row));
}

/** The container that each item is directly in now. */
export async function containerOf(em: Em, item: Item, ids: readonly number[]): Promise<(Container | null)[]> {
  const column = sql.ref(`placement.item_${item}_id`);
  const rows = await query<EntityRow>(em, sql`
    select item.parent::int, container.* from unnest(${list(ids, 'int')}) with ordinality as item (id, parent)
    join placement on ${column} = item.id and ${holdsAt(null)}
    join container on container.id = placement.container_id`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, ContainerEntity, row)).map(([container]) => container ?? null);
}

/** The containers that stand directly in each container now, in order of their codes. */
export async function containersIn(em: Em, ids: readonly number[]): Promise<Container[][]> {
  const rows = await query<EntityRow>(em, sql`
    select outer_container.parent::int, container.* from unnest(${list(ids, 'int')}) with ordinality as outer_container (id, parent)
    join placement on placement.container_id = outer_container.id and ${holdsAt(null)}
    join container on container.id = placement.item_container_id
    order by outer_container.parent, container.code`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, ContainerEntity, row));
}

export interface ContentWanted {
  nested: boolean;
  at: Instant | null;
  page: Page;
  bounds: Bounds | null;
}

/** The samples in each container, in order of their codes, one more than a page holds. */
export async function samplesIn(em: Em, ids: readonly number[], { nested, at: moment, page, bounds }: ContentWanted): Promise<Sample[][]> {
  const rows = await query<EntityRow>(em, sql`
    with recursive inside (parent, container_id) as (${containersInside(ids, nested, moment)}),
    content as (
      select inside.parent, sample.id, row_number() over (partition by inside.parent order by sample.code) as place from inside
      join placement on placement.container_id = inside.container_id and ${holdsAt(moment)}
      join sample on sample.id = placement.item_sample_id
      where ${every([page.after && sql`sample.code > ${page.after[0] as string}`, inSight(bounds, 'sample')])}
    )
    select content.parent, content.place, sample.* from content join sample using (id) where place <= ${page.first + 1}::int order by content.parent, content.place`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, SampleEntity, row));
}

/** Each of the containers, and what stands in it; `union` ends a circle, which no constraint forbids. */
export function containersInside(ids: readonly number[], nested: boolean, moment: Instant | null): Fragment {
  const roots = sql`select parent::int, id from unnest(${list(ids, 'int')}) with ordinality as root (id, parent)`;
  return nested
    ? sql`${roots} union
        select inside.parent, placement.item_container_id from inside
        join placement on placement.container_id = inside.container_id and placement.item_container_id is not null and ${holdsAt(moment)}`
    : roots;
}
