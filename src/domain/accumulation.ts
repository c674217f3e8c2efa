import type { Episode, Sample, Side } from './excursion.js';
import { excess, hasReturned, isBeyond, limitOf, severitiesReached, sideOf, worse, type Rule } from './rule.js';
import { earliest, type Over, type Step } from './run.js';
import { fallsAt, oldest, piecesOf, put, reachOf, stepOf, sumsOf, type Cell } from './sum-window.js';
import { MINUTE, type Duration, type Instant } from './time.js';

/**
 * How an ACCUMULATIVE rule, which has one side, sees a history. Time counts for a level from a value beyond the level's limit
 * until one that has returned, as far as readings speak for it: time that is unknown counts as nothing. At any moment each
 * level has a sum, that of what counted for it within the window up to then. The far end of the window moves in steps of a
 * hundredth of it, so that it is at most two of them longer than it says, and what is remembered is bounded.
 *
 * The excursion is confirmed at the moment at which the sum of a level reaches its on-delay. It started with the first time
 * counted within the window then, of which no earlier excursion has told already. It runs while values are outside, and
 * while any sum still reaches. It is over when the last value has returned and no sum reaches any more, which is so before
 * a value of the same moment comes; its end is that return. So two excursions never overlap, each moment is a matter of the
 * readings of about two windows before it, and every order of arrival gives the same.
 */
export interface Accumulation {
  kind: Side;
  /** Null: the last value is outside. */
  returnedAt: Instant | null;
  /** For each level, whether time counts now. */
  beyond: readonly boolean[];
  /** What was counted, in order of time. */
  cells: readonly Cell[];
  unknownSinceReturn: Duration;
  /** The excursion that runs; null: none does. */
  story: Story | null;
  /** What the record says of it; null: nothing. */
  recorded: Episode | null;
}

interface Story {
  startedAt: Instant;
  peak: number;
  area: number;
  unknown: Duration;
  reached: readonly (Instant | null)[];
}

export function stepAccumulation(state: Accumulation | null, rule: Rule, previous: Sample | null, sample: Sample, gap: Duration | null): Step<Accumulation> {
  if (state === null || previous === null) {
    const kind = sideOf(sample.value, rule);
    return { track: kind && arrive(nothing(kind, rule, sample.at), rule, sample), over: null };
  }
  const { track, over } = pass(state, rule, previous, sample.at, gap);
  const next = arrive(track, rule, sample);
  return { track: next.returnedAt !== null && next.story === null && next.cells.length === 0 && next.recorded === null ? null : next, over };
}

/** What runs at a moment, as readings tell it up to the last; null: no excursion. */
export function accumulationAt(state: Accumulation, rule: Rule, last: Sample, gap: Duration | null, now: Instant): Episode | null {
  const moment = Math.max(now, last.at);
  if (state.returnedAt !== null) return state.story && episodeOf(state, state.story, rule, fallsAt(state.cells, rule, state.returnedAt) <= moment ? state.returnedAt : null);
  const { story } = holdOut(state, rule, last, Math.min(moment, gap === null ? Infinity : last.at + gap));
  return story && episodeOf(state, story, rule, null);
}

/** When the clock alone changes what `accumulationAt` says; null: never. */
export function accumulationChangesAt(state: Accumulation, rule: Rule, last: Sample, gap: Duration | null, now: Instant): Instant | null {
  const moment = Math.max(now, last.at);
  const isAhead = (at: Instant | null) => (at !== null && at > moment ? at : null);
  if (state.returnedAt !== null) return state.story && isAhead(fallsAt(state.cells, rule, state.returnedAt));
  const { story } = holdOut(state, rule, last, last.at + Math.min(gap ?? Infinity, 2 * reachOf(rule)));
  return story && earliest(story.reached.map(isAhead));
}

const nothing = (kind: Side, rule: Rule, at: Instant): Accumulation => ({ kind, returnedAt: at, beyond: rule.levels.map(() => false), cells: [], unknownSinceReturn: 0, story: null, recorded: null });

