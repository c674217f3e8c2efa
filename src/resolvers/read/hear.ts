import type { Em } from '../../database.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import type { Asked, Closely } from './told-statement.js';
import { toldBySensors, type Heard } from './told.js';

/** A time that everybody who asked for a moment of it asked for whole. */
export interface Atom extends Interval, Heard {}

/** The atoms that an interval is made of, in their order: the same ones for all who ask. */
export type Hear = (asked: Asked) => readonly Atom[];

/**
 * Lets each sensor tell each time only once, however many samples stood beside it: intervals that overlap are cut at every
 * bound of any of them. What is summed up of an atom is summed up for all who went through it.
 */
export async function hearOnce(em: Em, wanted: readonly Asked[], closely: Closely): Promise<Hear> {
  const cuts = new Map([...Map.groupBy(wanted, ({ sensor }) => sensor)].map(([sensor, asked]) => [sensor, cut(asked)]));
  const asked = [...cuts].flatMap(([sensor, intervals]) => intervals.map(({ from, to }): Asked => ({ sensor, from, to })));
  const heard = await toldBySensors(em, asked, closely);
  const atomsOf = Map.groupBy(asked.map((each, index) => ({ ...each, ...heard[index]! })), ({ sensor }) => sensor);
  return ({ sensor, from, to }) => {
    const atoms = atomsOf.get(sensor)!;
    return atoms.slice(placeOf(atoms, from), placeOf(atoms, to));
  };
}

/** The intervals, cut at every bound of any of them. */
function cut(intervals: readonly Interval[]): Interval[] {
  const bounds = [...new Set(intervals.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const changes = new Map(bounds.map((bound) => [bound, 0]));
  for (const { from, to } of intervals) {
    changes.set(from, changes.get(from)! + 1);
    changes.set(to, changes.get(to)! - 1);
  }
  let open = 0;
  return bounds.slice(0, -1).flatMap((from, index) => {
    open += changes.get(from)!;
    return open > 0 ? [{ from, to: bounds[index + 1]! }] : [];
  });
}

/** Of the first atom that begins then, or later. */
function placeOf(atoms: readonly Atom[], at: Instant): number {
  let [low, high] = [0, atoms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (atoms[middle]!.from < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
