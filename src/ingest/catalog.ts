import { arrayLiteral, micros, sql, type Em } from '../database.js';
import { codesAsSent } from '../domain/error-codes.js';
import type { Quantity } from '../domain/reading.js';
import type { Duration, Instant } from '../domain/time.js';
import type { HistoricWatch } from '../domain/resegment.js';
import type { Watch } from '../domain/watch.js';
import { RULE, watchedRule, type RuleRow } from './rules.js';

export interface KnownSensor extends Watch {
  key: string;
  unit: string;
  trustUncertain: boolean;
  /** Values by which the device says that it cannot measure; null: it has none. */
  errorCodes: ReadonlySet<number> | null;
  /** Up to and with this moment other rules may have judged it than those of now. */
  judgedOtherwiseUntil: Instant | null;
}

/** A sensor with every rule version that ever applied to it. */
export type HistoricSensor = Omit<KnownSensor, 'rules'> & HistoricWatch;

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
  errorCodes: number[];
  judgedOtherwiseUntil: Instant | null;
  rules: RuleRow[] | null;
}

const SENSORS = `
  select sensor.id, key, unit, sensor.quantity, date_part('epoch', expected_every) * 1e6 as gap, trust_uncertain as "trustUncertain", to_json(error_codes) as "errorCodes",
    (select ${micros('max(greatest(from_at, until_at))')} from excursion_rule_span as span where span.sensor_id = sensor.id) as "judgedOtherwiseUntil",
    (select json_agg(${RULE} order by rule.id)
      from sensor_rule join excursion_rule as rule on rule.id = sensor_rule.rule_id
      where sensor_rule.sensor_id = sensor.id and rule.retired_at is null) as rules
  from unnest($1::text::text[]) as wanted (key) join sensor using (key)`;

function knownSensor({ id, quantity, rules, errorCodes, ...sensor }: SensorRow): KnownSensor {
  const { unit } = sensor;
  return { sensorId: id, ...sensor, errorCodes: codesAsSent(errorCodes), rules: (rules ?? []).map((rule) => watchedRule(rule, quantity, unit)) };
}

async function versionOf(em: Em): Promise<string> {
  const { rows } = await sql<{ version: string }>(em, 'select version::text from catalog');
  return rows[0]!.version;
}
