import { arrayLiteral, micros, sql, type Em } from '../database.js';
import type { Quantity } from '../domain/reading.js';
import type { RuleVersion } from '../domain/resegment.js';
import type { KnownSensor } from './catalog.js';
import { RULE, watchedRule, type RuleRow } from './rules.js';

/** A version without a span judges everything while in force; retired, it never judged anything. */
export async function readVersions(em: Em, sensors: readonly KnownSensor[]): Promise<Map<number, RuleVersion[]>> {
  const { rows } = await sql<VersionRow>(em, VERSIONS, [arrayLiteral(sensors.map(({ sensorId }) => sensorId))]);
  const units = new Map(sensors.map(({ sensorId, unit }) => [sensorId, unit]));
  const versions = new Map<number, RuleVersion[]>();
  for (const { sensorId, rule, quantity, retired, ...span } of rows) {
    if (retired && span.until === null) continue;
    versions.set(sensorId, [...(versions.get(sensorId) ?? []), { ...watchedRule(rule, quantity, units.get(sensorId)!), ...span }]);
  }
  return versions;
}

interface VersionRow extends Pick<RuleVersion, 'from' | 'until' | 'closedAt'> {
  sensorId: number;
  rule: RuleRow;
  quantity: Quantity;
  retired: boolean;
}

// Also of assets that it was on before: what those judged of it, their spans tell.
const VERSIONS = `
  select judged.sensor_id as "sensorId", rule.quantity, rule.retired_at is not null as retired,
    ${RULE} as rule, ${micros('span.closed_at')} as "closedAt", ${micros('span.from_at')} as "from", ${micros('span.until_at')} as "until"
  from (select unnest($1::text::int[]) as sensor_id) as wanted, lateral (
    select sensor_id, rule_id from sensor_rule where sensor_id = wanted.sensor_id
    union select sensor_id, rule_id from excursion_rule_span where sensor_id = wanted.sensor_id
  ) as judged
  join excursion_rule as rule on rule.id = judged.rule_id
  left join excursion_rule_span as span on span.rule_id = rule.id and span.sensor_id = judged.sensor_id
  order by rule.id, span.id`;
