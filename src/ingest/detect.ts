import { ExcursionChange, ExcursionKind, Severity, limitBroken, silence, standing, standingChangesAt, step, type Limits, type Run, type Runs, type Sample } from '../domain/excursion.js';
import type { Duration, Instant } from '../domain/time.js';

/** A rule version in force, its limits in the sensor's unit. */
export interface WatchedRule extends Limits {
  id: number;
  severity: Severity;
}

/** What the detector must know of a sensor. */
export interface Watch {
  sensorId: number;
  /** The longest that a reading speaks for; null: for ever. */
  gap: Duration | null;
  rules: readonly WatchedRule[];
}

/** What it remembers of it between batches. */
export interface Memory {
  last: Sample | null;
  runs: Runs;
  silentSince: Instant | null;
}

/** An excursion by what it is, before it has an id. */
export interface ExcursionKey {
  sensorId: number;
  ruleId: number | null;
  kind: ExcursionKind;
  startedAt: Instant;
}

export interface ExcursionFacts extends ExcursionKey {
  severity: Severity;
  limit: number | null;
  confirmedAt: Instant;
  endedAt: Instant | null;
  peak: number | null;
  area: number | null;
  unknown: Duration;
}

export type Cause = 'LATE_DATA';

/** What the detector found, as values: `record` writes it down. */
export type Finding =
  | { type: 'open'; facts: ExcursionFacts }
  /** `change` is null when only its area grew: that is written, not told. `revises` is the cause when what was said before was wrong. */
  | { type: 'update'; was: ExcursionKey; facts: ExcursionFacts; change: ExcursionChange.UPDATED | ExcursionChange.CLOSED | null; revises: Cause | null }
  | { type: 'retract'; was: ExcursionKey; revises: Cause };

export interface Detection {
  memory: Memory;
  /** When to look again, though no reading comes. */
  dueAt: Instant | null;
  findings: Finding[];
}

/**
 * Takes a sensor from what is remembered to what is known after these samples, which are in order of time and later than
 * the last one, and at this moment. Pure: the same readings and the same moment give the same excursions, in one batch or in many.
 */
export function detect(watch: Watch, memory: Memory, samples: readonly Sample[], now: Instant): Detection {
  const last = samples.at(-1) ?? memory.last;
  const findings: Finding[] = [];
  const runs: Runs = {};
  let dueAt: Instant | null = null;
  for (const rule of watch.rules) {
    const run = follow(watch, rule, memory, samples, findings);
    if (run === null || last === null) continue;
    runs[rule.id] = settle(watch, rule, run, last, now, findings);
    dueAt = earlier(dueAt, standingChangesAt(run, rule, last, watch.gap, now));
  }
  const silentSince = listen(watch, memory, samples, now, findings);
  if (last && watch.gap !== null && silentSince === null) dueAt = earlier(dueAt, last.at + watch.gap);
  return { memory: { last, runs, silentSince }, dueAt, findings };
}

/** Whether a run that is over has lasted long enough to be an excursion. */
export const keeps = (rule: WatchedRule, run: Run): boolean => run.returnedAt! - run.startedAt >= rule.onDelay;

/** What a run is on record as; `endedAt` is its end as it stands now. */
export function factsOf(watch: Watch, rule: WatchedRule, run: Run, endedAt: Instant | null): ExcursionFacts {
  return {
    sensorId: watch.sensorId, ruleId: rule.id, kind: run.kind, startedAt: run.startedAt, severity: rule.severity, limit: limitBroken(run.kind, rule),
    confirmedAt: run.startedAt + rule.onDelay, endedAt, peak: run.peak, area: run.area, unknown: run.unknown,
  };
}

export function silenceFacts(watch: Watch, startedAt: Instant, endedAt: Instant | null): ExcursionFacts {
  return {
    sensorId: watch.sensorId, ruleId: null, kind: ExcursionKind.NO_DATA, startedAt, severity: Severity.WARNING, limit: null,
    confirmedAt: startedAt, endedAt, peak: null, area: null, unknown: 0,
  };
}

