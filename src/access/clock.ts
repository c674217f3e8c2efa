import { SECOND, now, type Duration, type Instant } from '../domain/time.js';

/** Two clocks: what ends at a moment is held against the one on the wall, what is kept for a while against one that nobody sets. */
export interface Clock {
  now(): Instant;
  /** Since some moment of this process's life. */
  elapsed(): Duration;
}

export const PROCESS_CLOCK: Clock = { now, elapsed: () => performance.now() * 1000 };

/** How far the clock of those who issue tokens may be from ours. */
export const CLOCK_SKEW: Duration = 5 * SECOND;
