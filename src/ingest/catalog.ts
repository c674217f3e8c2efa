import { arrayLiteral, micros, sql, type Em } from '../database.js';
import { canonicalUnit } from '../domain/quantity.js';
import type { Quantity } from '../domain/reading.js';
import type { Duration, Instant } from '../domain/time.js';
import { applyConversion, conversion } from '../domain/unit.js';
import type { WatchedRule, Watch } from './detect.js';

export interface KnownSensor extends Watch {
  key: string;
  unit: string;
  trustUncertain: boolean;
  /** Up to and with this moment other rules may have judged it than those of now. */
  judgedOtherwiseUntil: Instant | null;
}

/** Limits are written in the quantity's canonical unit and judged in the sensor's. */
export function limitsIn<R extends { low: number | null; high: number | null; deadband: number }>(rule: R, quantity: Quantity, unit: string): R {
  const into = conversion(canonicalUnit(quantity), unit);
  if (into === null) throw new Error(`a sensor of ${quantity} in '${unit}' should have been refused when it was registered`);
  const convert = (limit: number | null) => (limit === null ? null : applyConversion(into, limit));
  return { ...rule, low: convert(rule.low), high: convert(rule.high), deadband: rule.deadband * into.factor };
}

/** What is remembered of sensors and the rules in force, by key; thrown away whole when the database says that something changed. */
export class Catalog {
  readonly #sensors = new Map<string, KnownSensor>();
  #version: string | null = null;

  find(key: string): KnownSensor | undefined {
    return this.#sensors.get(key);
  }

  /** Reads those sensors of the list that there are. */
  async load(em: Em, keys: readonly string[]): Promise<void> {
    this.#version ??= await versionOf(em);
    const { rows } = await sql<SensorRow>(em, SENSORS, [arrayLiteral(keys)]);
    for (const row of rows) this.#sensors.set(row.key, knownSensor(row));
  }

  /** True when what is remembered may have been changed by somebody; it is forgotten then. */
  async isStale(em: Em): Promise<boolean> {
    const version = await versionOf(em);
    if (version === this.#version) return false;
    this.#sensors.clear();
    this.#version = version;
    return true;
  }
}

interface SensorRow {
  id: number;
  key: string;
  unit: string;
  quantity: Quantity;
  gap: Duration | null;
  trustUncertain: boolean;
  judgedOtherwiseUntil: Instant | null;
  rules: WatchedRule[] | null;
}

const SENSORS = `
  select sensor.id, key, unit, sensor.quantity, date_part('epoch', expected_every) * 1e6 as gap, trust_uncertain as "trustUncertain",
    (select ${micros('max(greatest(from_at, until_at))')} from excursion_rule_span as span where span.sensor_id = sensor.id) as "judgedOtherwiseUntil",
    (select json_agg(json_build_object('id', rule.id, 'severity', severity, 'low', low, 'high', high, 'deadband', deadband,
        'onDelay', date_part('epoch', on_delay) * 1e6, 'offDelay', date_part('epoch', off_delay) * 1e6) order by rule.id)
      from sensor_rule join excursion_rule as rule on rule.id = sensor_rule.rule_id
      where sensor_rule.sensor_id = sensor.id and rule.retired_at is null) as rules
  from unnest($1::text::text[]) as wanted (key) join sensor using (key)`;

function knownSensor({ id, quantity, rules, ...sensor }: SensorRow): KnownSensor {
  const { unit } = sensor;
  return { sensorId: id, ...sensor, rules: (rules ?? []).map((rule) => limitsIn(rule, quantity, unit)) };
}

async function versionOf(em: Em): Promise<string> {
  const { rows } = await sql<{ version: string }>(em, 'select version::text from catalog');
  return rows[0]!.version;
}
