import type { Sample } from './excursion.js';
import { judges, type RuleVersion } from './resegment.js';
import type { Rule } from './rule.js';
import { areSame, joined, type Values } from './stuck.js';

/**
 * Where nothing from before counts for a STUCK version: where it does not judge, where it begins to, and where a run begins
 * for certain, whatever came before the samples. What that was decides where runs begin, so all runs that there may be are
 * followed side by side; they come together as values wander.
 */
export function areNew(rule: RuleVersion, samples: readonly Sample[]): boolean[] {
  let runs: MaybeRun[] | null = null;
  return samples.map(({ at, value }, index) => {
    if (!judges(rule, at)) return true;
    const isFirst = index > 0 && !judges(rule, samples[index - 1]!.at);
    runs = isFirst ? [startAt(value)] : runs === null ? [fromBefore(value)] : goOn(runs, rule, value);
    return runs.length === 1 && runs[0]!.isNew;
  });
}

interface MaybeRun extends Values {
  /** It may have begun before the samples, with values that are not known: so it may be over at any time. */
  isOld: boolean;
  /** It begins with this value. */
  isNew: boolean;
}

const startAt = (value: number): MaybeRun => ({ lowest: value, highest: value, isOld: false, isNew: true });
const fromBefore = (value: number): MaybeRun => ({ ...startAt(value), isOld: true, isNew: false });

/** In the order of their beginnings, so that each lies within the one before; of several that go on alike one is enough. */
function goOn(runs: readonly MaybeRun[], rule: Rule, value: number): MaybeRun[] {
  const longer = runs.map((run) => ({ ...run, ...joined(run, value), isNew: false }));
  const left = longer.filter((run) => areSame(run, rule));
  const begins = left.length < longer.length || left.some(({ isOld }) => isOld);
  const different = left.filter((run, index) => !isLike(run, left[index - 1]));
  return begins ? [...different, startAt(value)] : different;
}

const isLike = (run: MaybeRun, other: MaybeRun | undefined): boolean => other !== undefined && !other.isOld && other.lowest === run.lowest && other.highest === run.highest;
