import type { Side } from './excursion.js';
import { worse, type Rule } from './rule.js';
import type { Duration, Instant } from './time.js';

// The window of an ACCUMULATIVE rule: what was counted in it, in a hundred steps.

/** What was counted in one step of the window. */
export interface Cell {
  index: number;
  startedAt: Instant;
  /** For each level. */
  counted: readonly Duration[];
  peak: number;
  area: number;
  /** Unknown time within it, and between it and the cell before. */
  unknown: Duration;
  unknownBefore: Duration;
  /** Whether it is part of an excursion already. */
  told: boolean;
}

const STEPS = 100;
export const stepOf = ({ window }: Rule): Duration => Math.ceil(window! / STEPS);

/** How long before a moment something may have counted that its sums still hold. */
export const reachOf = (rule: Rule): Duration => (STEPS + 1) * stepOf(rule);

/** The parts of a time, each in one step of the window. Whoever has been outside for all of the window reaches every level: how it went before the last window is all one. */
export function* piecesOf(since: Instant, until: Instant, rule: Rule): Generator<{ at: Instant; end: Instant }> {
  const reach = reachOf(rule);
  for (let at = since, end = at; at < until; at = end) {
    const border = (Math.floor(at / stepOf(rule)) + 1) * stepOf(rule);
    end = Math.min(until, at - since >= reach ? Math.max(border, until - reach) : border);
    yield { at, end };
  }
}

/** Into the last cell where that is of the same step, and told as much. */
export function put(cells: Cell[], kind: Side, cell: Cell): void {
  const last = cells.at(-1);
  if (!last || last.index !== cell.index || last.told !== cell.told) {
    cells.push(cell);
    return;
  }
  const counted = cell.counted.map((length, level) => last.counted[level]! + length);
  cells[cells.length - 1] = { ...last, counted, peak: worse(kind, last.peak, cell.peak), area: last.area + cell.area, unknown: last.unknown + cell.unknownBefore };
}

/** When no sum reaches any more, if all values stay inside. */
export function fallsAt(cells: readonly Cell[], rule: Rule, returnedAt: Instant): Instant {
  const left = cells.filter(({ index }) => index >= oldest(rule, returnedAt));
  const sums = sumsOf(left, rule);
  const reaches = () => sums.some((sum, level) => sum >= rule.levels[level]!.onDelay);
  const last = left.find(({ counted }) => {
    const still = reaches();
    counted.forEach((length, level) => (sums[level]! -= length));
    return still && !reaches();
  });
  return last ? Math.max(returnedAt, (last.index + STEPS + 1) * stepOf(rule)) : returnedAt;
}

/** The step that is the oldest within the window that ends at that moment. */
export const oldest = (rule: Rule, at: Instant): number => Math.floor(at / stepOf(rule)) - STEPS;

export const sumsOf = (cells: readonly Cell[], rule: Rule): Duration[] => rule.levels.map((_, level) => cells.reduce((sum, { counted }) => sum + counted[level]!, 0));
