import { describe, expect, test } from '@jest/globals';
import { ExcursionKind, RuleMode, Severity, silence, type Episode } from '../../../src/domain/excursion.js';
import { Comparison } from '../../../src/domain/rule.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { episodesOf, every, samplesOf, type Given, type Points } from './rules.js';

interface Case {
  name: string;
  points: Points;
  limits?: Given;
  gapMinutes?: number;
  excursions: { kind: ExcursionKind; start: number; end: number | null; peak: number; excess: number; area: number; unknown?: number }[];
  silences?: [from: number, to: number][];
}

const { ABOVE, BELOW } = ExcursionKind;

const cases: Case[] = [
  { name: 'one run', points: every(30, 5, 12, 13, 12, 5, 5), excursions: [{ kind: ABOVE, start: 30, end: 120, peak: 13, excess: 5, area: 390 }] },
  {
    name: 'two runs apart, one warm and one cold',
    points: every(30, 12, 5, 5, 1, 5),
    excursions: [
      { kind: ABOVE, start: 0, end: 30, peak: 12, excess: 4, area: 120 },
      { kind: BELOW, start: 90, end: 120, peak: 1, excess: 1, area: 30 },
    ],
  },
  { name: 'nothing when all is inside', points: every(30, 3, 4, 5), excursions: [] },
  { name: 'a cold run', points: every(30, 5, -2, 5), excursions: [{ kind: BELOW, start: 30, end: 60, peak: -2, excess: 4, area: 120 }] },
  {
    name: 'from cold straight to warm: one ends where the other begins',
    points: every(30, -10, 9, 5),
    excursions: [
      { kind: BELOW, start: 0, end: 30, peak: -10, excess: 12, area: 360 },
      { kind: ABOVE, start: 30, end: 60, peak: 9, excess: 1, area: 30 },
    ],
  },
  { name: 'a value equal to a limit is inside', points: every(30, 5, 8, 8, 2, 2), excursions: [] },
  {
    name: 'a value equal to a limit is outside where the rule says so',
    points: every(30, 5, 8, 7.9, 2, 2.1),
    limits: { comparison: Comparison.AT_OR_BEYOND },
    excursions: [
      { kind: ABOVE, start: 30, end: 60, peak: 8, excess: 0, area: 0 },
      { kind: BELOW, start: 90, end: 120, peak: 2, excess: 0, area: 0 },
    ],
  },
  { name: 'a run lasts until it is back by the deadband', points: every(5, 5, 8.2, 7.8, 8.3, 7.4), limits: { deadband: 0.5 }, excursions: [{ kind: ABOVE, start: 5, end: 20, peak: 8.3, excess: 0.3, area: 2.5 }] },
  { name: 'what is back by the deadband exactly has returned, in numbers as they are written: above', points: every(5, 3, 4.7, 4.4), limits: { low: null, high: 4.6, deadband: 0.2 }, excursions: [{ kind: ABOVE, start: 5, end: 10, peak: 4.7, excess: 0.1, area: 0.5 }] },
  { name: 'what is back by the deadband exactly has returned, in numbers as they are written: below', points: every(5, 3, 1, 1.4), limits: { low: 1.1, high: null, deadband: 0.3 }, excursions: [{ kind: BELOW, start: 5, end: 10, peak: 1, excess: 0.1, area: 0.5 }] },
  { name: 'what is back by the deadband exactly has not returned where it would be outside', points: every(5, 5, 8, 7.5, 7.4), limits: { deadband: 0.5, comparison: Comparison.AT_OR_BEYOND }, excursions: [{ kind: ABOVE, start: 5, end: 15, peak: 8, excess: 0, area: 0 }] },
  { name: 'a run shorter than the on-delay is none', points: every(5, 5, 9, 9, 5, 9, 9, 9, 9, 5), limits: { onDelay: 15 * MINUTE }, excursions: [{ kind: ABOVE, start: 20, end: 40, peak: 9, excess: 1, area: 20 }] },
  { name: 'a return shorter than the off-delay ends nothing', points: every(5, 5, 9, 9, 7, 9, 9, 5, 5, 5), limits: { offDelay: 10 * MINUTE }, excursions: [{ kind: ABOVE, start: 5, end: 30, peak: 9, excess: 1, area: 20 }] },
  {
    name: 'a hole in a run is unknown time, and the run goes on across it',
    points: [[0, 5], [15, 9], [30, 9], [150, 9], [165, 5]],
    gapMinutes: 30,
    excursions: [{ kind: ABOVE, start: 15, end: 165, peak: 9, excess: 1, area: 60, unknown: 90 }],
    silences: [[60, 150]],
  },
  { name: 'before a late reading', points: [[0, 5], [30, 12], [90, 5]], excursions: [{ kind: ABOVE, start: 30, end: 90, peak: 12, excess: 4, area: 240 }] },
  { name: 'after the late reading', points: [[0, 5], [30, 12], [60, 5], [90, 5]], excursions: [{ kind: ABOVE, start: 30, end: 60, peak: 12, excess: 4, area: 120 }] },
  { name: 'an ultra-cold freezer that is too warm', points: every(10, -78, -75, -62, -58, -55, -66, -74), limits: { low: -90, high: -60 }, excursions: [{ kind: ABOVE, start: 30, end: 50, peak: -55, excess: 5, area: 70 }] },
  { name: 'runs that merge may last long enough together', points: every(5, 5, 9, 9, 7, 9, 9, 5, 5, 5), limits: { offDelay: 10 * MINUTE, onDelay: 20 * MINUTE }, excursions: [{ kind: ABOVE, start: 5, end: 30, peak: 9, excess: 1, area: 20 }] },
  { name: 'a hole while a run waits for its off-delay counts once it runs on', points: [[0, 9], [10, 5], [40, 9], [50, 5], [200, 5]], limits: { offDelay: 60 * MINUTE }, gapMinutes: 10, excursions: [{ kind: ABOVE, start: 0, end: 50, peak: 9, excess: 1, area: 20, unknown: 20 }], silences: [[20, 40], [60, 200]] },
  { name: 'the worst of a warm stretch', points: [...every(10, 9, 14, 11), [30, 5]], excursions: [{ kind: ABOVE, start: 0, end: 30, peak: 14, excess: 6, area: 100 }] },
  { name: 'the worst of a cold stretch', points: [...every(10, 1, -4, 0), [30, 5]], excursions: [{ kind: BELOW, start: 0, end: 30, peak: -4, excess: 6, area: 90 }] },
  { name: 'degree-minutes of half a minute', points: [[0, 10], [0.5, 5]], excursions: [{ kind: ABOVE, start: 0, end: 0.5, peak: 10, excess: 2, area: 1 }] },
  { name: 'degree-minutes of what is inside: none', points: [[0, 5], [0.5, 5]], excursions: [] },
];

