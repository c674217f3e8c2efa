import { USUAL_ACTIVATION } from '../../domain/mean-kinetic.js';
import type { Digest } from '../../domain/part.js';
import type { Interpolation, Quantity } from '../../domain/reading.js';
import type { Interval } from '../../domain/stretch.js';
import type { Duration, Instant } from '../../domain/time.js';
import { every, instantOf, list, sql, type Fragment } from '../statement.js';
import { stayAround } from './mounts.js';

/** An interval in which a sensor speaks, and is on one thing without a break. */
export interface Asked extends Interval {
  /** Its id. */
  sensor: number;
}

export interface Closely {
  /** Limits in the canonical unit: what lies on both sides of one is told reading by reading. */
  bounds: readonly number[];
  /** ΔH/R of the mean kinetic temperature that will be made of it. Digests are of the usual one, and another needs every reading. */
  activation?: number;
  /** True: no digest has a hole, so that every break in what is known can be seen. */
  unbroken?: boolean;
}

export interface SensorRow { place: number; unit: string; quantity: Quantity; interpolation: Interpolation; expectedEvery: Duration | null }
export interface ReadingRow { place: number; unit: null; at: Instant; value: number | null }
export interface DigestRow extends Digest { place: number; unit: null; at: null }
/** The sensors come first. `place` is the question's. */
export type ToldRow = SensorRow | ReadingRow | DigestRow;

/**
 * Digests of the whole days of each interval, of whole hours in what these leave, and readings in what is left then; with
 * them the last reading before the interval and the first one behind it, if the sensor was then where it is in the interval. All
 * in one statement: it sees one state of the world.
 */
export const toldStatement = (asked: readonly Asked[], closely: Closely) => sql<ToldRow>`
  with asked as materialized (
    select asked.*, came_at, left_at from (
      select (ordinality - 1)::int as place, sensor.*, ${instantAt('from_micros')} as from_at, ${instantAt('to_micros')} as to_at
      from unnest(${list(asked.map(({ sensor }) => sensor), 'int')}, ${list(asked.map(({ from }) => from), 'bigint')}, ${list(asked.map(({ to }) => to), 'bigint')})
        with ordinality as wanted (id, from_micros, to_micros, ordinality) join sensor using (id)
    ) as asked left join lateral (${stayAround(sql`asked.from_at`)}) as stay on true
  ),
  limits as materialized (select ${list(closely.bounds.toSorted((a, b) => a - b), 'float8')} as bounds),
  outside as materialized (
    select place, '-infinity'::timestamptz as from_at, from_at as to_at from asked union all select place, to_at, 'infinity' from asked
  ),
  day as materialized (${digests(24, sql`asked as gap`, closely)}),
  without_day as materialized (${between(sql`select place, from_at, to_at from day`)}),
  hour as materialized (${digests(1, sql`without_day as gap join asked using (place)`, closely)}),
  without_digest as materialized (${between(sql`select place, from_at, to_at from day union all select place, from_at, to_at from hour`)})
  select place, unit, quantity, interpolation, date_part('epoch', expected_every) * 1e6 as "expectedEvery", null::float8 as at, null::float8 as value, ${sql.join(NO_DIGEST)} from asked
  union all select place, null, null, null, null, null, null, ${sql.join(DIGEST)} from day
  union all select place, null, null, null, null, null, null, ${sql.join(DIGEST)} from hour
  union all (
    select place, null, null, null, null, ${instantOf('measured_at')}, value, ${sql.join(NOTHING)}
    from without_digest as gap join asked using (place) cross join lateral (
      select measured_at, ${VALUE} from reading where sensor_id = asked.id and measured_at >= gap.from_at and measured_at < gap.to_at ${EACH_APART}
    ) as known
  )
  union all (
    select place, null, null, null, null, ${instantOf('measured_at')}, value, ${sql.join(NOTHING)}
    from asked cross join lateral (
      (select measured_at, ${VALUE} from reading where sensor_id = asked.id and measured_at < asked.from_at and measured_at >= came_at order by measured_at desc limit 1)
      union all (select measured_at, ${VALUE} from reading where sensor_id = asked.id and measured_at >= asked.to_at and measured_at < left_at order by measured_at limit 1)
    ) as known
  )`;

/** The digests of one length that lie in the gaps whole, and tell enough. */
const digests = (hours: 1 | 24, gaps: Fragment, closely: Closely): Fragment => {
  const length = sql.raw(`interval '${hours} hours'`);
  const sensor = hours === 24 ? 'gap' : 'asked';
  return sql`
    select gap.place, digest.from_at, digest.from_at + ${length} as to_at, first_at, first_value, last_at, last_value, minimum, maximum, known, area, kinetic
    from ${gaps} cross join lateral (
      select * from reading_digest where sensor_id = ${sql.ref(`${sensor}.id`)} and hours = ${sql.raw(String(hours))} and reading_digest.from_at >= gap.from_at and reading_digest.from_at <= gap.to_at - ${length}
        and ${tellsEnough(sensor, closely)} ${EACH_APART}
    ) as digest`;
};

/** The planner takes gaps for many and long, and would rather read the whole table once than look up each: this keeps it from that. */
const EACH_APART = sql.raw('offset 0');

/** In order. Looked up once: a parameter would be read anew for each digest. */
const BOUNDS = sql`(select bounds from limits)`;

/** See isSplitBy and hasHole. */
const tellsEnough = (sensor: string, { bounds, activation = USUAL_ACTIVATION, unbroken = false }: Closely): Fragment =>
  every([
    // A bucket begins at its bound and ends before the next: both values are in one, and the lower is not where it begins.
    bounds.length > 0 && sql`(known = 0 or minimum = maximum or (width_bucket(minimum, ${BOUNDS}) = width_bucket(maximum, ${BOUNDS}) and (${BOUNDS})[width_bucket(minimum, ${BOUNDS})] is distinct from minimum))`,
    activation !== USUAL_ACTIVATION && sql`${sql.ref(`${sensor}.quantity`)} <> 'TEMPERATURE'`,
    unbroken && sql`(known = 0 or known >= ${instantOf('last_at')} - ${instantOf('first_at')})`,
  ]);

/** What the spans leave of each interval. */
const between = (spans: Fragment): Fragment => sql`
  select place, stop_at as from_at, next_at as to_at from (
    select place, to_at as stop_at, lead(from_at) over (partition by place order by from_at) as next_at from (select * from outside union all ${spans}) as span
  ) as span where stop_at < next_at`;

const instantAt = (column: string) => sql.raw(`(timestamptz 'epoch' + ${column} * interval '1 microsecond')`);

const DIGEST = [
  sql`${instantOf('first_at')} as "firstAt"`, sql`first_value as "firstValue"`, sql`${instantOf('last_at')} as "lastAt"`, sql`last_value as "lastValue"`,
  ...['minimum', 'maximum', 'known', 'area', 'kinetic'].map((column) => sql.ref(column)),
];
const NO_DIGEST = ['firstAt', 'firstValue', 'lastAt', 'lastValue', 'minimum', 'maximum', 'known', 'area', 'kinetic'].map((name) => sql`null::float8 as ${sql.ref(name)}`);
const NOTHING = NO_DIGEST.map(() => sql`null`);

/** The value of a reading of the sensor `asked`, null where it may not be judged; see QUALITIES. Such a reading ends what the one before it says. */
const VALUE = sql`case when quality = 0 or (quality = 1 and trust_uncertain) then value end as value`;
