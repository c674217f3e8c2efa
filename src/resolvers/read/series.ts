import type { Em } from '../../database.js';
import type { Interval } from '../../domain/stretch.js';
import { formatInstant, type Instant } from '../../domain/time.js';
import type { Conversion } from '../../domain/unit.js';
import type { Bucket, Series } from '../../schema/series.js';
import { instantOf, list, query, sql, type Fragment } from '../statement.js';

export interface SeriesWanted {
  from: Instant;
  to: Instant;
  maxPoints: number;
}

/** A time of which one sensor tells, for one of those who ask. */
export interface Told extends Interval {
  /** Whose series it is a part of, as a place in a list. */
  parent: number;
  sensor: number;
  /** From its unit into that of the series; null: it stays as it is. */
  into: Conversion | null;
}

/** Downsampled history of each sensor. */
export async function seriesOfSensors(em: Em, sensorIds: readonly number[], wanted: SeriesWanted): Promise<Series[]> {
  return seriesOfTold(em, sensorIds.length, sensorIds.map((sensor, parent) => ({ parent, sensor, from: wanted.from, to: wanted.to, into: null })), wanted, ALWAYS);
}

/** Whatever it was on. */
const ALWAYS = sql`select '-infinity'::timestamptz as came_at, 'infinity'::timestamptz as left_at`;

/**
 * Downsampled history of what sensors told at different times, over all of their readings, in one statement.
 *
 * A reading speaks for a span of time. STEP: until the next, for at most expectedEvery, and the newest of all until now.
 * LINEAR: until the next if that comes within expectedEvery, else for no time at all. One that may not be judged ends what the
 * one before it says, leads no line, and is itself nowhere to be seen. What lies between spans is a gap.
 * The reading before a time is looked up because it may speak into it, and the one behind it because a line may lead there: if
 * they are of the sensor's stay, from `came_at` to `left_at`, to which the time belongs.
 * Spans are cut at the bounds of buckets for the means; extremes are those of the readings themselves.
 */
export async function seriesOfTold(em: Em, count: number, told: readonly Told[], wanted: SeriesWanted, stay: Fragment): Promise<Series[]> {
  const width = Math.ceil((wanted.to - wanted.from) / wanted.maxPoints);
  const rows = told.length === 0 ? [] : await query<SeriesRow>(em, statement(told, wanted, width, stay));
  const rowsOf = Map.groupBy(rows, ({ parent }) => parent);
  return Array.from({ length: count }, (_, parent) => seriesOf(rowsOf.get(parent) ?? [], wanted, width));
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
  parent: number;
  covered: number | null;
  longestGap: number | null;
  bucket: number | null;
}

const statement = (told: readonly Told[], { from, to }: SeriesWanted, width: number, stay: Fragment) => sql<SeriesRow>`
  with bound as (select ${from}::float8 as from_at, ${to}::float8 as to_at, ${width}::float8 as width, ${instantOf('now()')} as now),
  asked as materialized (
    select asked.*, came_at, left_at from (
      select parent, piece, sensor.id, trust_uncertain, interpolation = 'LINEAR' as linear, coalesce(date_part('epoch', expected_every) * 1e6, 'infinity') as gap,
        factor, shift, since, until, ${instantOf('since')} as since_at, ${instantOf('until')} as until_at
      from unnest(${list(told.map(({ parent }) => parent), 'int')}, ${list(told.map(({ sensor }) => sensor), 'int')}, ${list(told.map((each) => formatInstant(each.from)), 'timestamptz')},
        ${list(told.map((each) => formatInstant(each.to)), 'timestamptz')}, ${list(told.map(({ into }) => into?.factor ?? null), 'float8')}, ${list(told.map(({ into }) => into?.offset ?? null), 'float8')})
        with ordinality as told (parent, sensor_id, since, until, factor, shift, piece) join sensor on sensor.id = sensor_id
    ) as asked left join lateral (${stay}) as stay on true
  ),
  point as (
    select piece, parent, linear, gap, since_at, until_at, at, value, lead(at) over history as next_at, lead(value) over history as next_value,
      case when value is not null and at >= since_at and at < until_at then floor((at - from_at) / width)::int end as bucket
    from bound, asked cross join lateral (
      select ${instantOf('measured_at')} as at, case when factor is null then value else round((value * factor + shift)::numeric, 9)::float8 end as value from (
        (select measured_at, ${VALUE} from reading where sensor_id = asked.id and measured_at < since and measured_at >= came_at order by measured_at desc limit 1)
        union all (select measured_at, ${VALUE} from reading where sensor_id = asked.id and measured_at >= since and measured_at < until)
        union all (select measured_at, ${VALUE} from reading where sensor_id = asked.id and measured_at >= until and measured_at < left_at order by measured_at limit 1)
      ) as known
    ) as reading
    window history as (partition by piece order by at)
  ),
  span as (
    select piece, parent, linear, at, value, next_at, next_value, bucket, greatest(at, since_at) as start_at, least(until_at,
      case when value is null then at when linear then case when next_value is not null and next_at - at <= gap then next_at else at end
        else least(coalesce(next_at, greatest(now, at)), at + gap) end) as stop_at
    from point, bound
  ),
  heard as (
    select parent, start_at, stop_at, lead(start_at) over (partition by parent order by start_at, piece) as next_start from span where bucket is not null or stop_at > start_at
  ),
  total as (
    select parent, sum(greatest(stop_at - start_at, 0)) as covered, greatest(min(start_at) - min(from_at), max(coalesce(next_start, to_at) - greatest(stop_at, start_at))) as longest_gap
    from heard, bound group by parent
  ),
  cell as (
    select parent, linear, at, value, next_at, next_value, cell.bucket,
      greatest(start_at, from_at + cell.bucket * width) as start_at, least(stop_at, from_at + (cell.bucket + 1) * width) as stop_at
    from bound, span cross join lateral generate_series(floor((start_at - from_at) / width)::int, ceil((stop_at - from_at) / width)::int - 1) as cell (bucket)
    where stop_at > start_at
  ),
  mean as (
    select parent, bucket, sum((stop_at - start_at) * case when linear
      then value + (next_value - value) * ((start_at + stop_at) / 2 - at) / (next_at - at) else value end) / sum(stop_at - start_at) as mean
    from cell group by parent, bucket
  ),
  ranked as (
    select parent, bucket, value, lag(bucket) over history is distinct from bucket as is_first, lead(bucket) over history is distinct from bucket as is_last
    from point where bucket is not null window history as (partition by parent order by at)
  ),
  bucket as (
    select parent, bucket, count(*)::int, min(value), max(value), max(value) filter (where is_first) as first, max(value) filter (where is_last) as last, avg(value) as plain
    from ranked group by parent, bucket
  )
  select total.parent, total.covered, total.longest_gap as "longestGap", bucket.bucket, count, min, max, first, last, coalesce(mean.mean, plain) as mean
  from total left join bucket on bucket.parent = total.parent
  left join mean on mean.parent = total.parent and mean.bucket = bucket.bucket
  order by total.parent, bucket.bucket`;

/** The value of a reading of the sensor `asked`, null where it may not be judged; see QUALITIES. Such a reading ends what the one before it says. */
const VALUE = sql`case when quality = 0 or (quality = 1 and trust_uncertain) then value end as value`;
