import type { Em } from '../../database.js';
import { within, type Demand } from '../../domain/compliance.js';
import type { Comparison } from '../../domain/rule.js';
import type { Instant } from '../../domain/time.js';
import { instantOf, list, query, sql, type Fragment } from '../statement.js';

/**
 * To which limits, in the canonical unit, each sensor is held when, by all versions that there ever were of its rules. As the
 * ingest has it, which judges readings by them: a version without a span judges everything while it is in force. STUCK rules have no limits.
 */
export async function demandsOn(em: Em, sensors: readonly number[]): Promise<ReadonlyMap<number, Demand[]>> {
  if (sensors.length === 0) return new Map();
  const rows = await query<DemandRow>(em, sql`
    select judged.sensor_id as sensor, rule.low, rule.high, rule.comparison, ${edge('from_at')} as since, ${edge('until_at')} as until
    from (
      select sensor_id, rule_id from sensor_rule where sensor_id in (${asked(sensors)})
      union select sensor_id, rule_id from excursion_rule_span where sensor_id in (${asked(sensors)})
    ) as judged
    join excursion_rule as rule on rule.id = judged.rule_id
    left join excursion_rule_span as span on span.rule_id = rule.id and span.sensor_id = judged.sensor_id
    where rule.mode <> 'STUCK' and (rule.retired_at is null or span.until_at is not null)`);
  const demands = rows.map(({ sensor, since, until, ...limits }) => ({ sensor, demand: { from: since ?? -Infinity, to: until ?? Infinity, ...within(limits) } }));
  return new Map([...Map.groupBy(demands, ({ sensor }) => sensor)].map(([sensor, those]) => [sensor, those.map(({ demand }) => demand)]));
}

interface DemandRow {
  sensor: number;
  low: number | null;
  high: number | null;
  comparison: Comparison;
  since: Instant | null;
  until: Instant | null;
}

const asked = (sensors: readonly number[]): Fragment => sql`select unnest(${list(sensors, 'int')})`;

/**
 * Spans are of readings: where a sensor was handed from rules to rules, as it was moved or what it is on was to be kept under another
 * condition, they know the last microsecond before. As a time, that goes up to the moment itself.
 */
const edge = (column: 'from_at' | 'until_at'): Fragment => sql`
  coalesce((
    select ${instantOf('handed.at')} from (
      select mount.from_at as at from sensor_mount as mount where mount.sensor_id = span.sensor_id
      union all
      select kept.from_at from sensor_mount as mount join container on container.id = mount.container_id or container.machine_id = mount.machine_id
      join container_condition as kept on kept.container_id = container.id where mount.sensor_id = span.sensor_id
    ) as handed where handed.at = ${sql.ref(`span.${column}`)} + interval '1 microsecond' limit 1
  ), ${instantOf(`span.${column}`)})`;
