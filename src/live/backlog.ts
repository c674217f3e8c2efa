export interface BacklogOptions<Event> {
  /** Of the waiting events with the same key only one stays, once there are many. Without it none is ever left out. */
  coalesceBy?: ((event: Event) => string | number) | undefined;
  /** Which of two events with the same key stays; the later one if nothing is said. */
  keep?: ((earlier: Event, later: Event) => Event) | undefined;
  /** Told how many of them were left out. */
  onLeftOut?: ((events: number) => void) | undefined;
}

export interface Backlog<Event> {
  /** False when there is no room for it. */
  push(event: Event): boolean;
  shift(): Event | undefined;
  readonly length: number;
  clear(): void;
}

/** From here on, waiting events coalesce. */
export const COALESCE_FROM = 1_000;
/** So many wait for a subscriber whose events may not coalesce: few bytes each, because all subscribers share the events. */
export const MOST_WAITING = 10_000;

/** What waits for one subscriber: at most MOST_WAITING events, or, where they coalesce, twice as many as there are keys. */
export function createBacklog<Event>({ coalesceBy, keep = (_, later) => later, onLeftOut = () => {} }: BacklogOptions<Event>): Backlog<Event> {
  let waiting: Event[] = [];
  let threshold = coalesceBy ? COALESCE_FROM : MOST_WAITING;
  return {
    push(event) {
      if (waiting.length >= threshold) {
        if (!coalesceBy) return false;
        const before = waiting.length;
        waiting = coalesce(waiting, coalesceBy, keep);
        onLeftOut(before - waiting.length);
        // With many keys that frees little. It is tried again when the queue has doubled: constant work for each event.
        threshold = Math.max(COALESCE_FROM, 2 * waiting.length);
      }
      waiting.push(event);
      return true;
    },
    shift: () => waiting.shift(),
    get length() {
      return waiting.length;
    },
    clear: () => {
      waiting = [];
    },
  };
}

function coalesce<Event>(events: Event[], keyOf: (event: Event) => string | number, keep: (earlier: Event, later: Event) => Event): Event[] {
  const kept = new Map<string | number, Event>();
  for (const event of events) {
    const key = keyOf(event);
    const earlier = kept.get(key);
    const survivor = earlier === undefined ? event : keep(earlier, event);
    // A later event goes to the end: what is left stays in the order in which it happened.
    if (survivor !== earlier) kept.delete(key);
    kept.set(key, survivor);
  }
  return [...kept.values()];
}
