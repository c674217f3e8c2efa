import type { Duration, Instant } from './time.js';

export enum ExcursionKind {
  ABOVE = 'ABOVE',
  BELOW = 'BELOW',
  NO_DATA = 'NO_DATA',
  STUCK = 'STUCK',
  CALIBRATION_DUE = 'CALIBRATION_DUE',
}

export type Side = ExcursionKind.ABOVE | ExcursionKind.BELOW;

/** In rising order. */
export enum Severity {
  INFO = 'INFO',
  WARNING = 'WARNING',
  CRITICAL = 'CRITICAL',
}

export const SEVERITIES: readonly Severity[] = Object.values(Severity);

/** INSTANT: the first value outside breaks it. CONSECUTIVE: values outside for the on-delay, without a return. ACCUMULATIVE: time outside that adds up to the on-delay within a window. STUCK: values that stay the same for the on-delay. */
export enum RuleMode {
  INSTANT = 'INSTANT',
  CONSECUTIVE = 'CONSECUTIVE',
  ACCUMULATIVE = 'ACCUMULATIVE',
  STUCK = 'STUCK',
}

/** How far people have taken it. Whether it still runs is its end. */
export enum ExcursionStatus {
  DETECTED = 'DETECTED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  INVESTIGATING = 'INVESTIGATING',
  ASSESSED = 'ASSESSED',
  CLOSED = 'CLOSED',
  RETRACTED = 'RETRACTED',
}

export enum ExcursionChange {
  OPENED = 'OPENED',
  UPDATED = 'UPDATED',
  CLOSED = 'CLOSED',
  RETRACTED = 'RETRACTED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  INVESTIGATED = 'INVESTIGATED',
  ASSESSED = 'ASSESSED',
  CONCLUDED = 'CONCLUDED',
  RESET = 'RESET',
  DECIDED = 'DECIDED',
}

/** A value that may be judged: the quality was good enough to know it. */
export interface Sample {
  at: Instant;
  value: number;
}

/** When an excursion became as bad as that, and the limit that says so; only what is above or below has one. */
export interface SeverityReached {
  severity: Severity;
  reachedAt: Instant;
  limit: number | null;
}

/** What a rule has to say of a stretch of time: an excursion, before anybody knows whose. */
export interface Episode {
  kind: Side | ExcursionKind.STUCK;
  /** The limit that says what is outside at all, to which the area is measured; null: nothing is outside, it is stuck. */
  limit: number | null;
  startedAt: Instant;
  /** When its first level was reached. */
  confirmedAt: Instant;
  /** Null while it may still go on. */
  endedAt: Instant | null;
  /** The value farthest outside, or at which it is stuck. */
  peak: number;
  /** Unit x minutes outside the limit, each value held until the next, but never longer than the gap allowed; null: it is stuck. */
  area: number | null;
  /** Time within it that no reading spoke for. */
  unknown: Duration;
  /** In order of time, each worse than the one before; never empty. */
  severities: readonly SeverityReached[];
}

/** A silence longer than the gap: from the moment the last reading stopped to speak until the next one. */
export function silence(previous: Sample, next: Sample, gap: Duration): { startedAt: Instant; endedAt: Instant } | null {
  return next.at - previous.at > gap ? { startedAt: previous.at + gap, endedAt: next.at } : null;
}