describe('the segmentation of a history', () => {
  test.each(cases)('finds $name', ({ points, limits = {}, gapMinutes, excursions, silences }) => {
    const found = episodesOf(points, limits, { gapMinutes: gapMinutes ?? null });
    expect(found.map(described)).toEqual(excursions.map(({ area, excess, ...rest }) => ({ unknown: 0, ...rest, area: expect.closeTo(area, 9), excess: expect.closeTo(excess, 9) })));
    const samples = samplesOf(points);
    const holes = gapMinutes === undefined ? [] : samples.slice(1).flatMap((sample, index) => silence(samples[index]!, sample, gapMinutes * MINUTE) ?? []);
    expect(holes.map(({ startedAt, endedAt }) => [startedAt / MINUTE, endedAt / MINUTE])).toEqual(silences ?? []);
  });

  const described = ({ kind, startedAt, endedAt, peak, limit, area, unknown }: Episode) => ({
    kind, start: startedAt / MINUTE, end: endedAt === null ? null : endedAt / MINUTE, peak, excess: Math.abs(peak - limit!), area, unknown: unknown / MINUTE,
  });

  test.each([
    { rows: [[5, 100], [12, 30], [-2, 20], [5, 1]], above: 30, below: 20 },
    { rows: [[5, 60], [12, 15], [5, 1]], above: 15, below: 0 },
    { rows: [[12, 30], [14, 30], [5, 1]], above: 60, below: 0 },
  ])('keeps warm and cold time apart: $rows', ({ rows, above, below }) => {
    let minute = 0;
    const points = rows.map(([value, minutes]): [number, number] => [(minute += minutes!) - minutes!, value!]);
    const lasted = (kind: ExcursionKind) => episodesOf(points, {}).filter((each) => each.kind === kind).reduce((sum, { startedAt, endedAt }) => sum + (endedAt! - startedAt) / MINUTE, 0);
    expect([lasted(ABOVE), lasted(BELOW)]).toEqual([above, below]);
  });
});

describe('a run that goes on', () => {
  test.each([
    { after: 19, gap: null, confirmed: false },
    { after: 20, gap: null, confirmed: true },
    { after: 60, gap: 10, confirmed: true },
    { after: 60, gap: 9, confirmed: false },
  ])('is an excursion $after minutes after the start: $confirmed, where a reading speaks for $gap minutes', ({ after, gap, confirmed }) => {
    const found = episodesOf(every(5, 5, 9, 9), { onDelay: 15 * MINUTE }, { gapMinutes: gap, nowMinute: after });
    expect(found.map(({ endedAt, confirmedAt }) => ({ endedAt, confirmed: confirmedAt / MINUTE }))).toEqual(confirmed ? [{ endedAt: null, confirmed: 20 }] : []);
  });

  test('ends only when the off-delay has passed', () => {
    const ends = (nowMinute: number) => episodesOf(every(5, 9, 5), { offDelay: 10 * MINUTE }, { nowMinute }).map(({ endedAt }) => endedAt);
    expect(ends(14)).toEqual([null]);
    expect(ends(15)).toEqual([5 * MINUTE]);
  });
});

