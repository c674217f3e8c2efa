import { accumulationAt, accumulationChangesAt, stepAccumulation, type Accumulation } from './accumulation.js';
import { RuleMode, type Episode, type Sample } from './excursion.js';
import type { Rule } from './rule.js';
import { runAt, runChangesAt, stepRun, type Run, type Step } from './run.js';
import { stepStuck, stuckAt, type Stuck } from './stuck.js';
import type { Duration, Instant } from './time.js';

/** What is remembered of one rule's view of a sensor: it goes on from sample to sample, each later than the one before. */
export type Track = Run | Accumulation | Stuck;

/** By the id of the rule. */
export type Tracks = Record<number, Track>;

/** `gap` is the longest that a reading speaks for; null: for ever. */
export function step(track: Track | null, rule: Rule, previous: Sample | null, sample: Sample, gap: Duration | null): Step<Track> {
  if (isStuck(rule)) return stepStuck(track as Stuck | null, rule, previous, sample, gap);
  return adds(rule) ? stepAccumulation(track as Accumulation | null, rule, previous, sample, gap) : stepRun(track as Run | null, rule, previous, sample, gap);
}

/** The excursion that a track is at a moment; null: none, or not yet. */
export function episodeAt(track: Track, rule: Rule, last: Sample, gap: Duration | null, now: Instant): Episode | null {
  if (isStuck(rule)) return stuckAt(track as Stuck, rule);
  return adds(rule) ? accumulationAt(track as Accumulation, rule, last, gap, now) : runAt(track as Run, rule, last, gap, now);
}

/** When the clock alone changes what `episodeAt` says; null: never. */
export function changesAt(track: Track, rule: Rule, last: Sample, gap: Duration | null, now: Instant): Instant | null {
  if (isStuck(rule)) return null;
  return adds(rule) ? accumulationChangesAt(track as Accumulation, rule, last, gap, now) : runChangesAt(track as Run, rule, last, gap, now);
}

/** What is over of a history, and what goes on behind it. */
export interface Walk {
  over: Episode[];
  track: Track | null;
  last: Sample | null;
}

export const START: Walk = { over: [], track: null, last: null };

/** Goes on through samples in order of time, which are later than those before. */
export function walk(from: Walk, rule: Rule, samples: readonly Sample[], gap: Duration | null): Walk {
  const over = [...from.over];
  let { track, last } = from;
  for (const sample of samples) {
    const next = step(track, rule, last, sample, gap);
    if (next.over?.episode) over.push(next.over.episode);
    track = next.track;
    last = sample;
  }
  return { over, track, last };
}

const isStuck = ({ mode }: Rule): boolean => mode === RuleMode.STUCK;
const adds = ({ mode }: Rule): boolean => mode === RuleMode.ACCUMULATIVE;
