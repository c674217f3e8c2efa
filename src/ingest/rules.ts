import type { RuleMode, Severity } from '../domain/excursion.js';
import { canonicalUnit } from '../domain/quantity.js';
import type { Quantity } from '../domain/reading.js';
import { convertRule, type Comparison, type Level } from '../domain/rule.js';
import type { Duration } from '../domain/time.js';
import { conversion } from '../domain/unit.js';
import type { WatchedRule } from '../domain/watch.js';

/** A row of excursion_rule as the statement below gives it, in the quantity's canonical unit. */
export interface RuleRow {
  id: number;
  mode: RuleMode;
  comparison: Comparison;
  severity: Severity;
  low: number | null;
  high: number | null;
  deadband: number;
  onDelay: Duration;
  offDelay: Duration;
  window: Duration | null;
  levels: Level[];
}

const length = (column: string) => `date_part('epoch', ${column}) * 1e6`;

/** The columns of `rule` as one value. */
export const RULE = `json_build_object('id', rule.id, 'mode', rule.mode, 'comparison', rule.comparison, 'severity', rule.severity, 'low', rule.low, 'high', rule.high,
  'deadband', rule.deadband, 'onDelay', ${length('rule.on_delay')}, 'offDelay', ${length('rule.off_delay')}, 'window', ${length('rule.sum_window')}, 'levels', rule.levels)`;

/** Limits are written in the quantity's canonical unit and judged in the sensor's. */
export function watchedRule({ severity, low, high, onDelay, levels, ...rule }: RuleRow, quantity: Quantity, unit: string): WatchedRule {
  const into = conversion(canonicalUnit(quantity), unit);
  if (into === null) throw new Error(`a sensor of ${quantity} in '${unit}' should have been refused when it was registered`);
  return convertRule({ ...rule, levels: [{ severity, low, high, onDelay }, ...levels] }, into);
}