describe('severities', () => {
  const { INFO, WARNING, CRITICAL } = Severity;
  const shown = (episodes: Episode[]) => episodes.map(({ startedAt, confirmedAt, endedAt, severities }) => [startedAt / MINUTE, confirmedAt / MINUTE, endedAt === null ? null : endedAt / MINUTE, severities.map(({ severity, reachedAt, limit }) => [severity, reachedAt / MINUTE, limit])]);

  test.each<{ name: string; points: Points; limits: Given; gapMinutes?: number; found: unknown[] }>([
    { name: 'a warning becomes critical and stays it', points: every(10, 5, 9, 16, 9, 5), limits: { levels: [{ high: 15 }] }, found: [[10, 10, 40, [[WARNING, 10, 8], [CRITICAL, 20, 15]]]] },
    { name: 'what is at once as bad as can be was never less', points: every(10, 5, 16, 5), limits: { levels: [{ high: 15 }] }, found: [[10, 10, 20, [[CRITICAL, 10, 15]]]] },
    { name: 'a level farther out does not wait for the on-delay of the rule', points: every(10, 5, 16, 5), limits: { onDelay: HOUR, levels: [{ high: 15 }] }, found: [[10, 10, 20, [[CRITICAL, 10, 15]]]] },
    { name: 'a level waits for its own on-delay, in one piece', points: every(10, 5, 16, 9, 16, 16, 5), limits: { levels: [{ high: 15, onDelay: 20 * MINUTE }] }, found: [[10, 10, 50, [[WARNING, 10, 8], [CRITICAL, 50, 15]]]] },
    { name: 'a level that is not held for its on-delay is not reached', points: every(10, 5, 16, 9, 16, 5), limits: { levels: [{ high: 15, onDelay: 20 * MINUTE }] }, found: [[10, 10, 40, [[WARNING, 10, 8]]]] },
    { name: 'the off-delay bridges the stretches of a level too', points: every(10, 5, 16, 9, 16, 5, 5), limits: { offDelay: 15 * MINUTE, levels: [{ high: 15, onDelay: 20 * MINUTE }] }, found: [[10, 10, null, [[WARNING, 10, 8], [CRITICAL, 30, 15]]]] },
    { name: 'a level on one side is none of the other', points: every(10, 5, -20, 5), limits: { levels: [{ high: 15 }] }, found: [[10, 10, 20, [[WARNING, 10, 2]]]] },
    // The default of a vaccine refrigerator: above 8 for 10 h, escalated after 20 h.
    { name: 'the same limit for longer is worse', points: [[0, 5], [60, 8.5], [60 + 1201, 5]], limits: { low: null, onDelay: 10 * HOUR, levels: [{ high: 8, onDelay: 20 * HOUR }] }, found: [[60, 660, 1261, [[WARNING, 660, 8], [CRITICAL, 1260, 8]]]] },
    { name: 'a silence within a level counts for it, once it has gone on', points: [[0, 16], [60, 16], [70, 5]], limits: { levels: [{ high: 15, onDelay: HOUR }] }, gapMinutes: 10, found: [[0, 0, 70, [[WARNING, 0, 8], [CRITICAL, 60, 15]]]] },
  ])('$name', ({ points, limits, gapMinutes, found }) => {
    expect(shown(episodesOf(points, limits, { gapMinutes: gapMinutes ?? null }))).toEqual(found);
  });

  // One vendor's policy: by how far, or by how long in terms of a grace of 30 minutes.
  test.each([
    [5, 1, CRITICAL], [40, 0, CRITICAL], [0.5, 120, CRITICAL], [2, 0, WARNING], [0.1, 30, WARNING], [0.5, 5, INFO], [-6, 1, CRITICAL], [0.1, 0, INFO],
  ])('an excess of %d for %d minutes is %s where far or long is bad', (excess, minutes, severity) => {
    const GRACE = 30 * MINUTE;
    const limits: Given = {
      severity: INFO, comparison: Comparison.AT_OR_BEYOND,
      levels: [
        { severity: WARNING, low: 0, high: 10 }, { severity: WARNING, low: 2, high: 8, onDelay: GRACE },
        { severity: CRITICAL, low: -3, high: 13 }, { severity: CRITICAL, low: 2, high: 8, onDelay: 4 * GRACE },
      ],
    };
    const value = excess > 0 ? 8 + excess : 2 + excess;
    const [found] = episodesOf([[0, value], [Math.max(minutes, 0.001), 5]], limits);
    expect(found!.severities.at(-1)!.severity).toBe(severity);
  });

  test('what the clock says of a level is said again by the reading that proves it', () => {
    const limits = { levels: [{ high: 15, onDelay: 30 * MINUTE }] };
    expect(shown(episodesOf(every(10, 5, 16), limits, { nowMinute: 39 }))).toEqual([[10, 10, null, [[WARNING, 10, 8]]]]);
    expect(shown(episodesOf(every(10, 5, 16), limits, { nowMinute: 40 }))).toEqual([[10, 10, null, [[WARNING, 10, 8], [CRITICAL, 40, 15]]]]);
  });

  test('an INSTANT rule needs no time', () => {
    expect(shown(episodesOf(every(10, 5, 9), { mode: RuleMode.INSTANT }))).toEqual([[10, 10, null, [[WARNING, 10, 8]]]]);
  });
});
