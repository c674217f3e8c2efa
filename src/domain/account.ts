import { timeInTiers, type Tier } from './budget.js';
import { Tally, type Summary } from './exposure.js';
import { Thaws, type ThawRule } from './freeze-thaw.js';
import type { Piece } from './life.js';
import { ABSOLUTE_ZERO, MeanKinetic } from './mean-kinetic.js';
import { isDigest, lowest, type Part } from './part.js';
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

/** What a time did to whoever went through it. Of times that follow each other, each can be merged with its like. */
export interface Sums {
  tally: Tally;
  /** Null: it does not apply, or something was at absolute zero. */
  kinetic: MeanKinetic | null;
  /** For each tier of the product, in their order. */
  used: readonly Duration[];
  thaws: Thaws | null;
}

/** A piece of a life with what is known of it. */
export interface Lived extends Piece {
  /** Null: nobody asks for anything. */
  kept: Condition | null;
  /** Of the times that it is made of, in their order. */
  sums: readonly Sums[];
}

export interface Segment extends Interval, Pick<Piece, 'place' | 'sensor'>, Pick<Summary, 'minimum' | 'maximum' | 'mean'> {}

/** Why there is no mean kinetic temperature. */
export type MktReason = 'NOT_APPLICABLE_FROZEN' | 'NO_DATA' | 'IMPOSSIBLE_TEMPERATURE';

export interface Account extends Summary {
  segments: Segment[];
  mkt: number | null;
  mktReason: MktReason | null;
}

/** What is used up, which an aliquot goes on with. */
export interface Use {
  /** For each tier of the product, in their order. */
  used: Duration[];
  thaws: number;
}

const NO_LIMITS: Band = { minimum: null, maximum: null };

/** What is known of a time in which the same was asked for, told for a product. */
export function sumsOf(parts: readonly Part[], kept: Condition | null, { tiers, activation, thawing }: Product): Sums {
  const sums = { tally: new Tally(), kinetic: new MeanKinetic(activation), used: timeInTiers(tiers, parts), thaws: thawing && new Thaws(thawing) };
  for (const part of parts) {
    sums.tally.add(part, kept ?? NO_LIMITS);
    sums.thaws?.add(levelOf(part));
  }
  if (kept?.mktApplicable === false || parts.some((part) => coldest(part) <= ABSOLUTE_ZERO)) return { ...sums, kinetic: null };
  for (const part of parts) sums.kinetic.add(part);
  return sums;
}

/** Neither threshold runs through a digest, and a warm one has no hole: for thaws it is as if it had one temperature. */
const levelOf = (part: Part): Stretch => (isDigest(part) ? { from: part.firstAt, to: part.lastAt, first: part.minimum, last: part.minimum } : part);

const coldest = (part: Part): number => (isDigest(part) ? part.minimum : lowest(part.line ?? part));

/** What an item went through in pieces of its life, which are in order, but need not follow each other at once. */
export function accountOf(lived: readonly Lived[], { activation }: Product): Account {
  const summary = tallyOf(lived).summary(lived.reduce((all, { from, to }) => all + to - from, 0));
  return { ...summary, segments: segmentsOf(lived), ...kineticOf(lived, summary, activation) };
}

/** What was used up in pieces of lives of which each went on with what the one before it had used. */
export function useOf(lived: readonly Lived[], { tiers, thawing }: Product): Use {
  const used = tiers.map(() => 0);
  const thaws = thawing && new Thaws(thawing);
  for (const { sums } of lived) {
    for (const each of sums) {
      each.used.forEach((time, tier) => (used[tier]! += time));
      if (each.thaws) thaws?.merge(each.thaws);
    }
  }
  return { used: used.map(Math.round), thaws: thaws?.count ?? 0 };
}

function tallyOf(lived: readonly Lived[]): Tally {
  const whole = new Tally();
  for (const { sums } of lived) for (const { tally } of sums) whole.merge(tally);
  return whole;
}

/** Neighbours that differ only by condition are one segment; what is in nothing has none. */
function segmentsOf(lived: readonly Lived[]): Segment[] {
  const runs: Lived[][] = [];
  for (const each of lived) {
    const last = runs.at(-1)?.at(-1);
    if (last && last.to === each.from && last.place === each.place && last.sensor === each.sensor) runs.at(-1)!.push(each);
    else runs.push([each]);
  }
  return runs.filter(([first]) => first!.place !== null).map(segmentOf);
}

function segmentOf(run: readonly Lived[]): Segment {
  const [{ place, sensor, from }, { to }] = [run[0]!, run.at(-1)!];
  const { minimum, maximum, mean } = tallyOf(run).summary(to - from);
  return { from, to, place, sensor, minimum, maximum, mean };
}

/** One frozen hour makes the figure meaningless for the whole, for the formula says nothing of it (USP <1079.2>). */
function kineticOf(lived: readonly Lived[], { minimum }: Summary, activation: number): { mkt: number | null; mktReason: MktReason | null } {
  if (lived.some(({ kept }) => kept !== null && !kept.mktApplicable)) return { mkt: null, mktReason: 'NOT_APPLICABLE_FROZEN' };
  if (minimum === null) return { mkt: null, mktReason: 'NO_DATA' };
  const whole = new MeanKinetic(activation);
  for (const { kinetic } of lived.flatMap(({ sums }) => sums)) {
    if (kinetic === null) return { mkt: null, mktReason: 'IMPOSSIBLE_TEMPERATURE' };
    whole.merge(kinetic);
  }
  return { mkt: whole.value, mktReason: null };
}
