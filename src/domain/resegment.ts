import { silence, type Episode, type Sample } from './excursion.js';
import type { Duration, Instant } from './time.js';
import { episodeAt, START, walk, type Track, type Tracks, type Walk } from './track.js';
import { factsOf, silenceFacts, type ExcursionFacts, type Watch, type WatchedRule } from './watch.js';

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

/** What the detector remembers of a sensor between batches. */
export interface Memory {
  last: Sample | null;
  runs: Tracks;
  silentSince: Instant | null;
}

export interface Resegmentation {
  facts: ExcursionFacts[];
  /** What the detector goes on from, when the samples reach the newest reading. */
  memory: Memory;
}

/**
 * The excursions of a stretch of history, from scratch. At its first sample nothing goes on, or nothing came before it.
 * `now` is null when later samples exist: then nothing goes on at the last one either, and nothing is left open.
 */
export function resegment(watch: HistoricWatch, samples: readonly Sample[], now: Instant | null): Resegmentation {
  const facts: ExcursionFacts[] = [];
  const runs: Tracks = {};
  for (const rule of watch.rules) {
    const walked = walk(START, rule, samples.filter(({ at }) => judges(rule, at)), watch.gap);
    const { episodes, track } = finish(rule, walked, watch.gap, now);
    for (const episode of episodes) facts.push(factsOf(watch, rule, episode));
    if (track !== null) runs[rule.id] = track;
  }
  const silences = silencesOf(watch, samples, now);
  const silentSince = silences.find(({ endedAt }) => endedAt === null)?.startedAt ?? null;
  return { facts: [...facts, ...silences], memory: { last: samples.at(-1) ?? null, runs, silentSince } };
}

/** What a version has found by now, and what of it goes on. */
export function finish(rule: RuleVersion, { over, track, last }: Walk, gap: Duration | null, now: Instant | null): { episodes: Episode[]; track: Track | null } {
  if (track === null || last === null) return { episodes: over, track: null };
  if (rule.until !== null) return { episodes: [...over, ...atHandover(rule, rule.until, track, last, gap)], track: null };
  if (now === null) return { episodes: over, track: null };
  const episode = episodeAt(track, rule, last, gap, now);
  return { episodes: episode ? [...over, episode] : over, track: { ...track, recorded: episode } };
}

export const judges = ({ from, until }: RuleVersion, at: Instant): boolean => (from === null || at > from) && (until === null || at <= until);

/** A version that is replaced, or that the sensor has left, ends what it had running, at the last reading that it judged; the clock may have confirmed it after that. */
function atHandover(rule: RuleVersion, until: Instant, track: Track, last: Sample, gap: Duration | null): Episode[] {
  const episode = episodeAt(track, rule, last, gap, rule.closedAt ?? last.at);
  return episode ? [{ ...episode, endedAt: track.returnedAt ?? Math.max(until, episode.startedAt) }] : [];
}

function silencesOf(watch: Watch, samples: readonly Sample[], now: Instant | null): ExcursionFacts[] {
  const { gap } = watch;
  if (gap === null) return [];
  const holes = samples.slice(1).map((sample, index) => silence(samples[index]!, sample, gap));
  const facts = holes.filter((hole) => hole !== null).map((hole) => silenceFacts(watch, hole.startedAt, hole.endedAt));
  const last = samples.at(-1);
  return last && now !== null && now > last.at + gap ? [...facts, silenceFacts(watch, last.at + gap, null)] : facts;
}
