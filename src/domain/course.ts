import { isDeepStrictEqual } from 'node:util';
import type { Episode, Side } from './excursion.js';
import { severitiesReached, worse, type Rule } from './rule.js';
import { earliest } from './run.js';
import { areSame, joined, type Values } from './stuck.js';
import type { Duration, Instant } from './time.js';
import type { Track } from './track.js';
import type { ExcursionFacts } from './watch.js';

// An excursion may last for months. What a late reading changes of it is soon past: from some moment on a sensor goes the same course
// as before, and of all that was found only that part is other which had passed by then.

/** What has passed of that which runs: what it was so far. */
export type Past = Outside | Same;

interface Passed {
  startedAt: Instant;
  reached: readonly (Instant | null)[];
  unknown: Duration;
}

interface Outside extends Passed {
  peak: number;
  area: number;
}

interface Same extends Passed, Values {
  first: number;
  spoken: Duration;
}

/** Null: nothing runs that could have a past. */
export function pastOf(track: Track): Past | null {
  if ('cells' in track) return track.story;
  const { startedAt, reached, unknown } = track;
  if ('area' in track) return { startedAt, reached, unknown, peak: track.peak, area: track.area };
  return { startedAt, reached, unknown, first: track.first, spoken: track.spoken, lowest: track.lowest, highest: track.highest };
}

export const withPast = (track: Track, past: Past): Track => ('cells' in track ? { ...track, story: past as Outside } : { ...track, ...past });

/** A track with all that decides how it goes on, but its past. */
export function courseOf(track: Track): object {
  if ('cells' in track) return { ...track, story: null, recorded: null };
  if (!('area' in track)) return { returnedAt: null, recorded: null };
  const { kind, returnedAt, farther, unknownSinceReturn } = track;
  return { kind, returnedAt, farther, unknownSinceReturn, recorded: null };
}

/** What runs has neither ended nor only returned. */
export const isOpen = (track: Track): boolean => track.returnedAt === null || pastOf(track) === null;

/**
 * Whether all that is to come makes the same of both, at the same moment, but for their pasts. `newest` is what `old` became
 * until now; null: it is over. The peak must be known from the past and the end, so the fresh past must be as bad as the old one.
 */
export function goesTheSameWay(old: Track | null, fresh: Track | null, newest: Track | null, rule: Rule): boolean {
  if (old === null || fresh === null) return old === fresh;
  const [was, is] = [pastOf(old), pastOf(fresh)];
  if (was === null || is === null) return was === is && isDeepStrictEqual(courseOf(old), courseOf(fresh));
  if (!isDeepStrictEqual(was.reached.map(isReached), is.reached.map(isReached)) || !isDeepStrictEqual(aheadOf(old, was), aheadOf(fresh, is))) return false;
  if ('first' in was && 'first' in is) return coversRange(is, was) && (coversRange(was, is) || staysTheSame(is, was, newest, rule));
  return 'area' in was && 'area' in is && worse(sideOf(old), is.peak, was.peak) === is.peak;
}

/** The past of what came of `was`, had that been `is`. */
export function carryOn(was: Past, is: Past, later: Past, track: Track): Past {
  const passed = { startedAt: is.startedAt, reached: later.reached.map((at, level) => is.reached[level] ?? at), unknown: later.unknown + is.unknown - was.unknown };
  if ('first' in was && 'first' in is && 'first' in later) return { ...passed, first: is.first, spoken: later.spoken + is.spoken - was.spoken, ...joinedRange(is, later) };
  const [before, after, last] = [was, is, later] as [Outside, Outside, Outside];
  return { ...passed, peak: worse(sideOf(track), after.peak, last.peak), area: last.area + (after.area - before.area) };
}

/** What came of `was`, as it is told, had that been `is` at that moment. */
export function retell<Told extends Pick<ExcursionFacts, keyof Episode>>(told: Told, was: Past, is: Past, rule: Rule, moment: Instant): Told {
  const severities = severitiesReached(told.kind as Episode['kind'], rule, is.reached, told.severities.filter(({ reachedAt }) => reachedAt > moment));
  const outside = 'area' in was && 'area' in is ? { peak: worse(told.kind as Side, is.peak, told.peak!), area: told.area! + (is.area - was.area) } : { peak: (is as Same).first };
  return { ...told, ...outside, startedAt: is.startedAt, confirmedAt: earliest(is.reached) ?? told.confirmedAt, unknown: told.unknown + is.unknown - was.unknown, severities };
}

/** How it goes on, beyond what its past says: a level that is reached stays reached, however its spell goes on. */
function aheadOf(track: Track, past: Past): object {
  if ('cells' in track) return courseOf(track);
  if (!('area' in track)) return { spoken: past.reached.every(isReached) ? null : track.spoken };
  const spells = [{ startedAt: track.startedAt, returnedAt: track.returnedAt }, ...track.farther];
  return { kind: track.kind, returnedAt: track.returnedAt, spells: spells.filter((_, level) => !isReached(past.reached[level] ?? null)) };
}

const isReached = (at: Instant | null): boolean => at !== null;
const sideOf = (track: Track): Side => (track as { kind: Side }).kind;

const coversRange = (one: Values, other: Values): boolean => one.lowest <= other.lowest && one.highest >= other.highest;
const joinedRange = (one: Values, { lowest, highest }: Values): Values => joined(joined(one, lowest), highest);

/** A run of values that are the same holds a wider range too, as far as all that has come since is known. */
function staysTheSame(is: Same, was: Same, newest: Track | null, rule: Rule): boolean {
  const past = newest && pastOf(newest);
  return past !== null && 'first' in past && past.startedAt === was.startedAt && areSame(joinedRange(is, past), rule);
}
