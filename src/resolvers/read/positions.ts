import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { PositionEntity, type Position } from '../../entities/position.js';
import { at, entityOf, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { assetsAsked, groupByParent, type AssetKey } from './assets.js';

export interface TrackWanted {
  from: Instant;
  to: Instant;
  maxPoints: number;
}

/** Where each asset was last. */
export async function latestPositions(em: Em, keys: readonly AssetKey[]): Promise<(Position | null)[]> {
  const rows = await query<EntityRow>(em, sql`
    with ${assetsAsked(keys)}
    select asset.parent, latest.* from asset
    cross join lateral (select * from (${ofAsset(sql`order by at desc limit 1`)}) as position order by at desc limit 1) as latest`);
  return groupByParent(keys.length, rows, (row) => entityOf(em, PositionEntity, row)).map(([position]) => position ?? null);
}

/** Where each asset went, in order of time; of more positions than points, evenly chosen ones with the first and the last. */
export async function tracksOf(em: Em, keys: readonly AssetKey[], { from, to, maxPoints }: TrackWanted): Promise<Position[][]> {
  const rows = await query<EntityRow>(em, sql`
    with ${assetsAsked(keys)},
    point as (
      select asset.parent, position.*, row_number() over track - 1 as place, count(*) over (partition by asset.parent) as total from asset
      cross join lateral (${ofAsset(sql`and at >= ${at(from)} and at < ${at(to)}`)}) as position
      window track as (partition by asset.parent order by position.at, position.id)
    )
    select parent, id, machine_id, container_id, sample_id, at, latitude, longitude from point
    where total <= ${maxPoints}::int or place = 0 or place * (${maxPoints}::int - 1) / nullif(total - 1, 0) > (place - 1) * (${maxPoints}::int - 1) / nullif(total - 1, 0)
    order by parent, at, id`);
  return groupByParent(keys.length, rows, (row) => entityOf(em, PositionEntity, row));
}

/** Positions of the row `asset`, by each of its ids: written out, so that each branch is a walk along the index of position. */
const ofAsset = (rest: Fragment): Fragment => sql`
  (select * from position where machine_id = asset.machine_id and container_id is null and sample_id is null ${rest})
  union all (select * from position where machine_id is null and container_id = asset.container_id and sample_id is null ${rest})
  union all (select * from position where machine_id is null and container_id is null and sample_id = asset.sample_id ${rest})`;
