import { timeInTiers, type Tier } from './budget.js';
import { Tally, type Summary } from './exposure.js';
import { countThaws, type ThawRule } from './freeze-thaw.js';
import type { Piece } from './life.js';
import { ABSOLUTE_ZERO, MeanKinetic } from './mean-kinetic.js';
import { isDigest, type Part } from './part.js';
import type { Band, Interval, Stretch } from './stretch.js';
import type { Duration } from './time.js';

/** What a product endures. */
export interface Product {
  tiers: readonly Tier[];
  /** ΔH/R in K. */
  activation: number;
  /** Null: its thaws are not counted. */
  thawing: ThawRule | null;
}

/** What a storage condition asks for; null: no such limit. */
export interface Condition extends Band {
  mktApplicable: boolean;
}

/** A piece of a life with what is known of it. */
export interface Lived extends Piece {
  /** Null: nobody asks for anything. */
  kept: Condition | null;
  parts: readonly Part[];
}

export interface Segment extends Interval, Pick<Piece, 'place' | 'sensor'>, Pick<Summary, 'minimum' | 'maximum' | 'mean'> {}

/** Why there is no mean kinetic temperature. */
export type MktReason = 'NOT_APPLICABLE_FROZEN' | 'NO_DATA' | 'IMPOSSIBLE_TEMPERATURE';

export interface Account extends Summary {
  segments: Segment[];
  mkt: number | null;
  mktReason: MktReason | null;
  /** For each tier of the product, in their order. */
  used: Duration[];
  thaws: number;
}

const NO_LIMITS: Band = { minimum: null, maximum: null };

/** What an item went through, of pieces that fill an interval without a break. */
export function accountOf(lived: readonly Lived[], interval: Interval, { tiers, activation, thawing }: Product): Account {
  const whole = new Tally();
  for (const { parts, kept } of lived) for (const part of parts) whole.add(part, kept ?? NO_LIMITS);
  const summary = whole.summary(interval);
  return {
    ...summary,
    segments: segmentsOf(lived),
    ...kineticOf(lived, summary, activation),
    used: timeInTiers(tiers, partsIn(lived)).map(Math.round),
    thaws: thawing === null ? 0 : countThaws(levelsIn(lived), thawing),
  };
}

function* partsIn(lived: readonly Lived[]): Generator<Part> {
  for (const { parts } of lived) yield* parts;
}

/** Neighbours that differ only by condition are one segment; what is in nothing has none. */
function segmentsOf(lived: readonly Lived[]): Segment[] {
  const runs: Lived[][] = [];
  for (const each of lived) {
    const last = runs.at(-1)?.at(-1);
    if (last && last.place === each.place && last.sensor === each.sensor) runs.at(-1)!.push(each);
    else runs.push([each]);
  }
  return runs.filter(([first]) => first!.place !== null).map(segmentOf);
}

function segmentOf(run: readonly Lived[]): Segment {
  const [{ place, sensor, from }, { to }] = [run[0]!, run.at(-1)!];
  const tally = new Tally();
  for (const part of partsIn(run)) tally.add(part, NO_LIMITS);
  const { minimum, maximum, mean } = tally.summary({ from, to });
  return { from, to, place, sensor, minimum, maximum, mean };
}

/** One frozen hour makes the figure meaningless for the whole, for the formula says nothing of it (USP <1079.2>). */
function kineticOf(lived: readonly Lived[], { minimum }: Summary, activation: number): { mkt: number | null; mktReason: MktReason | null } {
  if (lived.some(({ kept }) => kept !== null && !kept.mktApplicable)) return { mkt: null, mktReason: 'NOT_APPLICABLE_FROZEN' };
  if (minimum === null) return { mkt: null, mktReason: 'NO_DATA' };
  if (minimum <= ABSOLUTE_ZERO) return { mkt: null, mktReason: 'IMPOSSIBLE_TEMPERATURE' };
  const kinetic = new MeanKinetic(activation);
  for (const part of partsIn(lived)) kinetic.add(part);
  return { mkt: kinetic.value, mktReason: null };
}

/** Neither threshold runs through a digest, and a warm one has no hole: for thaws it is as if it had one temperature. */
function* levelsIn(lived: readonly Lived[]): Generator<Stretch> {
  for (const part of partsIn(lived)) {
    yield isDigest(part) ? { from: part.firstAt, to: part.lastAt, first: part.minimum, last: part.minimum } : part;
  }
}
