import type { Logger } from '../log.js';
import { createLocalSpending } from './rate-limit-local.js';
import { openSharedSpending } from './rate-limit-redis.js';

/** What callers may spend, in points of cost, in any minute. */
export interface RateLimit extends AsyncDisposable {
  /**
   * Takes the points from what the caller has left. 0: he had them. Otherwise nothing was taken, and he has them after so
   * many whole seconds, if he spends nothing meanwhile; Infinity: never, for they are more than anybody may spend in a minute.
   * Never rejects and never waits long: while Redis does not answer, this process counts alone.
   */
  spend(callerId: string, points: number): Promise<number>;
}

export interface RateLimitOptions {
  /** Null: there is no other process to share the count with. */
  redisUrl: string | null;
  pointsPerMinute: number;
  log: Logger;
}

/** In no sixty seconds anybody spends more than the limit, wherever they begin. Why no library: docs/decisions/0013-rate-limit.md */
export async function openRateLimit({ redisUrl, pointsPerMinute, log }: RateLimitOptions): Promise<RateLimit> {
  const alone = createLocalSpending({ pointsPerMinute });
  const shared = redisUrl === null ? null : await openSharedSpending({ url: redisUrl, pointsPerMinute, log });
  return {
    async spend(callerId, points) {
      // What is no number is not let through either.
      if (!(points <= pointsPerMinute)) return Infinity;
      const whole = Math.max(0, Math.ceil(points));
      const wait = (await shared?.spend(callerId, whole)) ?? null;
      if (wait === null) return alone.spend(callerId, whole);
      // So that nobody begins a fresh minute when Redis goes away.
      if (wait === 0) alone.note(callerId, whole);
      return wait;
    },
    async [Symbol.asyncDispose]() {
      await shared?.[Symbol.asyncDispose]();
    },
  };
}
