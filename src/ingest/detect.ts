import { ExcursionChange, silence, type Episode, type Sample } from '../domain/excursion.js';
import { isOfOneSpan, type Checkpoint, type Memory } from '../domain/resegment.js';
import { DAY, type Duration, type Instant } from '../domain/time.js';
import { changesAt, episodeAt, step, type Track, type Tracks } from '../domain/track.js';
import { factsOf, isSame, silenceFacts, type ExcursionFacts, type ExcursionKey, type Watch, type WatchedRule } from '../domain/watch.js';

/** Why what was said of an excursion is said otherwise. */
export type Cause = 'LATE_DATA' | 'SENSOR_MOVED' | 'CONDITION_CHANGED' | 'CALIBRATION_CHANGED' | 'RULE_CHANGED' | 'RULE_RETIRED';

/** What the detector found, as values: `record` writes it down. */
export type Finding =
  | { type: 'open'; facts: ExcursionFacts; because: Cause | 'DETECTED' }
  /** `change` is null when only its area grew: that is written, not told. `revises` is the cause when what was said before was wrong. */
  | { type: 'update'; was: ExcursionKey; facts: ExcursionFacts; change: ExcursionChange.UPDATED | ExcursionChange.CLOSED | null; revises: Cause | null }
  | { type: 'retract'; was: ExcursionKey; revises: Cause };

export interface Detection {
  memory: Memory;
  /** When to look again, though no reading comes. */
  dueAt: Instant | null;
  findings: Finding[];
  /** What was remembered on the way, at the end of each span of time. */
  passed: Checkpoint[];
}

/**
 * Takes a sensor from what is remembered to what is known after these samples, which are in order of time and later than
 * the last one, and at this moment. Pure: the same readings and the same moment give the same excursions, in one batch or in many.
 */
export function detect(watch: Watch, memory: Memory, samples: readonly Sample[], now: Instant, every: Duration = DAY): Detection {
  const last = samples.at(-1) ?? memory.last;
  const findings: Finding[] = [];
  const passed = ends(watch, memory, samples, every);
  const runs: Tracks = {};
  let dueAt: Instant | null = null;
  for (const rule of watch.rules) {
    const track = follow(watch, rule, memory, samples, findings, passed);
    if (track === null || last === null) continue;
    const episode = episodeAt(track, rule, last, watch.gap, now);
    note(watch, rule, track.recorded, episode, findings);
    runs[rule.id] = { ...track, recorded: episode };
    dueAt = earlier(dueAt, changesAt(track, rule, last, watch.gap, now));
  }
  const silentSince = listen(watch, memory, samples, now, findings);
  if (last && watch.gap !== null && silentSince === null) dueAt = earlier(dueAt, last.at + watch.gap);
  return { memory: { last, runs, silentSince }, dueAt, findings, passed };
}

/** The last readings of spans of time that are over, where what is remembered will be put. */
function ends({ rules }: Watch, { last }: Memory, samples: readonly Sample[], every: Duration): Checkpoint[] {
  if (rules.length === 0) return [];
  return samples.flatMap((sample, index) => {
    const previous = index === 0 ? last : samples[index - 1]!;
    return previous === null || isOfOneSpan(previous, sample, every) ? [] : [{ last: previous, runs: {} }];
  });
}

/** One rule through the samples; what is over is written down on the way. */
function follow(watch: Watch, rule: WatchedRule, memory: Memory, samples: readonly Sample[], findings: Finding[], passed: readonly Checkpoint[]): Track | null {
  let track = memory.runs[rule.id] ?? null;
  let previous = memory.last;
  let end = 0;
  for (const sample of samples) {
    if (previous !== null && passed[end]?.last === previous) {
      if (track !== null) passed[end]!.runs[rule.id] = track;
      end += 1;
    }
    const next = step(track, rule, previous, sample, watch.gap);
    if (next.over) note(watch, rule, next.over.recorded, next.over.episode, findings);
    track = next.track;
    previous = sample;
  }
  return track;
}

/** Compares what is on record of something with what it is, and finds the difference. */
function note(watch: Watch, rule: WatchedRule, recorded: Episode | null, episode: Episode | null, findings: Finding[]): void {
  const was = recorded && factsOf(watch, rule, recorded);
  const is = episode && factsOf(watch, rule, episode);
  if (was === null) {
    if (is !== null) findings.push({ type: 'open', facts: is, because: 'DETECTED' });
    // The clock had confirmed it; a reading that was on its way says that it was over by then.
  } else if (is === null) findings.push({ type: 'retract', was, revises: 'LATE_DATA' });
  else if (!isSame(was, is)) findings.push({ type: 'update', was, facts: is, change: changeFrom(was, is), revises: wasWrong(was, is) ? 'LATE_DATA' : null });
}

/** What to tell of a change, if anything. */
export function changeFrom(was: ExcursionFacts, is: ExcursionFacts): ExcursionChange.UPDATED | ExcursionChange.CLOSED | null {
  if (was.endedAt === null && is.endedAt !== null) return ExcursionChange.CLOSED;
  return was.endedAt !== is.endedAt || was.peak !== is.peak || was.severity !== is.severity ? ExcursionChange.UPDATED : null;
}

/** Not what went on since. */
export const wasWrong = (was: ExcursionFacts, is: ExcursionFacts): boolean =>
  was.startedAt !== is.startedAt || (was.endedAt !== null && was.endedAt !== is.endedAt) || was.severities.some(({ severity, reachedAt }, index) => is.severities[index]?.severity !== severity || is.severities[index].reachedAt !== reachedAt);

/** Silences: those between the samples, and the one that lasts now. Gives the start of the one that lasts. */
function listen(watch: Watch, memory: Memory, samples: readonly Sample[], now: Instant, findings: Finding[]): Instant | null {
  if (watch.gap === null) return memory.silentSince;
  let { last: previous, silentSince } = memory;
  for (const sample of samples) {
    const hole = previous && silence(previous, sample, watch.gap);
    if (hole && silentSince !== null) findings.push({ type: 'update', was: silenceFacts(watch, silentSince, null), facts: silenceFacts(watch, hole.startedAt, hole.endedAt), change: ExcursionChange.CLOSED, revises: null });
    else if (hole) findings.push({ type: 'open', facts: silenceFacts(watch, hole.startedAt, hole.endedAt), because: 'DETECTED' });
    else if (silentSince !== null) findings.push({ type: 'retract', was: silenceFacts(watch, silentSince, null), revises: 'LATE_DATA' });
    silentSince = null;
    previous = sample;
  }
  if (!previous || silentSince !== null || now <= previous.at + watch.gap) return silentSince;
  findings.push({ type: 'open', facts: silenceFacts(watch, previous.at + watch.gap, null), because: 'DETECTED' });
  return previous.at + watch.gap;
}

const earlier = (one: Instant | null, other: Instant | null): Instant | null => (one === null || (other !== null && other < one) ? other : one);
