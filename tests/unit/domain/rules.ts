import { RuleMode, Severity, type Episode, type Sample } from '../../../src/domain/excursion.js';
import { finish } from '../../../src/domain/resegment.js';
import { Comparison, type Level, type Rule } from '../../../src/domain/rule.js';
import { MINUTE } from '../../../src/domain/time.js';
import { START, walk } from '../../../src/domain/track.js';

export interface Given extends Partial<Omit<Rule, 'levels'>>, Partial<Level> {
  levels?: Partial<Level>[];
}

/** A rule of 2 to 8 that is broken by the first value outside, as far as nothing else is given. */
export function ruleOf({ levels = [], severity = Severity.WARNING, low = 2, high = 8, onDelay = 0, ...given }: Given = {}): Rule {
  const own = { severity, low, high, onDelay };
  return {
    mode: RuleMode.CONSECUTIVE, comparison: Comparison.BEYOND, deadband: 0, offDelay: 0, window: null, ...given,
    levels: [own, ...levels.map((level) => ({ severity: Severity.CRITICAL, low: null, high: null, onDelay: 0, ...level }))],
  };
}

export type Points = readonly (readonly [minute: number, value: number])[];

export const every = (minutes: number, ...values: number[]): [number, number][] => values.map((value, index) => [index * minutes, value]);

export const samplesOf = (points: Points): Sample[] => points.map(([minute, value]) => ({ at: minute * MINUTE, value }));

/** The excursions of a history, as far as they are known so many minutes after 0; null: by the last reading. */
export function episodesOf(points: Points, given: Given, { gapMinutes = null, nowMinute = null }: { gapMinutes?: number | null; nowMinute?: number | null } = {}): Episode[] {
  const rule = { ...ruleOf(given), id: 1, from: null, until: null };
  const gap = gapMinutes === null ? null : gapMinutes * MINUTE;
  const walked = walk(START, rule, samplesOf(points), gap);
  return finish(rule, walked, gap, nowMinute === null ? points.at(-1)![0] * MINUTE : nowMinute * MINUTE).episodes;
}