/** A value arrives: which time counts from now on. */
function arrive(state: Accumulation, rule: Rule, { at, value }: Sample): Accumulation {
  const { kind, story } = state;
  const beyond = rule.levels.map((level, index) => (state.beyond[index] ? !hasReturned(kind, value, level, rule) : isBeyond(kind, value, level, rule)));
  if (!beyond[0]) return { ...state, beyond, returnedAt: state.returnedAt ?? at };
  if (story === null) return { ...state, beyond, returnedAt: null };
  const told = { ...story, peak: worse(kind, story.peak, value), unknown: story.unknown + state.unknownSinceReturn };
  return { ...state, beyond, returnedAt: null, unknownSinceReturn: 0, story: told };
}

/** The time between two readings passes. */
function pass(state: Accumulation, rule: Rule, previous: Sample, until: Instant, gap: Duration | null): { track: Accumulation; over: Over | null } {
  const spokenFor = gap === null ? until : Math.min(until, previous.at + gap);
  const unknown = until - spokenFor;
  if (state.returnedAt === null) return { track: addUnknown(count(state, rule, previous, spokenFor, true), unknown), over: null };
  const cells = state.cells.filter(({ index }) => index >= oldest(rule, until));
  const track = { ...state, cells, unknownSinceReturn: state.unknownSinceReturn + unknown };
  if (state.story === null || fallsAt(state.cells, rule, state.returnedAt) > until) return { track, over: null };
  const episode = episodeOf(state, state.story, rule, state.returnedAt);
  return { track: { ...track, unknownSinceReturn: 0, story: null, recorded: null }, over: { episode, recorded: state.recorded } };
}

/** A value outside holds until that moment. Nothing is weighed where nobody has measured yet. */
function count(state: Accumulation, rule: Rule, { at: since, value }: Sample, until: Instant, isMeasured: boolean): Accumulation {
  let { story, unknownSinceReturn } = state;
  const sums = sumsOf(state.cells, rule);
  const cells = [...state.cells];
  for (const { at, end } of piecesOf(since, until, rule)) {
    while (cells[0] && cells[0].index < oldest(rule, at)) cells.shift()!.counted.forEach((length, level) => (sums[level]! -= length));
    const reached = rule.levels.map(({ onDelay }, level) => {
      const missing = onDelay - sums[level]!;
      return story?.reached[level] ?? (state.beyond[level] && missing <= end - at ? at + Math.max(0, missing) : null);
    });
    state.beyond.forEach((counts, level) => (sums[level]! += counts ? end - at : 0));
    const area = isMeasured ? (excess(state.kind, value, rule) * (end - at)) / MINUTE : 0;
    put(cells, state.kind, { index: Math.floor(at / stepOf(rule)), startedAt: at, counted: state.beyond.map((counts) => (counts ? end - at : 0)), peak: value, area, unknown: 0, unknownBefore: unknownSinceReturn, told: story !== null });
    unknownSinceReturn = 0;
    if (story) story = { ...story, reached, area: story.area + area };
    else if (reached.some((moment) => moment !== null)) {
      story = tell(state.kind, cells.filter(({ told }) => !told), reached);
      cells.forEach((cell, index) => (cells[index] = { ...cell, told: true }));
    }
  }
  return { ...state, cells, story, unknownSinceReturn };
}

const holdOut = (state: Accumulation, rule: Rule, last: Sample, until: Instant): Accumulation => count(state, rule, last, until, false);

function tell(kind: Side, [first, ...rest]: readonly Cell[], reached: Story['reached']): Story {
  return rest.reduce(
    (story, { peak, area, unknown, unknownBefore }) => ({ ...story, peak: worse(kind, story.peak, peak), area: story.area + area, unknown: story.unknown + unknown + unknownBefore }),
    { startedAt: first!.startedAt, peak: first!.peak, area: first!.area, unknown: first!.unknown, reached },
  );
}

function addUnknown(state: Accumulation, unknown: Duration): Accumulation {
  if (unknown === 0) return state;
  const { story, cells } = state;
  if (story) return { ...state, story: { ...story, unknown: story.unknown + unknown } };
  const last = cells.at(-1)!;
  return { ...state, cells: [...cells.slice(0, -1), { ...last, unknown: last.unknown + unknown }] };
}

const episodeOf = ({ kind }: Accumulation, { reached, ...story }: Story, rule: Rule, endedAt: Instant | null): Episode =>
  ({ kind, limit: limitOf(kind, rule.levels[0]!)!, ...story, confirmedAt: earliest(reached)!, endedAt, severities: severitiesReached(kind, rule, reached) });
