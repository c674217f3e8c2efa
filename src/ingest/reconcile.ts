import { ExcursionChange } from '../domain/excursion.js';
import { changeFrom, type ExcursionFacts, type Finding } from './detect.js';

/**
 * What must be written so that the record says `found`, where it now says `known`, of the same stretch of one sensor's
 * history. An excursion keeps its identity where it still starts at the same moment, else where it still overlaps; what
 * is left over of the known ones is retracted, of the found ones opened. Known and found are in order of time.
 */
export function reconcile(known: readonly ExcursionFacts[], found: readonly ExcursionFacts[]): Finding[] {
  const pairs = new Map<ExcursionFacts, ExcursionFacts>();
  const taken = new Set<ExcursionFacts>();
  const match = (fits: (old: ExcursionFacts, fresh: ExcursionFacts) => boolean) => {
    for (const fresh of found) {
      if (pairs.has(fresh)) continue;
      const old = known.find((each) => !taken.has(each) && each.ruleId === fresh.ruleId && each.kind === fresh.kind && fits(each, fresh));
      if (!old) continue;
      pairs.set(fresh, old);
      taken.add(old);
    }
  };
  match((old, fresh) => old.startedAt === fresh.startedAt);
  match(overlap);
  return [
    ...known.filter((old) => !taken.has(old)).map((old): Finding => ({ type: 'retract', was: old, revises: 'LATE_DATA' })),
    ...found.flatMap((facts): Finding[] => {
      const was = pairs.get(facts);
      if (!was) return [{ type: 'open', facts }];
      return same(was, facts) ? [] : [{ type: 'update', was, facts, change: changeFrom(was, facts) ?? ExcursionChange.UPDATED, revises: 'LATE_DATA' }];
    }),
  ];
}

const overlap = (one: ExcursionFacts, other: ExcursionFacts): boolean =>
  one.startedAt < (other.endedAt ?? Infinity) && other.startedAt < (one.endedAt ?? Infinity);

const same = (one: ExcursionFacts, other: ExcursionFacts): boolean =>
  one.startedAt === other.startedAt && one.endedAt === other.endedAt && one.peak === other.peak && one.area === other.area && one.unknown === other.unknown;
