import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RuleMode, Severity, type Episode } from '../../../src/domain/excursion.js';
import { Comparison } from '../../../src/domain/rule.js';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { changesAt, START, walk } from '../../../src/domain/track.js';
import { episodesOf, ruleOf, samplesOf, type Given, type Points } from './rules.js';

const adding: Given = { mode: RuleMode.ACCUMULATIVE, comparison: Comparison.AT_OR_BEYOND, low: null, high: 30, onDelay: 10 * HOUR, window: DAY };

/** Stretches outside of so many minutes each, with an hour inside after each. */
function stretches(outside: number, inside: number, ...minutes: number[]): Points {
  let at = 0;
  return minutes.flatMap((length): Points => [[at, outside], [(at += length), inside], [(at += 60) - 60, inside]]).filter(([minute], index, all) => all.findIndex(([other]) => other === minute) === index);
}

describe('what WHO PQS devices count', () => {
  test.each([
    { value: 30, matches: true },
    { value: 29.9, matches: false },
  ])('a value of $value at a threshold of 30 counts: $matches', ({ value, matches }) => {
    expect(episodesOf([[0, value], [600, 20]], adding)).toHaveLength(matches ? 1 : 0);
  });

  test.each<{ name: string; given: Given; points: Points; alarm: boolean }>([
    { name: 'two stretches of 300 minutes add up to 600', given: adding, points: stretches(30, 20, 300, 300), alarm: true },
    { name: 'a minute less does not', given: adding, points: stretches(30, 20, 300, 299), alarm: false },
    { name: 'two freezes of 50 minutes do not add up where an hour must be in one piece', given: { mode: RuleMode.CONSECUTIVE, comparison: Comparison.AT_OR_BEYOND, low: -0.5, high: null, onDelay: HOUR }, points: stretches(-0.5, 5, 50, 50), alarm: false },
    { name: 'an hour of frost in one piece is an alarm', given: { mode: RuleMode.CONSECUTIVE, comparison: Comparison.AT_OR_BEYOND, low: -0.5, high: null, onDelay: HOUR }, points: stretches(-0.5, 5, 60), alarm: true },
    { name: 'an hour of 45 degrees in one piece is an alarm', given: { mode: RuleMode.CONSECUTIVE, comparison: Comparison.AT_OR_BEYOND, low: null, high: 45, onDelay: HOUR }, points: stretches(45, 5, 60), alarm: true },
    { name: 'twenty hours of 10 degrees in pieces are an alarm', given: { ...adding, high: 10, onDelay: 20 * HOUR, window: 30 * DAY }, points: stretches(10, 5, 400, 400, 400), alarm: true },
    { name: 'nineteen are none', given: { ...adding, high: 10, onDelay: 20 * HOUR, window: 30 * DAY }, points: stretches(10, 5, 400, 400, 399), alarm: false },
  ])('$name', ({ given, points, alarm }) => {
    expect(episodesOf(points, given)).toHaveLength(alarm ? 1 : 0);
  });
});

