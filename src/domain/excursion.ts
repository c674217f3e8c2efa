import { MINUTE, type Duration, type Instant } from './time.js';

export enum ExcursionKind {
  ABOVE = 'ABOVE',
  BELOW = 'BELOW',
  NO_DATA = 'NO_DATA',
}

export enum Severity {
  INFO = 'INFO',
  WARNING = 'WARNING',
  CRITICAL = 'CRITICAL',
}

/** INSTANT: the first value outside raises it. CONSECUTIVE: once it has lasted for the on-delay. ACCUMULATIVE: time above within a window. */
export enum RuleMode {
  INSTANT = 'INSTANT',
  CONSECUTIVE = 'CONSECUTIVE',
  ACCUMULATIVE = 'ACCUMULATIVE',
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
}

/** A value that may be judged: the quality was good enough to know it. */
export interface Sample {
  at: Instant;
  value: number;
}

/** Limits are inclusive: a value equal to one is inside. In the sensor's unit. */
export interface Limits {
  low: number | null;
  high: number | null;
  /** How far inside a limit a value must come back to have returned. */
  deadband: number;
  /** How long a run must last to be an excursion; equality counts. */
  onDelay: Duration;
  /** Runs of one side that are less than this apart are one excursion. */
  offDelay: Duration;
}

/**
 * One stretch outside the limits, while it may still grow. It runs until a value returns; then it waits for the
 * off-delay (`returnedAt` is set), in which a value outside on the same side makes it run on.
 */
export interface Run {
  kind: ExcursionKind.ABOVE | ExcursionKind.BELOW;
  /** The first value outside, not the moment of its confirmation. */
  startedAt: Instant;
  returnedAt: Instant | null;
  peak: number;
  /** Unit x minutes outside the limit, each value held until the next, but never longer than the gap allowed. */
  area: number;
  /** Time within the run that no reading spoke for. */
  unknown: Duration;
  /** The same since the return: it counts when the run runs on. */
  unknownSinceReturn: Duration;
  /** What the record says of it; null until it has lasted long enough to be an excursion. */
  recorded: { endedAt: Instant | null; peak: number; area: number; unknown: Duration } | null;
}

/** The runs of a sensor by the id of the rule that they break. */
export type Runs = Record<number, Run>;

/** What a sample made of a run: the one that goes on, and those that are over for good, which are at most one. */
export interface Step {
  run: Run | null;
  over: Run | null;
}

/** Takes one rule's run from one sample to the next, which must be later. `gap` is the longest that a reading speaks for; null: for ever. */
export function step(run: Run | null, limits: Limits, previous: Sample | null, sample: Sample, gap: Duration | null): Step {
  const held = run && previous ? hold(run, limits, previous, sample.at, gap) : run;
  const side = sideOf(sample.value, limits);
  if (held === null) return { run: side && begin(side, sample), over: null };
  if (held.returnedAt === null) {
    if (side !== null && side !== held.kind) return { run: begin(side, sample), over: { ...held, returnedAt: sample.at } };
    if (!hasReturned(held.kind, sample.value, limits)) return { run: { ...held, peak: worse(held.kind, held.peak, sample.value) }, over: null };
    const returned = { ...held, returnedAt: sample.at, unknownSinceReturn: 0 };
    return limits.offDelay > 0 ? { run: returned, over: null } : { run: null, over: returned };
  }
  const waited = sample.at - held.returnedAt >= limits.offDelay;
  if (side === null) return waited ? { run: null, over: held } : { run: held, over: null };
  if (side !== held.kind || waited) return { run: begin(side, sample), over: held };
  const unknown = held.unknown + held.unknownSinceReturn;
  return { run: { ...held, returnedAt: null, unknown, unknownSinceReturn: 0, peak: worse(held.kind, held.peak, sample.value) }, over: null };
}

/** The runs of a history in order of time: those that are over for good, and the one that may still run on. */
export function segment(samples: readonly Sample[], limits: Limits, gap: Duration | null): { over: Run[]; live: Run | null } {
  const over: Run[] = [];
  let live: Run | null = null;
  let previous: Sample | null = null;
  for (const sample of samples) {
    const next = step(live, limits, previous, sample, gap);
    if (next.over) over.push(next.over);
    live = next.run;
    previous = sample;
  }
  return { over, live };
}

/** What a run is worth at a moment: an excursion or not yet (null), and whether it has ended. */
export function standing(run: Run, limits: Limits, last: Sample, gap: Duration | null, now: Instant): { endedAt: Instant | null } | null {
  const spokenFor = Math.min(Math.max(now, last.at), gap === null ? Infinity : last.at + gap);
  const lasted = (run.returnedAt ?? spokenFor) - run.startedAt;
  if (lasted < limits.onDelay) return null;
  const settled = run.returnedAt !== null && Math.max(now, last.at) - run.returnedAt >= limits.offDelay;
  return { endedAt: settled ? run.returnedAt : null };
}

/** When the clock alone changes what `standing` says; null: never. */
export function standingChangesAt(run: Run, limits: Limits, last: Sample, gap: Duration | null, now: Instant): Instant | null {
  const stands = standing(run, limits, last, gap, now);
  if (run.returnedAt !== null) return stands && stands.endedAt === null ? run.returnedAt + limits.offDelay : null;
  const confirms = run.startedAt + limits.onDelay;
  return stands || (gap !== null && confirms > last.at + gap) ? null : confirms;
}

/** A silence longer than the gap: from the moment the last reading stopped to speak until the next one. */
export function silence(previous: Sample, next: Sample, gap: Duration): { startedAt: Instant; endedAt: Instant } | null {
  return next.at - previous.at > gap ? { startedAt: previous.at + gap, endedAt: next.at } : null;
}

/** The limit that a run of this kind broke. */
export const limitBroken = (kind: Run['kind'], limits: Limits): number => (kind === ExcursionKind.ABOVE ? limits.high : limits.low)!;

function sideOf(value: number, { low, high }: Limits): Run['kind'] | null {
  if (high !== null && value > high) return ExcursionKind.ABOVE;
  return low !== null && value < low ? ExcursionKind.BELOW : null;
}

function hasReturned(kind: Run['kind'], value: number, { low, high, deadband }: Limits): boolean {
  return kind === ExcursionKind.ABOVE ? value <= high! - deadband : value >= low! + deadband;
}

function begin(kind: Run['kind'], { at, value }: Sample): Run {
  return { kind, startedAt: at, returnedAt: null, peak: value, area: 0, unknown: 0, unknownSinceReturn: 0, recorded: null };
}

function hold(run: Run, limits: Limits, previous: Sample, until: Instant, gap: Duration | null): Run {
  const passed = until - previous.at;
  const spoken = gap === null ? passed : Math.min(passed, gap);
  if (run.returnedAt !== null) return { ...run, unknownSinceReturn: run.unknownSinceReturn + passed - spoken };
  const beyond = run.kind === ExcursionKind.ABOVE ? previous.value - limits.high! : limits.low! - previous.value;
  return { ...run, area: run.area + (Math.max(0, beyond) * spoken) / MINUTE, unknown: run.unknown + passed - spoken };
}

const worse = (kind: Run['kind'], one: number, other: number): number => (kind === ExcursionKind.ABOVE ? Math.max(one, other) : Math.min(one, other));
