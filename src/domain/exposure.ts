import { areaOf, highest, knownTime, lowest, timeOver, timeUnder, type Part } from './part.js';
import type { Band, Interval } from './stretch.js';
import type { Duration } from './time.js';

/** What a thing went through in an interval. Warm and cold time are never netted, and unknown time is neither. */
export interface Summary {
  /** Null, as the other two: nothing is known. */
  minimum: number | null;
  maximum: number | null;
  /** Time-weighted. */
  mean: number | null;
  known: Duration;
  unknown: Duration;
  /** Share of the interval that is known, 0 to 1. */
  coverage: number;
  tooWarm: Duration;
  tooCold: Duration;
}

/** Limits are inclusive: at 8 °C, 2 to 8 is kept. The parts lie in the interval and do not overlap. */
export function summarize(parts: Iterable<Part>, interval: Interval, limits: Band): Summary {
  const tally = new Tally();
  for (const part of parts) tally.add(part, limits);
  return tally.summary(interval.to - interval.from);
}

/** Sums up parts, each against the limits of its own time. What is summed up apart can be merged. */
export class Tally {
  private minimum = Infinity;
  private maximum = -Infinity;
  private area = 0;
  private known = 0;
  private tooWarm = 0;
  private tooCold = 0;

  add(part: Part, limits: Band): void {
    this.minimum = Math.min(this.minimum, lowest(part));
    this.maximum = Math.max(this.maximum, highest(part));
    this.area += areaOf(part);
    this.known += knownTime(part);
    if (limits.maximum !== null) this.tooWarm += timeOver(part, limits.maximum);
    if (limits.minimum !== null) this.tooCold += timeUnder(part, limits.minimum);
  }

  merge(other: Tally): void {
    this.minimum = Math.min(this.minimum, other.minimum);
    this.maximum = Math.max(this.maximum, other.maximum);
    this.area += other.area;
    this.known += other.known;
    this.tooWarm += other.tooWarm;
    this.tooCold += other.tooCold;
  }

  /** In so long a time. Of nothing but a moment, nothing is known. */
  summary(time: Duration): Summary {
    const { known } = this;
    const nothing = known === 0;
    return {
      minimum: nothing ? null : this.minimum,
      maximum: nothing ? null : this.maximum,
      mean: nothing ? null : this.area / known,
      known,
      unknown: time - known,
      coverage: time > 0 ? known / time : 0,
      tooWarm: Math.round(this.tooWarm),
      tooCold: Math.round(this.tooCold),
    };
  }
}
