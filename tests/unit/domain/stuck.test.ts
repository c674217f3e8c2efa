import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ExcursionKind, RuleMode, Severity, type Episode } from '../../../src/domain/excursion.js';
import { MINUTE } from '../../../src/domain/time.js';
import { episodesOf, every, type Given, type Points } from './rules.js';

const stuck = (onDelay: number, given: Given = {}): Given => ({ mode: RuleMode.STUCK, low: null, high: null, onDelay: onDelay * MINUTE, ...given });

interface Shown {
  start: number;
  confirmed: number;
  end: number | null;
  value: number;
  unknown: number;
  reached: number[];
}

const shown = ({ startedAt, confirmedAt, endedAt, peak, unknown, severities }: Episode): Shown => ({
  start: startedAt / MINUTE, confirmed: confirmedAt / MINUTE, end: endedAt === null ? null : endedAt / MINUTE, value: peak, unknown: unknown / MINUTE, reached: severities.map(({ reachedAt }) => reachedAt / MINUTE),
});

interface Case {
  name: string;
  points: Points;
  given: Given;
  gapMinutes?: number;
  found: Partial<Shown>[];
}

const cases: Case[] = [
  { name: 'nothing where values change', points: every(10, 5, 5.1, 5, 5.1, 5), given: stuck(20), found: [] },
  { name: 'a value that stays for the on-delay exactly, from its first reading to the one that differs', points: every(10, 4, 5, 5, 5, 6), given: stuck(20), found: [{ start: 10, confirmed: 30, end: 40, value: 5, unknown: 0 }] },
  { name: 'nothing where it stays for a minute less', points: every(10, 4, 5, 5, 5, 6), given: stuck(21), found: [] },
  { name: 'one that lasts', points: every(10, 5, 5, 5), given: stuck(15), found: [{ start: 0, confirmed: 15, end: null }] },
  { name: 'one after the other', points: every(10, 5, 5, 5, 6, 6, 6), given: stuck(20), found: [{ start: 0, end: 30, value: 5 }, { start: 30, end: null, value: 6 }] },
  { name: 'nothing in a single reading, however long ago it was', points: [[0, 5]], given: stuck(20), found: [] },
  { name: 'values that differ by the deadband', points: every(10, 5.1, 5.2, 5.1, 5.3), given: stuck(20, { deadband: 0.1 }), found: [{ start: 0, end: 30, value: 5.1 }] },
  { name: 'nothing in values that drift, though each is like the one before', points: every(10, 5, 5.1, 5.2, 5.3, 5.4), given: stuck(20, { deadband: 0.1 }), found: [] },
  { name: 'nothing where most of the time nobody spoke', points: [[0, 5], [90, 5], [100, 6]], given: stuck(20), gapMinutes: 15, found: [] },
  { name: 'one across a silence, in which nothing counts', points: [[0, 5], [10, 5], [100, 5], [110, 5], [120, 6]], given: stuck(30), gapMinutes: 15, found: [{ start: 0, confirmed: 105, end: 120, unknown: 75 }] },
  { name: 'one that gets worse', points: every(10, 5, 5, 5, 5), given: stuck(10, { levels: [{ severity: Severity.CRITICAL, onDelay: 25 * MINUTE }] }), found: [{ start: 0, confirmed: 10, reached: [10, 25] }] },
];

describe('a STUCK rule', () => {
  test.each(cases)('finds $name', ({ points, given, gapMinutes = null, found }) => {
    const episodes = episodesOf(points, given, { gapMinutes });
    expect(episodes.map(shown)).toEqual(found.map((each) => expect.objectContaining(each)));
    expect(episodes).toEqual(episodes.map((each) => ({ ...each, kind: ExcursionKind.STUCK, limit: null, area: null })));
  });

  test('is broken by readings, and not by the time that passes after them', () => {
    expect(episodesOf(every(10, 5, 5), stuck(20), { nowMinute: 1000 })).toEqual([]);
  });

  test('finds in any history what a walk through its minutes finds', () => {
    let found = 0;
    const history = fc.array(fc.tuple(fc.constantFrom(1, 1, 2, 3, 7), fc.constantFrom(4, 5, 5, 5, 5, 5.5, 6)), { minLength: 1, maxLength: 60 });
    const delays = fc.tuple(fc.constantFrom(3, 6), fc.constantFrom(8, 12));
    fc.assert(
      fc.property(history, fc.constantFrom(null, 2, 4), fc.constantFrom(0, 0.5, 1), delays, (steps, gap, deadband, onDelays) => {
        let minute = 0;
        const points = steps.map(([step, value]): [number, number] => [(minute += step), value]);
        const given = stuck(onDelays[0], { deadband, levels: [{ severity: Severity.CRITICAL, onDelay: onDelays[1] * MINUTE }] });
        const expected = walked(points, { gap: gap ?? Infinity, deadband, onDelays });
        found += expected.length;
        expect(episodesOf(points, given, { gapMinutes: gap }).map(shown)).toEqual(expected);
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(found).toBeGreaterThan(150);
  });
});

/** The oracle: it takes as many readings as are alike, and counts the minutes between them one by one. */
function walked(points: Points, { gap, deadband, onDelays }: { gap: number; deadband: number; onDelays: readonly number[] }): Shown[] {
  const found: Shown[] = [];
  for (let first = 0, next = 0; first < points.length; first = next) {
    const alike = (until: number) => Math.max(...points.slice(first, until).map(([, value]) => value)) - Math.min(...points.slice(first, until).map(([, value]) => value)) <= deadband;
    for (next = first + 1; next < points.length && alike(next + 1); next += 1);
    const [start, value] = points[first]!;
    const end = points[next]?.[0] ?? null;
    const minutes = Array.from({ length: (end ?? points[next - 1]![0]) - start }, (_, index) => start + index);
    const spoken = minutes.filter((minute) => minute - points.findLast(([at]) => at <= minute)![0] < gap);
    const counted = spoken.filter((minute) => minute < points[next - 1]![0]);
    const reached = onDelays.flatMap((delay) => (counted.length >= delay ? [counted[delay - 1]! + 1] : []));
    if (reached.length > 0) found.push({ start, confirmed: reached[0]!, end, value, unknown: minutes.length - spoken.length, reached });
  }
  return found;
}
