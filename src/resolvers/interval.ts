import type { Interval } from '../domain/stretch.js';
import type { Instant } from '../domain/time.js';
import { badInput } from '../schema/bad-input.js';
import type { IntervalArgs } from '../schema/compliance.js';
import type { LifeArgs } from '../schema/exposure.js';
import type { SeriesArgs } from '../schema/sensor.js';

const MOST_POINTS = 5000;

/** Throws a BAD_USER_INPUT where it is no interval. */
export function readLife({ from, to }: LifeArgs, now: Instant): { from: Instant | null; to: Instant } {
  const end = to ?? now;
  if (typeof from === 'number' && from >= end) throw badInput(to ? 'from must be before to.' : 'from must be before now, or to must be given.');
  return { from: from ?? null, to: end };
}

/** Throws a BAD_USER_INPUT where it is no interval. */
export function readSpan({ from, to }: IntervalArgs): Interval {
  if (from >= to) throw badInput('from must be before to.');
  return { from, to };
}

/** Throws a BAD_USER_INPUT where there is no interval, or too much is asked of it. */
export function readInterval({ maxPoints, ...args }: SeriesArgs): Interval & { maxPoints: number } {
  const points = maxPoints ?? 500;
  const interval = readSpan(args);
  if (points < 1 || points > MOST_POINTS) throw badInput(`maxPoints is ${points}, but must be from 1 to ${MOST_POINTS}.`);
  return { ...interval, maxPoints: points };
}
