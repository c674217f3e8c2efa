import { timeAbove, type Stretch } from './stretch.js';
import type { Duration, Instant } from './time.js';

export interface ThawRule {
  /** At or below it the sample is frozen. */
  frozenAt: number;
  /** Above it, it thaws. */
  thawedAbove: number;
  /** What is above for less long does not thaw; equality counts. */
  thawTime: Duration;
}

/** What becomes of a sample that comes into a time. */
interface Outcome {
  thaws: number;
  frozen: boolean;
}

interface Outcomes {
  unfrozen: Outcome;
  frozen: Outcome;
}

/**
 * How often a sample thawed, by what is known of its temperature. It must have been frozen; then it counts once when it was
 * above the threshold for long enough without a break, and not again before it was frozen again. Time of which nothing is
 * known breaks a thaw: what is not known is not counted, and is told as unknown time elsewhere.
 *
 * What a time does to a sample depends on two things only: whether it comes frozen, and since when it has been warm. So a time
 * is told by what becomes of either, and until when it is warm from its very beginning; and times that follow each other
 * can be merged, whatever went before them.
 */
export class Thaws {
  private from: Instant | null = null;
  private to: Instant = 0;
  private warmUntil: Instant = 0;
  /** At its end; null: it is not warm then. */
  private warmSince: Instant | null = null;
  private outcomes: Outcomes = { unfrozen: { thaws: 0, frozen: false }, frozen: { thaws: 0, frozen: true } };

  constructor(private readonly rule: ThawRule) {}

  /** Of a sample that was not frozen before. */
  get count(): number {
    return this.outcomes.unfrozen.thaws;
  }

  add(stretch: Stretch): void {
    for (const each of monotone(stretch, this.rule.thawedAbove)) this.merge(this.of(each));
  }

  /** What was summed up of a later time, by the same rule. */
  merge(next: Thaws): void {
    if (next.from === null) return;
    const { warmSince } = this;
    const runsOn = warmSince !== null && this.to === next.from;
    const thawsAtOnce = runsOn && isLongEnough(warmSince, next.warmUntil, this.rule);
    const { unfrozen, frozen } = this.outcomes;
    this.outcomes = { unfrozen: follow(unfrozen, next.outcomes, thawsAtOnce), frozen: follow(frozen, next.outcomes, thawsAtOnce) };
    if (this.from === null || (runsOn && this.warmUntil === this.to)) this.warmUntil = next.warmUntil;
    if (!(runsOn && next.warmUntil === next.to)) this.warmSince = next.warmSince;
    this.from ??= next.from;
    this.to = next.to;
  }

  private of({ from, to, first, last }: Stretch): Thaws {
    const { frozenAt, thawedAbove } = this.rule;
    const isWarm = Math.max(first, last) > thawedAbove;
    const freezes = !isWarm && Math.min(first, last) <= frozenAt;
    const thaws = isWarm && isLongEnough(from, to, this.rule);
    const one = new Thaws(this.rule);
    one.outcomes = { unfrozen: { thaws: 0, frozen: freezes }, frozen: { thaws: thaws ? 1 : 0, frozen: !thaws } };
    return Object.assign(one, { from, to, warmUntil: isWarm ? to : from, warmSince: isWarm ? from : null });
  }
}

/** A line crosses the threshold between microseconds, and at a moment of today a number has room for quarters of them only. */
const isLongEnough = (from: Instant, to: Instant, { thawTime }: ThawRule): boolean => Math.round(to - from) >= thawTime;

/** Warmth that began before a time may thaw where what is within it alone would not, and then nothing is left to thaw in it. */
function follow({ thaws, frozen }: Outcome, next: Outcomes, thawsAtOnce: boolean): Outcome {
  const thawed = frozen && thawsAtOnce;
  const then = frozen && !thawed ? next.frozen : next.unfrozen;
  return { thaws: thaws + (thawed ? 1 : 0) + then.thaws, frozen: then.frozen };
}

/** The stretch, cut where it crosses the threshold: each part is above it or not. */
function monotone(stretch: Stretch, threshold: number): Stretch[] {
  const above = timeAbove(stretch, threshold);
  const { from, to, first, last } = stretch;
  if (above === 0 || above === to - from) return [stretch];
  const crossing = first < last ? to - above : from + above;
  return [{ from, to: crossing, first, last: threshold }, { from: crossing, to, first: threshold, last }].filter((each) => each.to > each.from);
}
