import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { SampleEntity, type Sample } from '../../entities/sample.js';
import type { Page } from '../page.js';
import { entityOf, every, list, query, sql, type EntityRow } from '../statement.js';
import { groupByParent } from './assets.js';
import { lastsWithin, neverWas } from './excursions.js';
import { inSight } from './sight.js';

export interface AffectedWanted {
  page: Page;
  bounds: Bounds | null;
}

/**
 * The samples that were, at any moment of each excursion, inside of what its sensor was on, to any depth, in order of their
 * codes, one more than a page holds. Exactly those of which Sample.excursions tells it: see watchedSensors.
 */
export async function affectedSamples(em: Em, excursions: readonly number[], { page, bounds }: AffectedWanted): Promise<Sample[][]> {
  const rows = await query<EntityRow>(em, sql`
    with recursive asked as materialized (
      select wanted.parent::int, excursion.sensor_id, excursion.started_at, excursion.ended_at from unnest(${list(excursions, 'int')}) with ordinality as wanted (id, parent)
      join excursion on excursion.id = wanted.id where ${neverWas} is false
    ),
    inside (parent, container_id, from_at, to_at) as (
      select excursion.parent, container.id, mount.from_at, coalesce(mount.to_at, 'infinity') from asked as excursion
      join sensor_mount as mount on mount.sensor_id = excursion.sensor_id and ${lastsWithin(sql`mount.from_at`, sql`coalesce(mount.to_at, 'infinity')`)}
      join container on container.id = mount.container_id or container.machine_id = mount.machine_id
      union
      select inside.parent, placement.item_container_id, ${within.from}, ${within.to} from inside
      join placement on placement.item_container_id is not null and ${isWithin}
      join asked as excursion on excursion.parent = inside.parent and ${lastsWithin(within.from, within.to)}
    ),
    affected as (
      select inside.parent, placement.item_sample_id as sample_id from inside
      join placement on placement.item_sample_id is not null and ${isWithin}
      join asked as excursion on excursion.parent = inside.parent and ${lastsWithin(within.from, within.to)}
      union
      select excursion.parent, mount.sample_id from asked as excursion
      join sensor_mount as mount on mount.sensor_id = excursion.sensor_id and mount.sample_id is not null and ${lastsWithin(sql`mount.from_at`, sql`coalesce(mount.to_at, 'infinity')`)}
    ),
    placed as (
      select affected.parent, sample.id, row_number() over (partition by affected.parent order by sample.code) as place from affected
      join sample on sample.id = affected.sample_id
      where ${every([page.after && sql`sample.code > ${page.after[0] as string}`, inSight(bounds, 'sample')])}
    )
    select placed.parent, placed.place, sample.* from placed join sample using (id) where place <= ${page.first + 1}::int order by placed.parent, placed.place`);
  return groupByParent(excursions.length, rows, (row) => entityOf(em, SampleEntity, row));
}

/** The part of a placement in which what it is in was itself where it counts. `least` passes over a null. */
const within = { from: sql`greatest(inside.from_at, placement.from_at)`, to: sql`least(inside.to_at, placement.to_at)` };
const isWithin = sql`placement.container_id = inside.container_id and placement.from_at < inside.to_at and (placement.to_at is null or placement.to_at > inside.from_at)`;
