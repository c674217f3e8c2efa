import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import type { Bucket, Series } from '../../schema/series.js';
import { at, instantOf, list, query, sql } from '../statement.js';

export interface SeriesWanted {
  from: Instant;
  to: Instant;
  maxPoints: number;
}

/**
 * Downsampled history of each sensor, over all of its readings, in one statement.
 *
 * A reading speaks for a span of time. STEP: until the next, for at most expectedEvery, and the newest of all until now.
 * LINEAR: until the next if that comes within expectedEvery, else for no time at all. What lies between spans is a gap.
 * The reading before the interval is looked up because it may speak into it, and the one behind it because a line may lead there.
 * Spans are cut at the bounds of buckets for the means; extremes are those of the readings themselves.
 */
export async function seriesOfSensors(em: Em, sensorIds: readonly number[], wanted: SeriesWanted): Promise<Series[]> {
  const width = Math.ceil((wanted.to - wanted.from) / wanted.maxPoints);
  const rows = await query<SeriesRow>(em, statement(sensorIds, wanted, width));
  const rowsOf = Map.groupBy(rows, ({ id }) => id);
  return sensorIds.map((id) => seriesOf(rowsOf.get(id) ?? [], wanted, width));
}

function seriesOf(rows: readonly SeriesRow[], { from, to }: SeriesWanted, width: number): Series {
  const known = rows[0]?.covered ?? 0;
  return {
    resolution: width / 1e6,
    buckets: rows.flatMap(({ bucket, ...row }) => (bucket === null ? [] : [bucketOf(row, from + bucket * width, to, width)])),
    coverage: known / (to - from),
    longestGap: rows[0]?.longestGap ?? to - from,
  };
}

function bucketOf({ count, min, max, first, last, mean }: Omit<SeriesRow, 'bucket'>, from: Instant, to: Instant, width: number): Bucket {
  return { from, to: Math.min(from + width, to), count: count!, min: min!, max: max!, first: first!, last: last!, mean: mean! };
}

type OrNull<T> = { [K in keyof T]: T[K] | null };

/** One for each bucket, with what holds for the whole series beside it; one without a bucket where there is none. */
interface SeriesRow extends OrNull<Omit<Bucket, 'from' | 'to'>> {
  id: number;
  covered: number | null;
  longestGap: number | null;
  bucket: number | null;
}

const statement = (sensorIds: readonly number[], { from, to }: SeriesWanted, width: number) => sql<SeriesRow>`
  with bound as (select ${from}::float8 as from_at, ${to}::float8 as to_at, ${width}::float8 as width, ${instantOf('now()')} as now),
  asked as (
    select id, trust_uncertain, interpolation = 'LINEAR' as linear, coalesce(date_part('epoch', expected_every) * 1e6, 'infinity') as gap
    from sensor where id = any(${list(sensorIds, 'int')})
  ),
  point as (
    select asked.id, linear, gap, at, value, lead(at) over history as next_at, lead(value) over history as next_value,
      case when at >= from_at and at < to_at then floor((at - from_at) / width)::int end as bucket
    from bound, asked cross join lateral (
      (select ${instantOf('measured_at')} as at, value from reading where ${KNOWN} and measured_at < ${at(from)} order by measured_at desc limit 1)
      union all (select ${instantOf('measured_at')}, value from reading where ${KNOWN} and measured_at >= ${at(from)} and measured_at < ${at(to)})
      union all (select ${instantOf('measured_at')}, value from reading where ${KNOWN} and measured_at >= ${at(to)} order by measured_at limit 1)
    ) as reading
    window history as (partition by asked.id order by at)
  ),
  span as (
    select id, linear, at, value, next_at, next_value, greatest(at, from_at) as start_at, least(to_at,
      case when linear then case when next_at - at <= gap then next_at else at end
        else least(coalesce(next_at, greatest(now, at)), at + gap) end) as stop_at
    from point, bound
  ),
  total as (
    select id, sum(greatest(stop_at - start_at, 0)) as covered,
      greatest(least(min(start_at), min(to_at)) - min(from_at), max(least(coalesce(next_at, to_at), to_at) - greatest(stop_at, from_at)), 0) as longest_gap
    from span, bound group by id
  ),
  piece as (
    select id, linear, at, value, next_at, next_value, bucket,
      greatest(start_at, from_at + bucket * width) as start_at, least(stop_at, from_at + (bucket + 1) * width) as stop_at
    from bound, span cross join lateral generate_series(floor((start_at - from_at) / width)::int, ceil((stop_at - from_at) / width)::int - 1) as bucket
    where stop_at > start_at
  ),
  mean as (
    select id, bucket, sum((stop_at - start_at) * case when linear
      then value + (next_value - value) * ((start_at + stop_at) / 2 - at) / (next_at - at) else value end) / sum(stop_at - start_at) as mean
    from piece group by id, bucket
  ),
  ranked as (
    select id, bucket, value, lag(bucket) over history is distinct from bucket as is_first, lead(bucket) over history is distinct from bucket as is_last
    from point window history as (partition by id order by at)
  ),
  bucket as (
    select id, bucket, count(*)::int, min(value), max(value), max(value) filter (where is_first) as first, max(value) filter (where is_last) as last, avg(value) as plain
    from ranked where bucket is not null group by id, bucket
  )
  select asked.id, total.covered, total.longest_gap as "longestGap", bucket.bucket, count, min, max, first, last, coalesce(mean.mean, plain) as mean
  from asked left join total on total.id = asked.id
  left join bucket on bucket.id = asked.id
  left join mean on mean.id = asked.id and mean.bucket = bucket.bucket
  order by asked.id, bucket.bucket`;

/** Whether a reading of the sensor `asked` may be judged; see QUALITIES. */
const KNOWN = sql`sensor_id = asked.id and (quality = 0 or (quality = 1 and trust_uncertain))`;
