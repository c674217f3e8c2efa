import { describe, expect, test } from '@jest/globals';
import { ExcursionKind, limitBroken, segment, silence, standing, type Limits, type Run, type Sample } from '../../../src/domain/excursion.js';
import { MINUTE } from '../../../src/domain/time.js';

interface Case {
  name: string;
  points: [minute: number, value: number][];
  limits?: Partial<Limits>;
  gapMinutes?: number;
  excursions: { kind: ExcursionKind; start: number; end: number | null; peak: number; excess: number; area: number; unknown?: number }[];
  silences?: [from: number, to: number][];
}

const { ABOVE, BELOW } = ExcursionKind;
const every = (minutes: number, ...values: number[]): [number, number][] => values.map((value, index) => [index * minutes, value]);

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
  { name: 'a run lasts until it is back by the deadband', points: every(5, 5, 8.2, 7.8, 8.3, 7.4), limits: { deadband: 0.5 }, excursions: [{ kind: ABOVE, start: 5, end: 20, peak: 8.3, excess: 0.3, area: 2.5 }] },
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
];

const limitsOf = (given: Partial<Limits> = {}): Limits => ({ low: 2, high: 8, deadband: 0, onDelay: 0, offDelay: 0, ...given });
const samplesOf = (points: Case['points']): Sample[] => points.map(([minute, value]) => ({ at: minute * MINUTE, value }));

describe('the segmentation of a history', () => {
  test.each(cases)('finds $name', ({ points, limits: given, gapMinutes, excursions, silences }) => {
    const limits = limitsOf(given);
    const gap = gapMinutes === undefined ? null : gapMinutes * MINUTE;
    const samples = samplesOf(points);
    const { over, live } = segment(samples, limits, gap);
    const kept = over.filter((run) => run.returnedAt! - run.startedAt >= limits.onDelay);
    expect(live).toBeNull();
    expect(kept.map((run) => described(run, limits))).toEqual(
      excursions.map(({ area, excess, ...rest }) => ({ unknown: 0, ...rest, area: expect.closeTo(area, 9), excess: expect.closeTo(excess, 9) })),
    );
    const holes = gap === null ? [] : samples.slice(1).flatMap((sample, index) => silence(samples[index]!, sample, gap) ?? []);
    expect(holes.map(({ startedAt, endedAt }) => [startedAt / MINUTE, endedAt / MINUTE])).toEqual(silences ?? []);
  });

  const described = (run: Run, limits: Limits) => ({
    kind: run.kind,
    start: run.startedAt / MINUTE,
    end: run.returnedAt === null ? null : run.returnedAt / MINUTE,
    peak: run.peak,
    excess: Math.abs(run.peak - limitBroken(run.kind, limits)),
    area: run.area,
    unknown: run.unknown / MINUTE,
  });
});

describe('a run that goes on', () => {
  const limits = limitsOf({ onDelay: 15 * MINUTE });
  const { live } = segment(samplesOf(every(5, 5, 9, 9)), limits, null);
  const last = { at: 10 * MINUTE, value: 9 };

  test.each([
    { after: 19, gap: null, confirmed: false },
    { after: 20, gap: null, confirmed: true },
    { after: 60, gap: 10, confirmed: true },
    { after: 60, gap: 9, confirmed: false },
  ])('is an excursion $after minutes after the start: $confirmed, where a reading speaks for $gap minutes', ({ after, gap, confirmed }) => {
    const stands = standing(live!, limits, last, gap && gap * MINUTE, after * MINUTE);
    expect(stands).toEqual(confirmed ? { endedAt: null } : null);
  });

  test('ends only when the off-delay has passed', () => {
    const patient = limitsOf({ offDelay: 10 * MINUTE });
    const returned = segment(samplesOf(every(5, 9, 5)), patient, null).live!;
    const stands = (minute: number) => standing(returned, patient, { at: 5 * MINUTE, value: 5 }, null, minute * MINUTE);
    expect(stands(14)).toEqual({ endedAt: null });
    expect(stands(15)).toEqual({ endedAt: 5 * MINUTE });
  });
});
