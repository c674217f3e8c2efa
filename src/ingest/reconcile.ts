import { ExcursionChange } from '../domain/excursion.js';
import type { Instant } from '../domain/time.js';
import { isSame, type ExcursionFacts } from '../domain/watch.js';
import { changeFrom, type Cause, type Finding } from './detect.js';
import type { KnownExcursion } from './known-excursions.js';

export interface Revision {
  cause: Cause;
  /** The newest reading that was judged before; null: none was. */
  judgedUntil: Instant | null;
}

/**
 * What must be written so that the record says `found`, where it now says `known`, of the same stretch of one sensor's
 * history. An excursion keeps its identity where it still starts at the same moment, else where it still overlaps: so of
 * one that was split the first part keeps it. Of several that became one the earliest does that people have said something
 * of, with all that they said; else the earliest. What is left over of the known ones is retracted, of the found ones
 * opened, by the cause if it began before what was judged already ended. Known and found are in order of time.
 */
export function reconcile(known: readonly KnownExcursion[], found: readonly ExcursionFacts[], { cause, judgedUntil }: Revision): Finding[] {
  const pairs = pair(known, found);
  const taken = new Set(pairs.values());
  return [
    ...known.filter((old) => !taken.has(old)).map((old): Finding => ({ type: 'retract', was: old, revises: cause })),
    ...found.flatMap((facts): Finding[] => {
      const was = pairs.get(facts);
      if (!was) return [{ type: 'open', facts, because: judgedUntil !== null && facts.startedAt <= judgedUntil ? cause : 'DETECTED' }];
      return isSame(was, facts) ? [] : [{ type: 'update', was, facts, change: changeFrom(was, facts) ?? ExcursionChange.UPDATED, revises: cause }];
    }),
  ];
}

/** Which known one each found one is. */
export function pair<Known extends KnownExcursion>(known: readonly Known[], found: readonly ExcursionFacts[]): Map<ExcursionFacts, Known> {
  const pairs = new Map<ExcursionFacts, Known>();
  const taken = new Set<Known>();
  const match = (fits: (old: Known, fresh: ExcursionFacts) => boolean) => {
    for (const fresh of found) {
      if (pairs.has(fresh)) continue;
      const old = known.find((each) => !taken.has(each) && isOfOneRule(each, fresh) && fits(each, fresh));
      if (!old) continue;
      pairs.set(fresh, old);
      taken.add(old);
    }
  };
  match((old, fresh) => old.startedAt === fresh.startedAt);
  match(overlap);
  for (const old of known) {
    if (!old.isTouched || taken.has(old)) continue;
    const fresh = found.find((each) => isOfOneRule(old, each) && overlap(old, each) && pairs.get(each)?.isTouched === false);
    if (fresh) pairs.set(fresh, old);
  }
  return pairs;
}

const isOfOneRule = (one: ExcursionFacts, other: ExcursionFacts): boolean => one.ruleId === other.ruleId && one.kind === other.kind;

const overlap = (one: ExcursionFacts, other: ExcursionFacts): boolean =>
  one.startedAt < (other.endedAt ?? Infinity) && other.startedAt < (one.endedAt ?? Infinity);
