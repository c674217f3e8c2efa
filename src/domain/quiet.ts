import { stepAccumulation, type Accumulation } from './accumulation.js';
import { ExcursionKind, RuleMode, type Sample } from './excursion.js';
import { hasReturned, sideOf } from './rule.js';
import { judges, type HistoricWatch, type RuleVersion } from './resegment.js';
import { areNew } from './renewal.js';
import { reachOf } from './sum-window.js';
import type { Instant } from './time.js';

/** A place in a stretch of samples at which no excursion runs, or is on its way, whatever came before the stretch. */
export interface Quiet {
  index: number;
  /** From which place on the samples must be looked at to know all that is remembered at `index`. */
  from: number;
}

/**
 * The quiet places of a stretch. Of INSTANT and CONSECUTIVE rules nothing is remembered there: a value has been well inside
 * every limit, and none has been outside for the longest off-delay since. Of ACCUMULATIVE rules what counts at all must lie
 * within the stretch: either nothing has counted for a whole window, or no excursion runs and two windows are known, the
 * second of them because an excursion before it may have told of what counts. Of STUCK rules a run must begin at the very place.
 */
export function quietPlaces(watch: HistoricWatch, samples: readonly Sample[]): Quiet[] {
  const calm = calmPlaces(watch, samples);
  const begin = calm.findIndex((isCalm) => isCalm);
  if (begin < 0) return [];
  const adding = watch.rules.filter(({ mode }) => mode === RuleMode.ACCUMULATIVE).map((rule) => readiness(watch, rule, samples, begin));
  const renewed = watch.rules.filter(({ mode }) => mode === RuleMode.STUCK).map((rule) => areNew(rule, samples));
  return calm.flatMap((isCalm, index): Quiet[] => {
    const readinesses = adding.map((ready) => ready[index]!);
    if (!isCalm || renewed.some((isNew) => !isNew[index]) || readinesses.includes(Readiness.UNREADY)) return [];
    return [{ index, from: readinesses.includes(Readiness.KNOWN) ? begin : index }];
  });
}

/** At which samples every value has been inside for long enough, as far as it does not add up. */
function calmPlaces(watch: HistoricWatch, samples: readonly Sample[]): boolean[] {
  const patience = Math.max(0, ...watch.rules.map(({ offDelay }) => offDelay));
  let calmSince: Instant | null = null;
  return samples.map(({ at, value }) => {
    const rules = watch.rules.filter((rule) => judges(rule, at));
    if (rules.some((rule) => sideOf(value, rule) !== null)) calmSince = null;
    else if (calmSince === null && rules.every((rule) => SIDES.every((side) => hasReturned(side, value, rule.levels[0]!, rule)))) calmSince = at;
    return calmSince !== null && at - calmSince >= patience;
  });
}

const SIDES = [ExcursionKind.ABOVE, ExcursionKind.BELOW] as const;

/** How much is sure of an ACCUMULATIVE rule at a sample: nothing; that nothing counts; or what counts, from the beginning on. */
enum Readiness {
  UNREADY,
  EMPTY,
  KNOWN,
}

function readiness(watch: HistoricWatch, rule: RuleVersion, samples: readonly Sample[], begin: number): Readiness[] {
  const reach = reachOf(rule);
  const since = samples[begin]!.at;
  // A version that came later remembers nothing from before.
  const isWhole = rule.from !== null && rule.from >= since;
  let state: Accumulation | null = null;
  let previous: Sample | null = null;
  let settledAt: Instant | null = isWhole ? -Infinity : null;
  return samples.map((sample, index) => {
    if (index < begin) return Readiness.UNREADY;
    if (!judges(rule, sample.at)) return Readiness.EMPTY;
    state = stepAccumulation(state, rule, previous, sample, watch.gap).track;
    previous = sample;
    const known = sample.at - since;
    const isOver = state === null || (state.returnedAt !== null && state.story === null);
    if (isOver && known >= reach) settledAt ??= sample.at;
    if (state === null) return isWhole || known >= reach ? Readiness.EMPTY : Readiness.UNREADY;
    return state.story === null && settledAt !== null && sample.at - settledAt >= reach ? Readiness.KNOWN : Readiness.UNREADY;
  });
}
