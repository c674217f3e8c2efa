import { Interpolation } from './reading.js';
import type { Duration, Instant } from './time.js';

/** Time in which a value is known: it goes straight from `first` at `from` to `last` at `to`. STEP: the two are equal. */
export interface Stretch {
  from: Instant;
  to: Instant;
  first: number;
  last: number;
  /** What it was cut from, where that goes up or down. */
  line?: Stretch;
}

/** What a sensor says at a moment: a reading that may be judged, or, with null, that its value is not known from then on. */
export interface Said {
  at: Instant;
  value: number | null;
}

/** How the readings of a sensor speak for the time between them. */
export interface Speech {
  interpolation: Interpolation;
  /** The longest time that a reading speaks for; null: until the next, however long that takes. */
  expectedEvery: Duration | null;
}

export interface Interval {
  from: Instant;
  to: Instant;
}

/**
 * What a sensor, in order of time, says of an interval. STEP: a reading holds until it says the next, for at most expectedEvery,
 * and the newest of all until `now`. LINEAR: a line leads to the next if that comes within expectedEvery and is known. What lies
 * between the stretches is not known. What it says before the interval and behind it speaks into it: hand it over as well.
 */
export function stretchesOf(said: readonly Said[], { interpolation, expectedEvery }: Speech, { from, to }: Interval, now: Instant): Stretch[] {
  const longest = expectedEvery ?? Infinity;
  const stretches: Stretch[] = [];
  const linear = interpolation === Interpolation.LINEAR;
  said.forEach(({ at, value }, index) => {
    const next = said[index + 1];
    const last = !linear ? value : next && next.at - at <= longest ? next.value : null;
    if (value === null || last === null) return;
    const whole = { from: at, to: linear ? next!.at : Math.min(next?.at ?? Math.max(now, at), at + longest), first: value, last };
    const cut = cutStretch(whole, { from, to });
    if (cut) stretches.push(cut);
  });
  return stretches;
}

/** The part of a stretch that lies in an interval; null: none does. */
export function cutStretch(stretch: Stretch, interval: Interval): Stretch | null {
  const [from, to] = [Math.max(stretch.from, interval.from), Math.min(stretch.to, interval.to)];
  if (to <= from) return null;
  const cut = { from, to, first: valueAt(stretch, from), last: valueAt(stretch, to) };
  return stretch.first === stretch.last || to - from === stretch.to - stretch.from ? cut : { ...cut, line: stretch.line ?? stretch };
}

const valueAt = ({ from, to, first, last }: Stretch, at: Instant): number =>
  first === last || at === from ? first : at === to ? last : first + ((last - first) * (at - from)) / (to - from);

export interface Band {
  /** Null: no lower bound. */
  minimum: number | null;
  /** Null: no upper bound. */
  maximum: number | null;
}

/** How long a stretch is above a value; a value equal to it is not. */
export function timeAbove({ from, to, first, last }: Stretch, value: number): Duration {
  if (first <= value && last <= value) return 0;
  if (first > value && last > value) return to - from;
  return ((Math.max(first, last) - value) / Math.abs(last - first)) * (to - from);
}
