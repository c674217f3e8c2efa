import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { instantOf, list, query, sql } from '../statement.js';

export interface Generation {
  id: number;
  collectedAt: Instant;
  /** What product it is, as was said of this very sample; null: nothing was said. */
  profile: number | null;
  /** The newest of that profile. */
  version: number | null;
}

/** Each sample, followed by the one that it was taken from, the one that that was taken from, and so on. */
export async function lineagesOf(em: Em, samples: readonly number[]): Promise<ReadonlyMap<number, Generation[]>> {
  const rows = await query<Generation & { root: number }>(em, sql`
    with recursive line (root, generation, id, parent_id, collected_at, stability_profile_id) as (
      select id, 0, id, parent_id, collected_at, stability_profile_id from sample where id in (select unnest(${list(samples, 'int')}))
      union all
      select line.root, line.generation + 1, sample.id, sample.parent_id, sample.collected_at, sample.stability_profile_id from line
      join sample on sample.id = line.parent_id
    ) cycle id set circle using way
    select root, id, ${instantOf('collected_at')} as "collectedAt", stability_profile_id as profile,
      (select max(version) from stability_profile_version as version where version.profile_id = line.stability_profile_id) as version
    from line where not circle order by root, generation`);
  return Map.groupBy(rows, ({ root }) => root);
}
