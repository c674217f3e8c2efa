import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { SampleEntity, type Sample } from '../../entities/sample.js';
import { entityOf, every, list, query, sql, type EntityRow } from '../statement.js';
import { holdsAt } from './conditions.js';
import { containersInside } from './placements.js';
import { inSight } from './sight.js';

export interface Watched {
  samples: readonly number[];
  containers: readonly number[];
}

/**
 * Of the samples, and of those that stand in the containers now, to any depth, those in sight of which it is said what product
 * they are, or of what they were taken from: in order of their codes, as many as there are and so many at most.
 */
export async function watchedSamples(em: Em, { samples, containers }: Watched, bounds: Bounds | null, most: number): Promise<Sample[]> {
  const rows = await query<EntityRow>(em, sql`
    with recursive inside (parent, container_id) as (${containersInside(containers, true, null)}),
    wanted (id) as materialized (
      select unnest(${list(samples, 'int')})
      union
      select placement.item_sample_id from inside join placement on placement.container_id = inside.container_id and placement.item_sample_id is not null and ${holdsAt(null)}
    ),
    line (root, id, parent_id, profile_id) as (
      select id, id, parent_id, stability_profile_id from sample where id in (select id from wanted)
      union
      select line.root, sample.id, sample.parent_id, sample.stability_profile_id from line join sample on sample.id = line.parent_id where line.profile_id is null
    )
    select sample.* from sample where ${every([sql`id in (select root from line where profile_id is not null)`, inSight(bounds, 'sample')])} order by code limit ${most}::int`);
  return rows.map((row) => entityOf(em, SampleEntity, row));
}
