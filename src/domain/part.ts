import { stretchesOf, timeAbove, type Interval, type Said, type Speech, type Stretch } from './stretch.js';
import type { Duration, Instant } from './time.js';

/**
 * What is left of the readings of a span when nobody asks for each of them. It speaks for the time between the first and the
 * last of them only, whether these may be judged or not, so that two spans that follow each other can be joined as two readings
 * are, and a late reading changes no digest but that of its own span.
 */
export interface Digest {
  firstAt: Instant;
  /** Null, as lastValue: from then on it is not known. */
  firstValue: number | null;
  lastAt: Instant;
  lastValue: number | null;
  /** Of the known time, as the maximum; where there is none, it is greater than that. What the last reading says beyond itself belongs to the joint behind it. */
  minimum: number;
  maximum: number;
  /** Time between the first and the last reading for which one of them speaks. */
  known: Duration;
  /** Value times time, summed over the known time. */
  area: number;
  /** The mean kinetic temperature of the known time; null: no time is known, or the values are no temperatures. */
  kinetic: number | null;
}

/** Known time: a line, or the digest of many. */
export type Part = Stretch | Digest;

/** What was said, or the digest of what was said in a span. */
export type Told = Said | Digest;

export const isDigest = (part: Part | Told): part is Digest => 'firstAt' in part;

export const knownTime = (part: Part): Duration => (isDigest(part) ? part.known : part.to - part.from);
export const lowest = (part: Part): number => (isDigest(part) ? part.minimum : Math.min(part.first, part.last));
export const highest = (part: Part): number => (isDigest(part) ? part.maximum : Math.max(part.first, part.last));
/** Value times time. */
export const areaOf = (part: Part): number => (isDigest(part) ? part.area : ((part.first + part.last) / 2) * (part.to - part.from));

/** How long it is above a value, of which a digest can only tell where the value does not run through it. */
export function timeOver(part: Part, value: number): Duration {
  if (!isDigest(part)) return timeAbove(part, value);
  if (part.minimum <= value && value < part.maximum) throw new RangeError(`a digest from ${part.minimum} to ${part.maximum} does not tell what was above ${value}`);
  return part.minimum > value ? part.known : 0;
}

/** How long it is below a value; as above. */
export function timeUnder(part: Part, value: number): Duration {
  if (!isDigest(part)) return timeAbove({ ...part, first: -part.first, last: -part.last }, -value);
  if (part.minimum < value && value <= part.maximum) throw new RangeError(`a digest from ${part.minimum} to ${part.maximum} does not tell what was below ${value}`);
  return part.maximum < value ? part.known : 0;
}

/** The known time of an interval, of records of it, the last one before it and the first one behind it. Digests lie in the interval whole. */
export function* partsOf(records: Iterable<Told>, speech: Speech, interval: Interval, now: Instant): Generator<Part> {
  let previous: Said | null = null;
  for (const record of records) {
    const first: Said = isDigest(record) ? { at: record.firstAt, value: record.firstValue } : record;
    if (previous) yield* joint(previous, first);
    if (isDigest(record) && record.known > 0) yield record;
    previous = isDigest(record) ? { at: record.lastAt, value: record.lastValue } : record;
  }
  if (previous) yield* stretchesOf([previous], speech, interval, now);

  // The next reading ends what this one says; what that one says itself is told when its own next is there.
  function joint(reading: Said, next: Said): Stretch[] {
    return stretchesOf([reading, next], speech, { from: interval.from, to: Math.min(interval.to, next.at) }, now);
  }
}
