import { ExcursionKind, SEVERITIES, type Episode, type RuleMode, type Severity, type SeverityReached, type Side } from './excursion.js';
import type { Duration, Instant } from './time.js';
import { applyConversion, type Conversion } from './unit.js';

/** On which side of a limit a value is that equals it. BEYOND: inside, as storage ranges have it. AT_OR_BEYOND: outside, as WHO PQS devices alarm. */
export enum Comparison {
  BEYOND = 'BEYOND',
  AT_OR_BEYOND = 'AT_OR_BEYOND',
}

/** How far out a value must be, and for how long, for it to be as bad as that. */
export interface Level {
  severity: Severity;
  low: number | null;
  high: number | null;
  /** How long it must last, or, of an ACCUMULATIVE rule, add up to; equality counts. */
  onDelay: Duration;
}

/** What holds values to be outside, in whatever unit. */
export interface Rule {
  mode: RuleMode;
  comparison: Comparison;
  /** The first is the rule's own and says what is outside at all; the others are worse, and none is nearer. Never empty. */
  levels: readonly Level[];
  /** How far inside a limit a value must come back to have returned; of a STUCK rule, by how much values may differ that are the same. */
  deadband: number;
  /** Runs of one side that are less than this apart are one excursion. */
  offDelay: Duration;
  /** Of an ACCUMULATIVE rule, in how much time the time outside adds up; null for others. */
  window: Duration | null;
}

export const limitOf = (kind: Episode['kind'], { low, high }: Level): number | null => (kind === ExcursionKind.ABOVE ? high : kind === ExcursionKind.BELOW ? low : null);

/** Outside of what the rule allows, and on which side. */
export function sideOf(value: number, rule: Rule): Side | null {
  if (isBeyond(ExcursionKind.ABOVE, value, rule.levels[0]!, rule)) return ExcursionKind.ABOVE;
  return isBeyond(ExcursionKind.BELOW, value, rule.levels[0]!, rule) ? ExcursionKind.BELOW : null;
}

/** Whether a value is beyond a level's limit on that side, or beyond what lies `margin` inside of it. */
export function isBeyond(side: Side, value: number, level: Level, { comparison }: Rule, margin = 0): boolean {
  const limit = limitOf(side, level);
  if (limit === null) return false;
  // Of numbers as people write them: 1.1 + 0.3 is 1.4, and not more.
  const line = margin === 0 ? limit : applyConversion({ factor: 1, offset: side === ExcursionKind.ABOVE ? -margin : margin }, limit)!;
  return (comparison === Comparison.AT_OR_BEYOND && value === line) || (side === ExcursionKind.ABOVE ? value > line : value < line);
}

export const hasReturned = (side: Side, value: number, level: Level, rule: Rule): boolean => !isBeyond(side, value, level, rule, rule.deadband);

/** How far a value is beyond the rule's own limit; 0 when it is not. */
export function excess(side: Side, value: number, rule: Rule): number {
  const limit = limitOf(side, rule.levels[0]!)!;
  return Math.max(0, side === ExcursionKind.ABOVE ? value - limit : limit - value);
}

export const worse = (side: Side, one: number, other: number): number => (side === ExcursionKind.ABOVE ? Math.max(one, other) : Math.min(one, other));

/** What the levels that were reached say, and what is known of them otherwise: in order of time, each worse than the one before. */
export function severitiesReached(kind: Episode['kind'], rule: Rule, reached: readonly (Instant | null)[], others: readonly SeverityReached[] = []): SeverityReached[] {
  const own = rule.levels.map((level, index) => ({ severity: level.severity, reachedAt: reached[index] ?? null, limit: limitOf(kind, level) }));
  const isWorse = (one: Severity, other: Severity) => SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other);
  const known = [...own.filter((each): each is SeverityReached => each.reachedAt !== null), ...others].sort((one, other) => one.reachedAt - other.reachedAt || (isWorse(one.severity, other.severity) ? -1 : 1));
  return known.filter(({ severity }, index) => known.slice(0, index).every((earlier) => isWorse(severity, earlier.severity)));
}

/** The same rule for values in another unit. */
export function convertRule<R extends Rule>(rule: R, into: Conversion): R {
  const convert = (limit: number | null) => (limit === null ? null : applyConversion(into, limit));
  const levels = rule.levels.map((level) => ({ ...level, low: convert(level.low), high: convert(level.high) }));
  return { ...rule, levels, deadband: rule.deadband * into.factor };
}
