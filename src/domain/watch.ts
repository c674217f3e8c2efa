import { ExcursionKind, Severity, type Episode, type SeverityReached } from './excursion.js';
import type { Rule } from './rule.js';
import type { Duration, Instant } from './time.js';

/** A rule version, its limits in the sensor's unit. */
export interface WatchedRule extends Rule {
  id: number;
}

/** What must be known of a sensor to judge it. */
export interface Watch {
  sensorId: number;
  /** The longest that a reading speaks for; null: for ever. */
  gap: Duration | null;
  rules: readonly WatchedRule[];
}

/** An excursion by what it is, before it has an id. */
export interface ExcursionKey {
  sensorId: number;
  ruleId: number | null;
  kind: ExcursionKind;
  startedAt: Instant;
}

export interface ExcursionFacts extends ExcursionKey {
  /** How bad it became. */
  severity: Severity;
  limit: number | null;
  confirmedAt: Instant;
  endedAt: Instant | null;
  peak: number | null;
  area: number | null;
  unknown: Duration;
  /** In order of time, each worse than the one before. */
  severities: readonly SeverityReached[];
}

export const factsOf = ({ sensorId }: Watch, rule: WatchedRule, episode: Episode): ExcursionFacts => ({ sensorId, ruleId: rule.id, severity: episode.severities.at(-1)!.severity, ...episode });

export function silenceFacts({ sensorId }: Watch, startedAt: Instant, endedAt: Instant | null): ExcursionFacts {
  const severities = [{ severity: Severity.WARNING, reachedAt: startedAt, limit: null }];
  return { sensorId, ruleId: null, kind: ExcursionKind.NO_DATA, severity: Severity.WARNING, limit: null, startedAt, confirmedAt: startedAt, endedAt, peak: null, area: null, unknown: 0, severities };
}

/** Whether two say the same of an excursion. */
export const isSame = (one: Omit<ExcursionFacts, 'sensorId' | 'ruleId' | 'kind' | 'severity' | 'limit'>, other: typeof one): boolean =>
  one.startedAt === other.startedAt && one.confirmedAt === other.confirmedAt && one.endedAt === other.endedAt && one.peak === other.peak && isSameSum(one.area, other.area) && one.unknown === other.unknown
  && one.severities.length === other.severities.length && one.severities.every(({ severity, reachedAt }, index) => other.severities[index]!.severity === severity && other.severities[index]!.reachedAt === reachedAt);

// Sums of the same in another order differ in their last digits.
const ROUNDING = 1e-9;
const isSameSum = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one === other : Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));

/** Of two quiet moments what is between them comes after the first and not after the second. */
export const comesAfter = ({ startedAt, confirmedAt, endedAt }: ExcursionFacts, moment: Instant): boolean =>
  startedAt >= moment || Math.min(confirmedAt, endedAt ?? Infinity) > moment;

/** As above, of a moment at which something may be going on: that does too. */
export const lastsBehind = ({ startedAt, endedAt }: ExcursionFacts, moment: Instant): boolean => startedAt >= moment || endedAt === null || endedAt > moment;
