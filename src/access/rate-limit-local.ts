/** What was spent in one second of the clock. */
interface Spent {
  second: number;
  points: number;
}

export interface LocalSpending {
  /** 0, or after how many seconds there is enough: see RateLimit. */
  spend(callerId: string, points: number): number;
  /** What was spent already, whether there was enough or not. */
  note(callerId: string, points: number): void;
  /** Callers that are remembered. */
  readonly callers: number;
}

export interface LocalSpendingOptions {
  pointsPerMinute: number;
  /** Seconds of a clock that is never put back. */
  clock?: () => number;
  mostCallers?: number;
}

/** A second counts until the last moment of it is a minute old: so no minute ever holds more than the limit. */
export const WINDOW_SECONDS = 61;

/** About a kilobyte each, if they never pause. Beyond them, who has been quiet the longest starts anew. */
const MOST_CALLERS = 10_000;

/** The minute behind us, of each caller, in the memory of this process. */
export function createLocalSpending({ pointsPerMinute, clock = () => performance.now() / 1000, mostCallers = MOST_CALLERS }: LocalSpendingOptions): LocalSpending {
  // Who spent last stands last.
  const callers = new Map<string, Spent[]>();
  const lastMinute = (callerId: string, now: number) => (callers.get(callerId) ?? []).filter(({ second }) => now - second < WINDOW_SECONDS);

  const keep = (callerId: string, points: number, spent: Spent[], now: number) => {
    const last = spent.at(-1);
    if (last?.second === now) last.points += points;
    else spent.push({ second: now, points });
    callers.delete(callerId);
    callers.set(callerId, spent);
    for (const [other, seconds] of callers) {
      if (callers.size <= mostCallers && now - seconds.at(-1)!.second < WINDOW_SECONDS) break;
      callers.delete(other);
    }
  };
  return {
    spend(callerId, points) {
      const now = Math.floor(clock());
      const spent = lastMinute(callerId, now);
      const missing = spent.reduce((sum, each) => sum + each.points, points) - pointsPerMinute;
      if (missing > 0) return freeAfter(spent, missing, now);
      if (points > 0) keep(callerId, points, spent, now);
      return 0;
    },
    note(callerId, points) {
      const now = Math.floor(clock());
      if (points > 0) keep(callerId, points, lastMinute(callerId, now), now);
    },
    get callers() {
      return callers.size;
    },
  };
}

/** The oldest go first. */
function freeAfter(spent: readonly Spent[], missing: number, now: number): number {
  let freed = 0;
  for (const { second, points } of spent) {
    freed += points;
    if (freed >= missing) return second + WINDOW_SECONDS - now;
  }
  return Infinity;
}
