import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { Severity } from '../../domain/excursion.js';
import type { Instant } from '../../domain/time.js';
import type { AlarmFigures, AlarmsOfSeverity, AlarmSource } from '../../schema/alarm.js';
import { at, every, instantOf, list, query, sql, type Fragment } from '../statement.js';
import { suppressedTo } from './alarms.js';
import { seenBy, whereItWas } from './excursions.js';

export interface FiguresWanted {
  from: Instant;
  to: Instant;
  bounds: Bounds | null;
}

export type CountedSource = AlarmSource & { sensorId: number };
export type Counted = Omit<AlarmFigures, 'from' | 'to' | 'topSources'> & { topSources: CountedSource[] };

/** Counts all alarms of an interval in one statement, however many there are. */
export async function countAlarms(em: Em, wanted: FiguresWanted): Promise<Counted> {
  const [figures] = await query<Counted>(em, sql`
    with interval_asked as (select ${at(wanted.from)} as from_at, ${at(wanted.to)} as to_at, ${wanted.to - wanted.from}::float8 as micros),
    ${alarms(wanted)}, ${crowds}, ${repeats}, ${levels}, ${sources}, ${severities}
    select total as alarms,
      (select count(*)::int from alarm where told_at is null and confirmed_at >= interval_asked.from_at) as suppressed,
      total * 3.6e9 / micros as "perHour", in_hour as "mostPerHour",
      total * 6e8 / micros as "perTenMinutes", in_ten_minutes as "mostPerTenMinutes",
      (select count(*) from period where alarms > 10) / ceil(micros / 6e8) as "busyShare",
      floods, flooded as "inFlood", flooded / micros as "floodShare",
      (select count(*)::int from alarm where kind <> 'CALIBRATION_DUE' and told_at + interval '24 hours' < least(ended_at, now(), interval_asked.to_at) and least(ended_at, now()) > interval_asked.from_at) as stale,
      chattering, fleeting, coalesce(top, '[]') as "topSources", top_alarms::float8 / nullif(total, 0) as "topShare", mix as severities
    from interval_asked, crowd, repeated, flood, source, mixed`);
  return figures!;
}

/**
 * `alarm`: the excursions that lasted in the interval, and when people were told: at the first moment from the confirmation
 * on at which the sensor was not suppressed; null where there was none. `told`: those that were told in the interval.
 */
const alarms = ({ from, to, bounds }: FiguresWanted): Fragment => sql`
  quiet as (select sensor_id, unnest(range_agg(tstzrange(from_at, ${suppressedTo('sensor_suppression')}))) as span from sensor_suppression group by sensor_id),
  alarm as (
    select excursion.sensor_id, rule_id, kind, severity, confirmed_at, ended_at, case
      when span is null then confirmed_at
      when upper(span) <= now() and (ended_at is null or ended_at > upper(span)) then upper(span)
    end as told_at
    from excursion ${whereItWas} left join quiet on quiet.sensor_id = excursion.sensor_id and span @> confirmed_at
    where ${every([
      sql`excursion.status <> 'RETRACTED' and confirmed_at < ${at(to)} and (confirmed_at >= ${at(from)} or ended_at is null or ended_at > ${at(from)})`,
      ...seenBy(bounds),
    ])}
  ),
  told as (select alarm.* from alarm, interval_asked where told_at >= from_at and told_at < to_at)`;

/** How many there were, in the fullest hour and ten minutes, of which the first moment does not count, and in each period. */
const crowds = sql`
  window_of_time as (
    select count(*) over (order by told_at range between interval '1 hour' - interval '1 microsecond' preceding and current row)::int as in_hour,
      count(*) over (order by told_at range between interval '10 minutes' - interval '1 microsecond' preceding and current row)::int as in_ten_minutes
    from told
  ),
  crowd as (select count(*)::int as total, coalesce(max(in_hour), 0) as in_hour, coalesce(max(in_ten_minutes), 0) as in_ten_minutes from window_of_time),
  period as (select count(*) as alarms from told, interval_asked group by floor((${instantOf('told_at')} - ${instantOf('from_at')}) / 6e8))`;

/** Three or more of a sensor and a rule within a minute: a common rule of thumb of alarm management. What ended within one is fleeting. */
const repeats = sql`
  neighbour as (
    select ended_at - told_at < interval '1 minute' as is_short,
      coalesce(told_at - lag(told_at, 2) over source_in_time < interval '1 minute', false)
      or coalesce(lead(told_at) over source_in_time - lag(told_at) over source_in_time < interval '1 minute', false)
      or coalesce(lead(told_at, 2) over source_in_time - told_at < interval '1 minute', false) as chatters
    from told window source_in_time as (partition by sensor_id, rule_id order by told_at)
  ),
  repeated as (select count(*) filter (where chatters)::int as chattering, count(*) filter (where is_short and not chatters)::int as fleeting from neighbour)`;

/**
 * How many were told in the ten minutes before each moment at which that changes. A flood runs from the moment at which
 * there are 10 to that at which there are fewer than 5; in between it is as it was.
 */
const levels = sql`
  level as (
    select changed_at, sum(change) over (order by changed_at) as alarms from (
      select changed_at, sum(change) as change from (select told_at as changed_at, 1 as change from told union all select told_at + interval '10 minutes', -1 from told) as each group by changed_at
    ) as net, interval_asked where changed_at < to_at
  ),
  verdict as (select changed_at, case when alarms >= 10 then 1 when alarms < 5 then 0 end as flooded from level),
  spell as (select changed_at, flooded, count(flooded) over (order by changed_at) as number from verdict),
  state as (select changed_at, first_value(flooded) over (partition by number order by changed_at) as flooded from spell),
  stretch as (
    select flooded, coalesce(lag(flooded) over (order by changed_at), 0) as before, ${instantOf('coalesce(lead(changed_at) over (order by changed_at), to_at)')} - ${instantOf('changed_at')} as micros
    from state, interval_asked
  ),
  flood as (select count(*) filter (where flooded = 1 and before = 0)::int as floods, coalesce(sum(micros) filter (where flooded = 1), 0) as flooded from stretch)`;

const sources = sql`
  top as (
    select sensor_id, count(*)::int as alarms, count(*)::float8 / (select total from crowd) as share from told join sensor on sensor.id = sensor_id
    group by sensor_id, sensor.key order by alarms desc, sensor.key limit 10
  ),
  source as (select json_agg(json_build_object('sensorId', sensor_id, 'alarms', alarms, 'share', share) order by alarms desc, sensor.key) as top, sum(alarms) as top_alarms from top join sensor on sensor.id = sensor_id)`;

const severities = sql`
  mixed as (
    select json_agg(json_build_object('severity', name, 'alarms', alarms, 'share', alarms::float8 / nullif((select total from crowd), 0)) order by place) as mix
    from unnest(${list(Object.values(Severity) satisfies AlarmsOfSeverity['severity'][], 'text')}) with ordinality as severity (name, place)
    cross join lateral (select count(*)::int as alarms from told where told.severity = name) as counted
  )`;
