import { sql, type Fragment } from '../statement.js';

/**
 * `stay (parent, container_id, from_at, to_at)`, to follow `asset` in a `with recursive`: when each sample that was asked for
 * was inside which container, to any depth. What its box went through while it was in the box, it went through with it.
 */
export const staysOfSamples: Fragment = sql`
  stay (parent, container_id, from_at, to_at) as (
    select asset.parent, placement.container_id, placement.from_at, coalesce(placement.to_at, 'infinity') from asset
    join placement on placement.item_sample_id = asset.sample_id
    union
    select stay.parent, placement.container_id, greatest(stay.from_at, placement.from_at), least(stay.to_at, placement.to_at) from stay
    join placement on placement.item_container_id = stay.container_id
      and placement.from_at < stay.to_at and (placement.to_at is null or placement.to_at > stay.from_at)
  )`;
