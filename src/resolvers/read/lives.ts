import type { Instant } from '../../domain/time.js';
import type { Generation } from './lineage.js';
import type { Life } from './surroundings.js';

export interface LivesWanted {
  sample: number;
  /** In order and apart, one at least; from null: since it was collected. */
  times: readonly { from: Instant | null; to: Instant }[];
  /** Whether what the sample was taken from counts, for what it went through in that time until then. */
  inherits: boolean;
}

export interface Lives {
  own: Life[];
  /** In order of time: those of what it was taken from, each up to when the next was, and its own from then on. */
  joined: Life[];
}

/** An aliquot was its parent until it was taken, and that one its own: at no moment two of them count. A life may be empty. */
export function livesOf({ sample, times, inherits }: LivesWanted, [itself, ...before]: readonly Generation[]): Lives {
  const own = times.map(({ from, to }): Life => ({ sample, from: from ?? Math.min(itself!.collectedAt, to), to }));
  if (!inherits || before.length === 0) return { own, joined: own };
  const begin = times[0]!.from ?? -Infinity;
  let until = Math.min(itself!.collectedAt, own.at(-1)!.to);
  const taken = until;
  const inherited = before.map(({ id, collectedAt }): Life => {
    const life = { sample: id, from: Math.min(Math.max(collectedAt, begin), until), to: until };
    until = Math.min(collectedAt, until);
    return life;
  });
  const since = own.map((life) => ({ ...life, from: Math.min(Math.max(life.from, taken), life.to) }));
  return { own, joined: [...inherited.toReversed(), ...since] };
}
