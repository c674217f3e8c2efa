import { now, type Duration, type Instant } from '../domain/time.js';

export interface ThinningOptions<Event> {
  every: Duration;
  /** Of the events of an interval with the same key one stays. */
  keyOf: (event: Event) => string | number;
  keep: (earlier: Event, later: Event) => Event;
  /** When it came; null: it says something of the stream, and is of no interval. */
  cameAt: (event: Event) => Instant | null;
  pass: (event: Event) => void;
  /** Called for each that does not stay. */
  onLeftOut: () => void;
}

export interface Thinning<Event> {
  add(event: Event): void;
  /** Whether nothing is held back. */
  readonly isEmpty: boolean;
  flush(): void;
  end(): void;
}

/**
 * Passes on what is left of each interval when it is over: by the clock here, or because something has come that is of a
 * later one, so that what is replayed is thinned as it would have been. All of an interval passes together and in order: a
 * cursor of one of its events leaves none of them behind.
 */
export function createThinning<Event>({ every, keyOf, keep, cameAt, pass, onLeftOut }: ThinningOptions<Event>): Thinning<Event> {
  let held = new Map<string | number, Event>();
  let current = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    const events = held.values();
    held = new Map();
    for (const event of events) pass(event);
  };
  const begin = (interval: number) => {
    // What comes late for an interval that is over is of the next.
    current = Math.max(interval, current + 1);
    const left = (current + 1) * every - now();
    timer = setTimeout(flush, Math.min(Math.max(left, 0), every) / 1_000).unref();
  };
  return {
    add(event) {
      const at = cameAt(event);
      if (at === null) return held.size > 0 ? undefined : pass(event);
      const interval = Math.floor(at / every);
      if (held.size > 0 && interval > current) flush();
      if (held.size === 0) begin(interval);
      const key = keyOf(event);
      const earlier = held.get(key);
      if (earlier !== undefined) onLeftOut();
      const survivor = earlier === undefined ? event : keep(earlier, event);
      // A later event goes to the end: what is left stays in the order in which it happened.
      if (survivor !== earlier) held.delete(key);
      held.set(key, survivor);
    },
    get isEmpty() {
      return held.size === 0;
    },
    flush,
    end() {
      clearTimeout(timer);
      held = new Map();
    },
  };
}
