import { silence, type Episode, type Sample } from './excursion.js';
import { DAY, type Duration, type Instant } from './time.js';
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

/** What was remembered of a sensor, behind one of its readings. */
export interface Checkpoint {
  last: Sample;
  /** Of the versions that judged that reading. */
  runs: Tracks;
}

export interface Resegmentation {
  facts: ExcursionFacts[];
  /** What the detector goes on from, when the samples reach the newest reading. */
  memory: Memory;
  /** What was remembered on the way, at the end of each span of time. */
  passed: Checkpoint[];
  /** What is remembered at the last sample, whether something is to come or not. */
  end: Checkpoint | null;
}

/** From what is remembered at the first sample; null: from nothing. A checkpoint is made at the end of each such span of time. */
export interface Begin {
  from: Checkpoint | null;
  every: Duration;
}

/**
 * The excursions of a stretch of history, from scratch. At its first sample nothing goes on, or nothing came before it, or it
 * is known what does. `now` is null when later samples exist: then what goes on at the last one is not told.
 */
export function resegment(watch: HistoricWatch, samples: readonly Sample[], now: Instant | null, { from, every }: Begin = { from: null, every: DAY }): Resegmentation {
  const passed: Checkpoint[] = [];
  let walks: readonly Walk[] = [];
  let end: Checkpoint | null = null;
  for (const telling of tell(watch, samples, from, (one, next) => isOfOneSpan(one, next, every))) {
    if (end !== null) passed.push(end);
    walks = telling.walks;
    end = telling.checkpoint;
  }
  const facts: ExcursionFacts[] = [];
  const runs: Tracks = {};
  watch.rules.forEach((rule, index) => {
    const walked = walks[index] ?? START;
    const isOpen = now === null && end !== null && goesOn(rule, end.last.at);
    const { episodes, track } = isOpen ? { episodes: walked.over, track: null } : finish(rule, walked, watch.gap, now);
    for (const episode of episodes) facts.push(factsOf(watch, rule, episode));
    if (track !== null) runs[rule.id] = track;
  });
  const silences = silencesOf(watch, samples, now);
  const silentSince = silences.find(({ endedAt }) => endedAt === null)?.startedAt ?? null;
  return { facts: [...facts, ...silences], memory: { last: samples.at(-1) ?? null, runs, silentSince }, passed, end };
}

export const isOfOneSpan = (one: Sample, other: Sample, every: Duration): boolean => Math.floor(one.at / every) === Math.floor(other.at / every);

export interface Telling {
  checkpoint: Checkpoint;
  /** Of each version. */
  walks: readonly Walk[];
}

/** Goes through a history, and stops at its end and between two samples that do not belong together. */
export function* tell(watch: HistoricWatch, samples: readonly Sample[], from: Checkpoint | null, belong: (one: Sample, next: Sample) => boolean): Generator<Telling> {
  let walks = watch.rules.map((rule): Walk => {
    const track = from && judges(rule, from.last.at) ? (from.runs[rule.id] ?? null) : null;
    return track === null ? START : { over: [], track, last: from!.last };
  });
  for (let first = from === null ? 0 : 1, next = first; first < samples.length; first = next) {
    for (next = first + 1; next < samples.length && belong(samples[next - 1]!, samples[next]!); next += 1);
    const piece = samples.slice(first, next);
    walks = watch.rules.map((rule, index) => walk(walks[index]!, rule, piece.filter(({ at }) => judges(rule, at)), watch.gap));
    yield { checkpoint: { last: piece.at(-1)!, runs: runsAt(watch, walks, piece.at(-1)!) }, walks };
  }
}

function runsAt({ rules }: HistoricWatch, walks: readonly Walk[], { at }: Sample): Tracks {
  return Object.fromEntries(rules.flatMap((rule, index) => (judges(rule, at) && walks[index]!.track ? [[rule.id, walks[index]!.track]] : [])));
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

/** Whether it judges what comes behind a reading that it judged. */
export const goesOn = (rule: RuleVersion, at: Instant): boolean => judges(rule, at) && rule.until !== at;

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
