import { isDeepStrictEqual } from 'node:util';
import { carryOn, pastOf, retell, withPast, type Past } from './course.js';
import { goesOn, type Checkpoint, type HistoricWatch, type RuleVersion } from './resegment.js';
import type { Instant } from './time.js';
import type { Track, Tracks } from './track.js';
import { lastsBehind, type ExcursionFacts } from './watch.js';

/** A moment from which on a sensor goes the same way as before: what of that which goes on there has another past now, by the ids of rules. */
export interface Joint {
  at: Instant;
  turns: ReadonlyMap<number, Turn>;
}

interface Turn {
  rule: RuleVersion;
  old: Track;
  was: Past;
  is: Past;
}

export function jointOf(watch: HistoricWatch, old: Checkpoint, fresh: Checkpoint): Joint {
  const turns = watch.rules.filter((rule) => goesOn(rule, old.last.at)).flatMap((rule): [number, Turn][] => {
    const [before, after] = [old.runs[rule.id], fresh.runs[rule.id]];
    const [was, is] = [before && pastOf(before), after && pastOf(after)];
    return before && was && is ? [[rule.id, { rule, old: before, was, is }]] : [];
  });
  return { at: old.last.at, turns: new Map(turns) };
}

/** Whether anything has another past than before. */
export const isOther = ({ turns }: Joint): boolean => [...turns.values()].some(({ was, is }) => !isDeepStrictEqual(was, is));

/** Of what is on record, what goes on behind the joint, as it is to be told now. */
export function goneOn({ at, turns }: Joint, known: readonly ExcursionFacts[]): ExcursionFacts[] {
  return known.flatMap((told) => {
    const turn = turnOf(turns, told.ruleId, told.startedAt);
    if (!turn) return told.startedAt <= at && lastsBehind(told, at) ? [told] : [];
    const retold = retell(told, turn.was, turn.is, turn.rule, at);
    return [{ ...retold, severity: retold.severities.at(-1)!.severity }];
  });
}

/** What is remembered of the present, now that its past is another. */
export function presentOf({ at, turns }: Joint, runs: Tracks): Tracks {
  return mapValues(runs, (track, id) => {
    const past = pastOf(track);
    const turn = past && turnOf(turns, id, past.startedAt);
    if (!turn) return track;
    const recorded = track.recorded && retell(track.recorded, turn.was, turn.is, turn.rule, at);
    return { ...withPast(track, carryOn(turn.was, turn.is, past, turn.old)), recorded };
  });
}

/** What is remembered of pasts behind the joint, as far as they are another now. */
export const pastsOf = ({ turns }: Joint, pasts: Record<number, Past | null>): Record<number, Past | null> =>
  mapValues(pasts, (past, id) => {
    const turn = past && turnOf(turns, id, past.startedAt);
    return turn ? carryOn(turn.was, turn.is, past, turn.old) : past;
  });

export const mapValues = <From, To>(record: Readonly<Record<number, From>>, map: (value: From, id: number) => To): Record<number, To> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, map(value, Number(id))]));

function turnOf(turns: Joint['turns'], ruleId: number | null, startedAt: Instant): Turn | null {
  const turn = ruleId === null ? undefined : turns.get(ruleId);
  return turn?.was.startedAt === startedAt ? turn : null;
}
