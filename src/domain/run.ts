import type { Episode, Sample, Side } from './excursion.js';
import { excess, hasReturned, isBeyond, limitOf, severitiesReached, sideOf, worse, type Level, type Rule } from './rule.js';
import { MINUTE, type Duration, type Instant } from './time.js';

/**
 * How INSTANT and CONSECUTIVE rules see a history. A value outside begins a run. It runs until a value returns; then it waits
 * for the off-delay (`returnedAt` is set), in which a value outside on the same side makes it run on; then it is over. The
 * other side ends it at once. Each level farther out has spells of its own within the run, which begin, wait and end in the
 * same way; a level is reached by a spell that lasts for the level's on-delay, across silences too, and stays reached. The
 * run is an excursion once any level is.
 */
export interface Run extends Spell {
  kind: Side;
  /** Of each level but the first, whose spell is the run itself, the spell that is not over; null: there is none. */
  farther: readonly (Spell | null)[];
  /** When each level was reached, as far as readings tell; null: not yet. */
  reached: readonly (Instant | null)[];
  peak: number;
  area: number;
  unknown: Duration;
  /** Unknown time since the return: it counts when the run runs on. */
  unknownSinceReturn: Duration;
  /** What the record says of it; null: nothing. */
  recorded: Episode | null;
}

/** What a sample made of what was going on: what goes on now, and what is over for good. */
export interface Step<Track> {
  track: Track | null;
  over: Over | null;
}

/** Something that is over: what it was (null: no excursion), and what the record says of it (null: nothing). */
export interface Over {
  episode: Episode | null;
  recorded: Episode | null;
}

interface Spell {
  /** The first value outside, not the moment of its confirmation. */
  startedAt: Instant;
  returnedAt: Instant | null;
}

/** Takes a run from one sample to the next, which must be later. `gap` is the longest that a reading speaks for; null: for ever. */
export function stepRun(run: Run | null, rule: Rule, previous: Sample | null, sample: Sample, gap: Duration | null): Step<Run> {
  const side = sideOf(sample.value, rule);
  const fresh = side && begin(side, rule, sample);
  if (run === null || previous === null) return { track: fresh, over: null };
  const held = hold(run, rule, previous, sample.at, gap);
  if (hasWaited(held, rule, sample.at)) return { track: fresh, over: conclude(held, rule) };
  const next = follow(held, rule, sample);
  if (side !== null && side !== next.kind) return { track: fresh, over: conclude(next, rule) };
  return next.returnedAt !== null && rule.offDelay === 0 ? { track: null, over: conclude(next, rule) } : { track: next, over: null };
}

/** What a run is at a moment; null: no level is reached. */
export function runAt(run: Run, rule: Rule, last: Sample, gap: Duration | null, now: Instant): Episode | null {
  const moment = Math.max(now, last.at);
  const spokenFor = Math.min(moment, gap === null ? Infinity : last.at + gap);
  return episodeOf(run, rule, reachedBy(run, spellsOf(run), rule, spokenFor), hasWaited(run, rule, moment) ? run.returnedAt : null);
}

/** When the clock alone changes what `runAt` says; null: never. */
export function runChangesAt(run: Run, rule: Rule, last: Sample, gap: Duration | null, now: Instant): Instant | null {
  const episode = runAt(run, rule, last, gap, now);
  if (run.returnedAt !== null) return episode && episode.endedAt === null ? run.returnedAt + rule.offDelay : null;
  const spokenFor = gap === null ? Infinity : last.at + gap;
  return earliest(spellsOf(run).map((spell, level) => {
    if (run.reached[level] !== null || spell === null || spell.returnedAt !== null) return null;
    const at = spell.startedAt + rule.levels[level]!.onDelay;
    return at > Math.max(now, last.at) && at <= spokenFor ? at : null;
  }));
}

export function earliest(moments: readonly (Instant | null)[]): Instant | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const conclude = (run: Run, rule: Rule): Over => ({ episode: episodeOf(run, rule, run.reached, run.returnedAt), recorded: run.recorded });

function episodeOf({ kind, startedAt, peak, area, unknown }: Run, rule: Rule, reached: readonly (Instant | null)[], endedAt: Instant | null): Episode | null {
  const confirmedAt = earliest(reached);
  return confirmedAt === null ? null : { kind, limit: limitOf(kind, rule.levels[0]!)!, startedAt, confirmedAt, endedAt, peak, area, unknown, severities: severitiesReached(kind, rule, reached) };
}

function begin(kind: Side, rule: Rule, { at, value }: Sample): Run {
  const spell: Spell = { startedAt: at, returnedAt: null };
  const farther = rule.levels.slice(1).map((level) => (isBeyond(kind, value, level, rule) ? spell : null));
  const run: Run = { ...spell, kind, farther, reached: [], peak: value, area: 0, unknown: 0, unknownSinceReturn: 0, recorded: null };
  return { ...run, reached: reachedBy(run, [spell, ...farther], rule, at) };
}

function follow(run: Run, rule: Rule, { at, value }: Sample): Run {
  const [own, ...farther] = spellsOf(run).map((spell, level) => nextSpell(spell, run.kind, rule.levels[level]!, rule, { at, value }));
  const reached = reachedBy(run, [own!, ...farther], rule, at);
  const { returnedAt } = own!;
  if (returnedAt !== null) return { ...run, returnedAt, farther, reached };
  return { ...run, returnedAt, farther, reached, unknown: run.unknown + run.unknownSinceReturn, unknownSinceReturn: 0, peak: worse(run.kind, run.peak, value) };
}

const spellsOf = ({ startedAt, returnedAt, farther }: Run): (Spell | null)[] => [{ startedAt, returnedAt }, ...farther];

function nextSpell(spell: Spell | null, side: Side, level: Level, rule: Rule, { at, value }: Sample): Spell | null {
  if (spell === null || hasWaited(spell, rule, at)) return isBeyond(side, value, level, rule) ? { startedAt: at, returnedAt: null } : null;
  if (spell.returnedAt !== null) return isBeyond(side, value, level, rule) ? { ...spell, returnedAt: null } : spell;
  return hasReturned(side, value, level, rule) ? { ...spell, returnedAt: at } : spell;
}

const hasWaited = ({ returnedAt }: Spell, { offDelay }: Rule, at: Instant): boolean => returnedAt !== null && at - returnedAt >= offDelay;

function reachedBy(run: Run, spells: readonly (Spell | null)[], rule: Rule, until: Instant): (Instant | null)[] {
  return rule.levels.map(({ onDelay }, level) => {
    const spell = spells[level] ?? null;
    const lasts = spell !== null && (spell.returnedAt ?? until) - spell.startedAt >= onDelay;
    return run.reached[level] ?? (lasts ? spell.startedAt + onDelay : null);
  });
}

function hold(run: Run, rule: Rule, previous: Sample, until: Instant, gap: Duration | null): Run {
  const passed = until - previous.at;
  const spoken = gap === null ? passed : Math.min(passed, gap);
  if (run.returnedAt !== null) return { ...run, unknownSinceReturn: run.unknownSinceReturn + passed - spoken };
  return { ...run, area: run.area + (excess(run.kind, previous.value, rule) * spoken) / MINUTE, unknown: run.unknown + passed - spoken };
}
