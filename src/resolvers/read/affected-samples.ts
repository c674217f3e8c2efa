import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import { SampleEntity, type Sample } from '../../entities/sample.js';
import type { Page } from '../page.js';
import { at, entityOf, every, instantOf, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { groupByParent } from './assets.js';
import { lastsWithin, neverWas } from './excursions.js';
import { inSight } from './sight.js';

export interface AffectedWanted {
  page: Page;
  bounds: Bounds | null;
  /** How far an excursion that lasts has come. */
  now: Instant;
}

export interface Affected {
  sample: Sample;
  /** When it was there in the time of the excursion, in order and apart; none of one that was over as it began. */
  times: Interval[];
}

/**
 * The samples that were, at any moment of each excursion, inside of what its sensor was on, to any depth, in order of their
 * codes, one more than a page holds, each with its times there. Exactly those of which Sample.excursions tells it: see watchedSensors.
 */
export async function affectedSamples(em: Em, excursions: readonly number[], { page, bounds, now }: AffectedWanted): Promise<Affected[][]> {
  const rows = await query<EntityRow & { times: Interval[] }>(em, sql`
    with recursive ${affectedBy(sql`
      select wanted.parent::int, excursion.* from unnest(${list(excursions, 'int')}) with ordinality as wanted (id, parent) join excursion on excursion.id = wanted.id where ${neverWas} is false`, at(now))},
    placed as (
      select affected.parent, sample.id, affected.times, row_number() over (partition by affected.parent order by sample.code) as place
      from (select parent, sample_id, range_agg(time) as times from affected group by parent, sample_id) as affected
      join sample on sample.id = affected.sample_id
      where ${every([page.after && sql`sample.code > ${page.after[0] as string}`, inSight(bounds, 'sample')])}
    )
    select placed.parent, placed.place, sample.*, ${intervalsOf(sql`placed.times`)} as times
    from placed join sample using (id) where place <= ${page.first + 1}::int order by placed.parent, placed.place`);
  return groupByParent(excursions.length, rows, ({ times, ...row }) => ({ sample: entityOf(em, SampleEntity, row), times }));
}

/**
 * `affected (parent, sample_id, time)`, to follow `with recursive`: when which samples were there in the time of the excursions
 * that the fragment selects, each with its parent. What lasts has come as far as `now`.
 */
export const affectedBy = (excursions: Fragment, now: Fragment): Fragment => sql`
    asked as materialized (
      select parent, sensor_id, started_at, ended_at, tstzrange(started_at, greatest(started_at, coalesce(ended_at, ${now}))) as lasted from (${excursions}) as excursion
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
      select inside.parent, placement.item_sample_id as sample_id, tstzrange(${within.from}, ${within.to}) * excursion.lasted as time from inside
      join placement on placement.item_sample_id is not null and ${isWithin}
      join asked as excursion on excursion.parent = inside.parent and ${lastsWithin(within.from, within.to)}
      union
      select excursion.parent, mount.sample_id, tstzrange(mount.from_at, mount.to_at) * excursion.lasted from asked as excursion
      join sensor_mount as mount on mount.sensor_id = excursion.sensor_id and mount.sample_id is not null and ${lastsWithin(sql`mount.from_at`, sql`coalesce(mount.to_at, 'infinity')`)}
    )`;

/** Times of `affected`, gathered, as the intervals that they are in order. */
export const intervalsOf = (times: Fragment): Fragment => sql`
  (select coalesce(json_agg(json_build_object('from', ${instantOf('lower(time)')}, 'to', ${instantOf('upper(time)')}) order by time), '[]') from unnest(${times}) as time)`;

/** The part of a placement in which what it is in was itself where it counts. `least` passes over a null. */
export const within = { from: sql`greatest(inside.from_at, placement.from_at)`, to: sql`least(inside.to_at, placement.to_at)` };
export const isWithin = sql`placement.container_id = inside.container_id and placement.from_at < inside.to_at and (placement.to_at is null or placement.to_at > inside.from_at)`;