describe('an excursion by time that adds up', () => {
  const hour: Given = { ...adding, high: 8, comparison: Comparison.BEYOND, onDelay: 30 * MINUTE, window: 100 * MINUTE };
  const shown = (episodes: Episode[]) => episodes.map(({ startedAt, confirmedAt, endedAt, peak, area, unknown }) => ({ start: startedAt / MINUTE, confirmed: confirmedAt / MINUTE, end: endedAt === null ? null : endedAt / MINUTE, peak, area, unknown: unknown / MINUTE }));

  test.each<{ name: string; given?: Given; points: Points; gap?: number; now?: number; found: object[] }>([
    {
      name: 'starts with the first time that counts, and is confirmed when the sum reaches',
      points: [[0, 5], [10, 9], [30, 5], [60, 10], [80, 5]],
      found: [{ start: 10, confirmed: 70, end: null, peak: 10, area: 60, unknown: 0 }],
    },
    { name: 'ends at the last return, once the sum does not reach any more', points: [[0, 5], [10, 9], [30, 5], [60, 10], [80, 5], [131, 5]], found: [{ start: 10, confirmed: 70, end: 80, peak: 10, area: 60, unknown: 0 }] },
    { name: 'runs on while the sum reaches, though values are inside', points: [[0, 5], [10, 9], [30, 5], [60, 10], [80, 5], [110, 5]], found: [{ start: 10, confirmed: 70, end: null, peak: 10, area: 60, unknown: 0 }] },
    { name: 'is none when the time is too far apart', points: [[0, 9], [20, 5], [115, 9], [135, 5]], found: [] },
    {
      name: 'does not tell again what one before it has told',
      points: [[0, 9], [35, 5], [50, 9], [60, 5], [117, 12], [150, 5], [300, 5]],
      // What is told already still counts: 10 of the 30 minutes.
      found: [{ start: 0, confirmed: 30, end: 60, peak: 9, area: 45, unknown: 0 }, { start: 117, confirmed: 137, end: 150, peak: 12, area: 132, unknown: 0 }],
    },
    { name: 'counts no unknown time', points: [[0, 5], [10, 9], [60, 9], [75, 5]], gap: 10, found: [] },
    { name: 'tells unknown time beside what it counts', points: [[0, 5], [10, 9], [50, 9], [60, 9], [70, 9], [75, 5], [300, 5]], gap: 10, found: [{ start: 10, confirmed: 70, end: 75, peak: 9, area: 35, unknown: 30 }] },
    { name: 'is confirmed by the clock while a reading speaks', points: [[0, 9]], gap: 40, now: 30, found: [{ start: 0, confirmed: 30, end: null, peak: 9, area: 0, unknown: 0 }] },
    { name: 'is not confirmed by a silence', points: [[0, 9]], gap: 29, now: 90, found: [] },
    { name: 'lasts as long as values stay outside', points: [[0, 9], [10_000, 9], [10_001, 5]], found: [{ start: 0, confirmed: 30, end: null, peak: 9, area: 10_001, unknown: 0 }] },
    { name: 'counts below a lower limit too', given: { high: null, low: 2 }, points: [[0, 1], [30, 5], [200, 5]], found: [{ start: 0, confirmed: 30, end: 30, peak: 1, area: 30, unknown: 0 }] },
    { name: 'keeps to the deadband', given: { deadband: 1 }, points: [[0, 9], [10, 7.5], [30, 7], [200, 7]], found: [{ start: 0, confirmed: 30, end: 30, peak: 9, area: 10, unknown: 0 }] },
  ])('$name', ({ given = {}, points, gap, now, found }) => {
    expect(shown(episodesOf(points, { ...hour, ...given }, { gapMinutes: gap ?? null, nowMinute: now ?? null }))).toEqual(found);
  });

  test('becomes worse when time farther out adds up, or more time does', () => {
    const levels = [{ high: 15, onDelay: 10 * MINUTE }];
    const [found] = episodesOf([[0, 9], [30, 5], [40, 16], [45, 5], [50, 16], [60, 5]], { ...hour, levels });
    expect(found!.severities).toEqual([{ severity: Severity.WARNING, reachedAt: 30 * MINUTE, limit: 8 }, { severity: Severity.CRITICAL, reachedAt: 55 * MINUTE, limit: 15 }]);
  });

  test('the clock looks again when a sum is to reach, and when it is to fall', () => {
    const rule = ruleOf(hour);
    const due = (points: Points) => {
      const { track, last } = walk(START, rule, samplesOf(points), null);
      return changesAt(track!, rule, last!, null, last!.at)! / MINUTE;
    };
    expect(due([[0, 9], [10, 9]])).toBe(30);
    // The sum falls below 30 as the first minute leaves the window, which is a step longer.
    expect(due([[0, 9], [30, 5]])).toBe(101);
  });
});

// Everything is at whole minutes, which are the steps of the window: so a plain sum over minutes is an oracle.
test('whatever the history, an excursion runs when a plain sum says so', () => {
  const history = fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.constantFrom(5, 5, 9)), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(history, fc.constantFrom(null, 4, 12), fc.integer({ min: 1, max: 60 }), (steps, gap, needed) => {
      let minute = 0;
      const points = steps.map(([step, value]): [number, number] => [(minute += step), value]);
      const found = episodesOf(points, { ...adding, comparison: Comparison.BEYOND, high: 8, onDelay: needed * MINUTE, window: 100 * MINUTE }, { gapMinutes: gap });
      expect(found.map(({ confirmedAt, endedAt }) => [confirmedAt / MINUTE, endedAt === null ? null : endedAt / MINUTE])).toEqual(plain(points, gap, needed));
    }),
    { numRuns: 300, seed: 1 },
  );
});

/** When excursions are confirmed and end, minute by minute. */
function plain(points: Points, gap: number | null, needed: number): [number, number | null][] {
  const last = points.at(-1)![0];
  const counts = (minute: number) => {
    const [at, value] = points.findLast(([each]) => each <= minute) ?? [0, 0];
    return value > 8 && (gap === null || minute < at + gap);
  };
  const isInside = (minute: number) => (points.findLast(([each]) => each <= minute)?.[1] ?? 0) <= 8;
  const found: [number, number | null][] = [];
  let runs = false;
  for (let minute = points[0]![0]; minute <= last; minute += 1) {
    const sum = (from: number) => Array.from({ length: minute - from }, (_, index) => from + index).filter(counts).length;
    // The minute that has just passed is in a window that began in the minute before its end.
    if (!runs && sum(minute - 101) >= needed && counts(minute - 1)) {
      found.push([minute, null]);
      runs = true;
    }
    // A sum that falls at the very moment of a value has fallen before it.
    if (runs && (isInside(minute) || isInside(minute - 1)) && sum(minute - 100) < needed) {
      found.at(-1)![1] = points.findLast(([at], index) => at <= minute && isInside(at) && points[index - 1]?.[1] === 9)![0];
      runs = false;
    }
  }
  return found;
}
