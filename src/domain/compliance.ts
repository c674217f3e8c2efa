import { isDigest, timeOver, timeUnder, type Digest, type Part } from './part.js';
import { Comparison, type Level, type Rule } from './rule.js';
import type { Band, Interval, Stretch } from './stretch.js';
import type { Duration } from './time.js';

/**
 * How much of an interval a thing was kept as it should be: by time, never by the number of readings.
 *
 * A machine or a container is told of by the sensors on it, and on what stood in it then, to any depth. At each moment
 * each of them that is held to limits then is out, where its value is beyond any of the limits; in, where it is within all of them,
 * as one that equals a limit is unless the rule says otherwise; or unknown, where nothing says what its value is. How long a rule waits before it raises an
 * excursion, and how far a value must come back, play no part. One to which nobody holds limits then says nothing.
 * The thing is out while any of its sensors is; else unknown while any is, or there is none; else in.
 *
 * A sample is told of by one sensor at each moment, the one that speaks for it. It is held to the limits of that sensor's rules
 * and of the storage condition that the sample is kept under: where there are neither, it is unknown.
 */
export interface Compliance extends Interval {
  inRange: Duration;
  outOfRange: Duration;
  /** With the other two it makes up the interval. */
  unknown: Duration;
  /** Of the known time, the share within limits; null: nothing is known. */
  ratio: number | null;
  /** Share of the interval that is known. */
  coverage: number;
}

export type Verdict = 'IN' | 'OUT' | 'UNKNOWN';

/** What is said of one sensor in a time. */
export interface Judged extends Interval {
  verdict: Verdict;
}

/** Limits to which values are held for a time, which may have no end. */
export interface Demand extends Interval, Band {}

/** What is within the limits of a rule: the limits too, or, where a value that equals one is outside, all up to the next number. */
export function within({ low, high, comparison }: Pick<Level, 'low' | 'high'> & Pick<Rule, 'comparison'>): Band {
  if (comparison === Comparison.BEYOND) return { minimum: low, maximum: high };
  return { minimum: low === null ? null : -nextBelow(-low), maximum: high === null ? null : nextBelow(high) };
}

/** The times of an interval in which anything is demanded, each with the narrowest of all that is; neighbours differ. */
export function demandedIn(demands: readonly Demand[], { from, to }: Interval): Demand[] {
  const present = demands.filter((each) => each.from < to && each.to > from);
  const bounds = [...new Set([from, to, ...present.flatMap((each) => [each.from, each.to]).filter((bound) => bound > from && bound < to)])].toSorted((a, b) => a - b);
  const demanded: Demand[] = [];
  bounds.slice(0, -1).forEach((begin, index) => {
    const limits = present.filter((each) => each.from <= begin && each.to > begin);
    if (limits.length > 0) appendDemand(demanded, { from: begin, to: bounds[index + 1]!, ...narrowest(limits) });
  });
  return demanded;
}

/** How a sensor stands to a demand throughout its time, of which the parts are what is known, in order. */
export function judge(parts: Iterable<Part>, demand: Demand): Judged[] {
  const judged: Judged[] = [];
  let told = demand.from;
  for (const part of parts) {
    const [from, to] = isDigest(part) ? [part.firstAt, part.lastAt] : [part.from, part.to];
    append(judged, { from: told, to: from, verdict: 'UNKNOWN' });
    if (isDigest(part)) append(judged, { from, to, verdict: verdictOf(part, demand) });
    else for (const each of alongLine(part, demand)) append(judged, each);
    told = to;
  }
  append(judged, { from: told, to: demand.to, verdict: 'UNKNOWN' });
  return judged;
}

/** What the sensors of a thing, in times of the interval, make of the whole. */
export function complianceOf(judged: readonly Judged[], { from, to }: Interval): Compliance {
  const changes = judged.flatMap(({ verdict, ...time }) => [{ at: time.from, verdict, by: 1 }, { at: time.to, verdict, by: -1 }]).sort((one, other) => one.at - other.at);
  const present = { IN: 0, OUT: 0, UNKNOWN: 0 };
  const time = { IN: 0, OUT: 0, UNKNOWN: 0 };
  let since = from;
  for (const { at, verdict, by } of changes) {
    time[together(present)] += at - since;
    present[verdict] += by;
    since = at;
  }
  const known = Math.round(time.IN + time.OUT);
  const outOfRange = Math.round(time.OUT);
  const inRange = known - outOfRange;
  return { from, to, inRange, outOfRange, unknown: to - from - known, ratio: known > 0 ? inRange / known : null, coverage: to > from ? known / (to - from) : 0 };
}

const together = (present: Readonly<Record<Verdict, number>>): Verdict => (present.OUT > 0 ? 'OUT' : present.UNKNOWN > 0 || present.IN === 0 ? 'UNKNOWN' : 'IN');

/** Within all of them is within the greatest minimum and the least maximum, also where no value is. */
function narrowest(limits: readonly Band[]): Band {
  const minima = limits.map(({ minimum }) => minimum).filter((limit) => limit !== null);
  const maxima = limits.map(({ maximum }) => maximum).filter((limit) => limit !== null);
  return { minimum: minima.length > 0 ? Math.max(...minima) : null, maximum: maxima.length > 0 ? Math.min(...maxima) : null };
}

function appendDemand(demanded: Demand[], next: Demand): void {
  const last = demanded.at(-1);
  if (last && last.to === next.from && last.minimum === next.minimum && last.maximum === next.maximum) last.to = next.to;
  else demanded.push(next);
}

function append(judged: Judged[], next: Judged): void {
  const last = judged.at(-1);
  if (next.to <= next.from) return;
  if (last?.verdict === next.verdict) last.to = next.to;
  else judged.push(next);
}

/** All values of a digest are on one side of each limit: it throws where they are not. */
function verdictOf(digest: Digest, { minimum, maximum }: Band): Verdict {
  const isOut = (maximum !== null && timeOver(digest, maximum) > 0) || (minimum !== null && timeUnder(digest, minimum) > 0);
  return isOut ? 'OUT' : 'IN';
}

/** A line is cut where it crosses a limit. */
function alongLine({ from, to, first, last }: Stretch, { minimum, maximum }: Band): Judged[] {
  const crossed = [minimum, maximum].filter((limit) => limit !== null && Math.min(first, last) < limit && limit < Math.max(first, last)) as number[];
  const shares = [0, ...crossed.map((limit) => (limit - first) / (last - first)).toSorted((a, b) => a - b), 1];
  return shares.slice(0, -1).map((share, index) => {
    const next = shares[index + 1]!;
    const middle = first + (last - first) * ((share + next) / 2);
    const isOut = (maximum !== null && middle > maximum) || (minimum !== null && middle < minimum);
    return { from: from + share * (to - from), to: next === 1 ? to : from + next * (to - from), verdict: isOut ? 'OUT' : 'IN' };
  });
}

const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);

/** The greatest number that is less. */
function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  number[0] = value;
  bits[0]! += value > 0 ? -1n : 1n;
  return number[0];
}
