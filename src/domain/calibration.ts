import { ExcursionKind, Severity } from './excursion.js';
import { DAY, type Duration, type Instant } from './time.js';
import type { ExcursionFacts } from './watch.js';

/** That a sensor was calibrated, and until when that is good. */
export interface Calibration {
  calibratedAt: Instant;
  dueAt: Instant;
}

/** How long before a calibration is due it is told, and how bad it is then. */
const ALARMS: readonly { severity: Severity; before: Duration }[] = [
  { severity: Severity.INFO, before: 90 * DAY },
  { severity: Severity.WARNING, before: 30 * DAY },
  { severity: Severity.CRITICAL, before: 0 },
];

/**
 * The excursions that a sensor's calibrations, in order of time, make by a moment: of each at most one, which gets worse as the
 * due date comes nearer and ends with the next calibration. What would be told at or before the calibration itself
 * is not told: one that is good for two months is due in 30 days at first, and a sensor that was calibrated just now never is.
 */
export function calibrationFacts(sensorId: number, calibrations: readonly Calibration[], now: Instant): ExcursionFacts[] {
  return calibrations.flatMap((calibration, index): ExcursionFacts[] => {
    const endedAt = calibrations[index + 1]?.calibratedAt ?? null;
    const severities = alarmsOf(calibration).filter(({ reachedAt }) => reachedAt <= now && (endedAt === null || reachedAt < endedAt)).map((each) => ({ ...each, limit: null }));
    const [first, last] = [severities[0], severities.at(-1)];
    if (!first || !last) return [];
    const { reachedAt } = first;
    return [{ sensorId, ruleId: null, kind: ExcursionKind.CALIBRATION_DUE, severity: last.severity, limit: null, startedAt: reachedAt, confirmedAt: reachedAt, endedAt, peak: null, area: null, unknown: 0, severities }];
  });
}

/** When time alone will change them; null: never. */
export function calibrationChangesAt(calibrations: readonly Calibration[], now: Instant): Instant | null {
  const last = calibrations.at(-1);
  return (last && alarmsOf(last).find(({ reachedAt }) => reachedAt > now)?.reachedAt) ?? null;
}

const alarmsOf = ({ calibratedAt, dueAt }: Calibration) =>
  ALARMS.map(({ severity, before }) => ({ severity, reachedAt: dueAt - before })).filter(({ reachedAt }) => reachedAt > calibratedAt);
