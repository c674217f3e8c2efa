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

/**
 * How often a sample thawed, by what is known of its temperature. It must have been frozen; then it counts once when it was
 * above the threshold for long enough without a break, and not again before it was frozen again. Time of which nothing is
 * known breaks a thaw: what is not known is not counted, and is told as unknown time elsewhere.
 */
export function countThaws(stretches: Iterable<Stretch>, { frozenAt, thawedAbove, thawTime }: ThawRule): number {
  let thaws = 0;
  let frozen = false;
  let warmSince: Instant | null = null;
  let knownUntil: Instant | null = null;
  for (const stretch of stretches) {
    if (stretch.from !== knownUntil) warmSince = null;
    for (const { from, to, first, last } of monotone(stretch, thawedAbove)) {
      if (Math.min(first, last) <= frozenAt) frozen = true;
      const warm = Math.max(first, last) > thawedAbove;
      warmSince = warm ? (warmSince ?? from) : null;
      if (frozen && warmSince !== null && to - warmSince >= thawTime) {
        thaws++;
        frozen = false;
      }
    }
    knownUntil = stretch.to;
  }
  return thaws;
}

/** The stretch, cut where it crosses the threshold: each part is above it or not. */
function monotone(stretch: Stretch, threshold: number): Stretch[] {
  const above = timeAbove(stretch, threshold);
  const { from, to, first, last } = stretch;
  if (above === 0 || above === to - from) return [stretch];
  const crossing = first < last ? to - above : from + above;
  return [{ from, to: crossing, first, last: threshold }, { from: crossing, to, first: threshold, last }];
}
