import type { Em } from '../../database.js';
import { isDigest, type Told } from '../../domain/part.js';
import type { Interval } from '../../domain/stretch.js';
import type { Asked, Closely } from './told-statement.js';
import { toldBySensors, type Heard } from './told.js';

export type Hear = (asked: Asked) => Heard;

/**
 * Lets each sensor tell each time only once, however many samples stood beside it: of intervals that overlap, the pieces
 * between their bounds are asked for, and put together for each that wants to hear. The answer is the same as if it
 * had been asked alone, but for which times are told as a digest.
 */
export async function hearOnce(em: Em, wanted: readonly Asked[], closely: Closely): Promise<Hear> {
  const atomsOf = new Map([...Map.groupBy(wanted, ({ sensor }) => sensor)].map(([sensor, asked]) => [sensor, atoms(asked)]));
  const asked = [...atomsOf].flatMap(([sensor, intervals]) => intervals.map(({ from, to }): Asked => ({ sensor, from, to })));
  const heard = await toldBySensors(em, asked, closely);
  const answers = new Map(asked.map(({ sensor, from }, index) => [`${sensor} ${from}`, heard[index]!]));
  const known = new Map<string, Heard>();
  return ({ sensor, from, to }) => {
    const name = `${sensor} ${from} ${to}`;
    const answer = known.get(name) ?? joined(atomsOf.get(sensor)!.filter((atom) => atom.from >= from && atom.to <= to).map((atom) => ({ ...atom, ...answers.get(`${sensor} ${atom.from}`)! })));
    known.set(name, answer);
    return answer;
  };
}

/** The intervals, cut at every bound of any of them. */
function atoms(intervals: readonly Interval[]): Interval[] {
  const bounds = [...new Set(intervals.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const changes = new Map(bounds.map((bound) => [bound, 0]));
  for (const { from, to } of new Map(intervals.map((each) => [`${each.from} ${each.to}`, each])).values()) {
    changes.set(from, changes.get(from)! + 1);
    changes.set(to, changes.get(to)! - 1);
  }
  let open = 0;
  return bounds.slice(0, -1).flatMap((from, index) => {
    open += changes.get(from)!;
    return open > 0 ? [{ from, to: bounds[index + 1]! }] : [];
  });
}

/** What was told of intervals that touch, as of one. */
function joined(pieces: readonly (Heard & Interval)[]): Heard {
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (first === last) return first;
  const told: Told[] = first.told.filter((each) => !isDigest(each) && each.at < first.from);
  for (const { from, to, told: all } of pieces) for (const each of all) if (isDigest(each) || (each.at >= from && each.at < to)) told.push(each);
  for (const each of last.told) if (!isDigest(each) && each.at >= last.to) told.push(each);
  return { told, speech: first.speech };
}
