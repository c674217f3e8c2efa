import { ExcursionKind, type Episode, type Sample } from './excursion.js';
import { severitiesReached, type Rule } from './rule.js';
import { earliest, type Step } from './run.js';
import type { Duration, Instant } from './time.js';

/**
 * How a STUCK rule sees a history. Values of which no two differ by more than the deadband are a run: it begins with the first
 * of them, and ends with the first value that is too far from any of them, which begins the next. A level is reached when
 * the time of the run that readings spoke for adds up to its on-delay: a silence within is unknown time, which proves nothing,
 * but ends nothing either. Time counts when the reading comes that still says the same, so that the clock alone changes nothing.
 */
export interface Stuck extends Values {
  startedAt: Instant;
  /** A run that is over is not remembered. */
  returnedAt: null;
  first: number;
  spoken: Duration;
  unknown: Duration;
  /** When each level was reached; null: not yet. */
  reached: readonly (Instant | null)[];
  /** What the record says of it; null: nothing. */
  recorded: Episode | null;
}

/** The least and the greatest of a run. */
export interface Values {
  lowest: number;
  highest: number;
}

export function stepStuck(run: Stuck | null, rule: Rule, previous: Sample | null, sample: Sample, gap: Duration | null): Step<Stuck> {
  if (run === null || previous === null) return { track: begin(rule, sample), over: null };
  const passed = sample.at - previous.at;
  const spoken = gap === null ? passed : Math.min(passed, gap);
  const unknown = run.unknown + passed - spoken;
  const values = joined(run, sample.value);
  if (!areSame(values, rule)) return { track: begin(rule, sample), over: { episode: episodeOf({ ...run, unknown }, rule, sample.at), recorded: run.recorded } };
  const reached = rule.levels.map(({ onDelay }, level) => run.reached[level] ?? (run.spoken + spoken >= onDelay ? previous.at + onDelay - run.spoken : null));
  return { track: { ...run, ...values, spoken: run.spoken + spoken, unknown, reached }, over: null };
}

/** What a run is, whatever the time; null: no level is reached. */
export const stuckAt = (run: Stuck, rule: Rule): Episode | null => episodeOf(run, rule, null);

export const joined = ({ lowest, highest }: Values, value: number): Values => ({ lowest: Math.min(lowest, value), highest: Math.max(highest, value) });

/** Two numbers of a few decimals, such as 5.2 and 5.1, are rarely exactly as far apart as they look. */
export const areSame = ({ lowest, highest }: Values, { deadband }: Rule): boolean =>
  highest - lowest - deadband <= 2 * Number.EPSILON * Math.max(Math.abs(lowest), Math.abs(highest));

const begin = ({ levels }: Rule, { at, value }: Sample): Stuck => ({
  startedAt: at, returnedAt: null, first: value, lowest: value, highest: value, spoken: 0, unknown: 0, reached: levels.map(() => null), recorded: null,
});

function episodeOf({ startedAt, first, unknown, reached }: Stuck, rule: Rule, endedAt: Instant | null): Episode | null {
  const confirmedAt = earliest(reached);
  const kind = ExcursionKind.STUCK;
  return confirmedAt === null ? null : { kind, limit: null, startedAt, confirmedAt, endedAt, peak: first, area: null, unknown, severities: severitiesReached(kind, rule, reached) };
}
