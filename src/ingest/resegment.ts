import { segment, silence, standing, type Run, type Runs, type Sample } from '../domain/excursion.js';
import type { Duration, Instant } from '../domain/time.js';
import { factsOf, keeps, silenceFacts, type ExcursionFacts, type Memory, type Watch, type WatchedRule } from './detect.js';

/** A rule version and the part of a sensor's history that it judges: after `from`, up to and with `until`. */
export interface RuleVersion extends WatchedRule {
  from: Instant | null;
  until: Instant | null;
  /** Until when the clock could confirm what ran of it. */
  closedAt?: Instant | null;
}

/** A sensor and every rule version that ever applied to it. */
export interface HistoricWatch extends Watch {
  rules: readonly RuleVersion[];
}

export interface Resegmentation {
  facts: ExcursionFacts[];
  /** What the detector goes on from, when the samples reach the newest reading. */
  memory: Memory;
}

/**
 * The excursions of a stretch of history, from scratch. At its first sample no run goes on, or nothing came before it.
 * `now` is null when later samples exist: then the last one is such a sample again, and nothing is left open.
 */
export function resegment(watch: HistoricWatch, samples: readonly Sample[], now: Instant | null): Resegmentation {
  const facts: ExcursionFacts[] = [];
  const runs: Runs = {};
  for (const rule of watch.rules) {
    const judged = samples.filter(({ at }) => judges(rule, at));
    const { over, live } = segment(judged, rule, watch.gap);
    facts.push(...over.filter((run) => keeps(rule, run)).map((run) => factsOf(watch, rule, run, run.returnedAt)));
    if (live === null) continue;
    const stands = rule.until === null ? now !== null && standing(live, rule, judged.at(-1)!, watch.gap, now) : atHandover(rule, live, judged.at(-1)!, watch.gap);
    if (stands) facts.push(factsOf(watch, rule, live, stands.endedAt));
    if (rule.until === null && now !== null) runs[rule.id] = { ...live, recorded: stands ? { endedAt: stands.endedAt, peak: live.peak, area: live.area, unknown: live.unknown } : null };
  }
  const silences = silencesOf(watch, samples, now);
  const silentSince = silences.find(({ endedAt }) => endedAt === null)?.startedAt ?? null;
  return { facts: [...facts, ...silences], memory: { last: samples.at(-1) ?? null, runs, silentSince } };
}

/**
 * The places in a stretch at which surely no run of any rule goes on, whatever came before: a value has been well inside
 * every limit, and none has been outside for the longest off-delay since.
 */
export function quietPoints(watch: HistoricWatch, samples: readonly Sample[]): number[] {
  const patience = Math.max(0, ...watch.rules.map(({ offDelay }) => offDelay));
  const quiet: number[] = [];
  let calmSince: Instant | null = null;
  samples.forEach(({ at, value }, index) => {
    const rules = watch.rules.filter((rule) => judges(rule, at));
    if (rules.some(({ low, high }) => (high !== null && value > high) || (low !== null && value < low))) calmSince = null;
    else if (calmSince === null && rules.every(({ low, high, deadband }) => (high === null || value <= high - deadband) && (low === null || value >= low + deadband))) calmSince = at;
    if (calmSince !== null && at - calmSince >= patience) quiet.push(index);
  });
  return quiet;
}

const judges = ({ from, until }: RuleVersion, at: Instant): boolean => (from === null || at > from) && (until === null || at <= until);

/** A version that is replaced, or that the sensor has left, ends what it had running, at the last reading that it judged; the clock may have confirmed it after that. */
function atHandover(rule: RuleVersion, run: Run, last: Sample, gap: Duration | null): { endedAt: Instant } | null {
  const stands = standing(run, rule, last, gap, rule.closedAt ?? last.at);
  return stands && { endedAt: run.returnedAt ?? Math.max(rule.until!, run.startedAt) };
}

function silencesOf(watch: Watch, samples: readonly Sample[], now: Instant | null): ExcursionFacts[] {
  const { gap } = watch;
  if (gap === null) return [];
  const holes = samples.slice(1).map((sample, index) => silence(samples[index]!, sample, gap));
  const facts = holes.filter((hole) => hole !== null).map((hole) => silenceFacts(watch, hole.startedAt, hole.endedAt));
  const last = samples.at(-1);
  return last && now !== null && now > last.at + gap ? [...facts, silenceFacts(watch, last.at + gap, null)] : facts;
}