/** One rule through the samples; runs that are over are written down on the way. */
function follow(watch: Watch, rule: WatchedRule, memory: Memory, samples: readonly Sample[], findings: Finding[]): Run | null {
  let run = memory.runs[rule.id] ?? null;
  let previous = memory.last;
  for (const sample of samples) {
    const next = step(run, rule, previous, sample, watch.gap);
    if (next.over) conclude(watch, rule, next.over, findings);
    run = next.run;
    previous = sample;
  }
  return run;
}

function conclude(watch: Watch, rule: WatchedRule, run: Run, findings: Finding[]): void {
  note(watch, rule, run, keeps(rule, run) ? { endedAt: run.returnedAt } : null, findings);
}

function settle(watch: Watch, rule: WatchedRule, run: Run, last: Sample, now: Instant, findings: Finding[]): Run {
  const stands = standing(run, rule, last, watch.gap, now);
  note(watch, rule, run, stands, findings);
  return { ...run, recorded: stands && { endedAt: stands.endedAt, peak: run.peak, area: run.area, unknown: run.unknown } };
}

/** Compares what is on record of a run with what it is, and finds the difference. */
function note(watch: Watch, rule: WatchedRule, run: Run, stands: { endedAt: Instant | null } | null, findings: Finding[]): void {
  const { recorded } = run;
  if (stands === null) {
    // The clock had confirmed it; a reading that was on its way says that it was over by then.
    if (recorded) findings.push({ type: 'retract', was: keyOf(watch, rule, run), revises: 'LATE_DATA' });
    return;
  }
  const facts = factsOf(watch, rule, run, stands.endedAt);
  if (recorded === null) findings.push({ type: 'open', facts });
  else if (recorded.endedAt !== facts.endedAt || recorded.peak !== run.peak || recorded.area !== run.area || recorded.unknown !== run.unknown) {
    const revises = recorded.endedAt !== null && recorded.endedAt !== facts.endedAt ? 'LATE_DATA' : null;
    findings.push({ type: 'update', was: keyOf(watch, rule, run), facts, change: changeFrom(recorded, facts), revises });
  }
}

/** What to tell of a change, if anything. */
export function changeFrom(was: Pick<ExcursionFacts, 'endedAt' | 'peak'>, is: ExcursionFacts): ExcursionChange.UPDATED | ExcursionChange.CLOSED | null {
  if (was.endedAt === null && is.endedAt !== null) return ExcursionChange.CLOSED;
  return was.endedAt !== is.endedAt || was.peak !== is.peak ? ExcursionChange.UPDATED : null;
}

const keyOf = (watch: Watch, rule: WatchedRule, run: Run): ExcursionKey => ({ sensorId: watch.sensorId, ruleId: rule.id, kind: run.kind, startedAt: run.startedAt });

/** Silences: those between the samples, and the one that lasts now. Gives the start of the one that lasts. */
function listen(watch: Watch, memory: Memory, samples: readonly Sample[], now: Instant, findings: Finding[]): Instant | null {
  if (watch.gap === null) return memory.silentSince;
  let { last: previous, silentSince } = memory;
  for (const sample of samples) {
    const hole = previous && silence(previous, sample, watch.gap);
    if (hole && silentSince !== null) findings.push({ type: 'update', was: silenceFacts(watch, silentSince, null), facts: silenceFacts(watch, hole.startedAt, hole.endedAt), change: ExcursionChange.CLOSED, revises: null });
    else if (hole) findings.push({ type: 'open', facts: silenceFacts(watch, hole.startedAt, hole.endedAt) });
    else if (silentSince !== null) findings.push({ type: 'retract', was: silenceFacts(watch, silentSince, null), revises: 'LATE_DATA' });
    silentSince = null;
    previous = sample;
  }
  if (!previous || silentSince !== null || now <= previous.at + watch.gap) return silentSince;
  findings.push({ type: 'open', facts: silenceFacts(watch, previous.at + watch.gap, null) });
  return previous.at + watch.gap;
}

const earlier = (one: Instant | null, other: Instant | null): Instant | null => (one === null || (other !== null && other < one) ? other : one);
