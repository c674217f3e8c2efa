import type { Instant } from '../domain/time.js';
import { badInput } from '../schema/bad-input.js';
import type { SeriesArgs } from '../schema/sensor.js';

const MOST_POINTS = 5000;

/** Throws a BAD_USER_INPUT where there is no interval, or too much is asked of it. */
export function readInterval({ from, to, maxPoints }: SeriesArgs): { from: Instant; to: Instant; maxPoints: number } {
  const points = maxPoints ?? 500;
  if (from >= to) throw badInput('from must be before to.');
  if (points < 1 || points > MOST_POINTS) throw badInput(`maxPoints is ${points}, but must be from 1 to ${MOST_POINTS}.`);
  return { from, to, maxPoints: points };
}
