import type { Band } from '../../src/domain/stretch.js';

/** What a sensor says of one second, which begins with the first value and goes straight to the last; null: it is not known. */
export interface Saying {
  values: readonly [first: number, last: number] | null;
  /** All limits that it is held to; none: it has no say. */
  limits: readonly Band[];
}

/** How much of a second is in range and how much is out, by asking of each of the moments between two crossings. */
export function secondOf(sayings: readonly Saying[]): { inRange: number; outOfRange: number } {
  const heard = sayings.filter(({ limits }) => limits.length > 0);
  const cuts = [...new Set([0, 1, ...heard.flatMap(crossings)])].toSorted((a, b) => a - b);
  const sums = { inRange: 0, outOfRange: 0 };
  cuts.slice(0, -1).forEach((cut, index) => {
    const next = cuts[index + 1]!;
    const said = heard.map((saying) => verdictAt(saying, (cut + next) / 2));
    if (said.includes('out')) sums.outOfRange += next - cut;
    else if (said.length > 0 && !said.includes('unknown')) sums.inRange += next - cut;
  });
  return sums;
}

function crossings({ values, limits }: Saying): number[] {
  if (values === null || values[0] === values[1]) return [];
  const [first, last] = values;
  const all = limits.flatMap(({ minimum, maximum }) => [minimum, maximum]).flatMap((limit) => (limit === null ? [] : [(limit - first) / (last - first)]));
  return all.filter((share) => share > 0 && share < 1);
}

function verdictAt({ values, limits }: Saying, share: number): 'in' | 'out' | 'unknown' {
  if (values === null) return 'unknown';
  const value = values[0] + (values[1] - values[0]) * share;
  return limits.every(({ minimum, maximum }) => (minimum === null || value >= minimum) && (maximum === null || value <= maximum)) ? 'in' : 'out';
}

/** Of all seconds, in whole microseconds. */
export function sumOf(seconds: readonly { inRange: number; outOfRange: number }[]): { inRange: number; outOfRange: number; unknown: number } {
  const micros = (of: 'inRange' | 'outOfRange') => Math.round(seconds.reduce((sum, second) => sum + second[of], 0) * 1e6);
  const [inRange, outOfRange] = [micros('inRange'), micros('outOfRange')];
  return { inRange, outOfRange, unknown: seconds.length * 1e6 - inRange - outOfRange };
}

/** The same but for a microsecond of rounding. */
export const isAlike = <Sums extends { inRange: number; outOfRange: number; unknown: number }>(one: Sums, other: Pick<Sums, 'inRange' | 'outOfRange' | 'unknown'>): boolean =>
  (['inRange', 'outOfRange', 'unknown'] as const).every((each) => Math.abs(one[each] - other[each]) <= 1);
