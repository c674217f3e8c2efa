import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timeInTiers, type Tier } from '../../../src/domain/budget.js';
import { digestOf, hasHole, isSplitBy } from '../../../src/domain/digest.js';
import { summarize } from '../../../src/domain/exposure.js';
import { MeanKinetic } from '../../../src/domain/mean-kinetic.js';
import { partsOf, type Digest, type Part, type Told } from '../../../src/domain/part.js';
import { Interpolation } from '../../../src/domain/reading.js';
import { stretchesOf, type Said, type Speech } from '../../../src/domain/stretch.js';

const HOUR = 60;
const TIERS: Tier[] = [{ code: 'COLD', minimum: null, maximum: 2, limit: null }, { code: 'FRIDGE', minimum: 2, maximum: 8, limit: null }, { code: 'ROOM', minimum: 8, maximum: 25, limit: null }];
const BOUNDS = [2, 8, 25];

const history = fc.record({
  interpolation: fc.constantFrom(Interpolation.STEP, Interpolation.LINEAR),
  expectedEvery: fc.constantFrom(null, 5, 30, 90),
  steps: fc.array(fc.tuple(fc.constantFrom(1, 5, 5, 20, 59, 130), fc.constantFrom(null, null, -5, 2, 3, 4, 4, 5, 8, 9, 12, 25, 30)), { maxLength: 60 }),
  from: fc.nat(200),
  length: fc.integer({ min: 1, max: 800 }),
});

test('hours that are known by their digests, where no bound runs through them, tell the same as all readings', () => {
  fc.assert(
    fc.property(history, ({ steps, from, length, ...speech }) => {
      let at = 0;
      const readings = steps.map(([step, value]) => ({ at: (at += step), value }));
      const interval = { from, to: from + length };
      const now = at + 40;
      const all = [...stretchesOf(readings, speech, interval, now)];
      const parts = [...partsOf(digested(readings, speech, interval), speech, interval, now)];
      expect(account(parts, interval)).toEqual(account(all, interval));
    }),
    { numRuns: 2000, seed: 20261121 },
  );
});

test('a bound that runs through a digest, or touches it, splits it', () => {
  const digest = digestOf([{ at: 0, value: 3 }, { at: 5, value: 8 }, { at: 9, value: 30 }], { interpolation: Interpolation.STEP, expectedEvery: null }, 10_000)!;
  expect([[2], [3], [5], [8], [9], []].map((bounds) => isSplitBy(digest, bounds))).toEqual([false, true, true, true, false, false]);
});

test('a digest knows whether it has a hole', () => {
  const of = (expectedEvery: number | null) => digestOf([{ at: 0, value: 3 }, { at: 50, value: 8 }], { interpolation: Interpolation.STEP, expectedEvery }, null)!;
  expect([of(null), of(50), of(49)].map(hasHole)).toEqual([false, false, true]);
  expect(of(49)).toMatchObject({ known: 49, area: 147, kinetic: null });
});

test('a digest of a sensor that never says what it measures knows nothing, is split by nothing and hides nothing', () => {
  const digest = digestOf([{ at: 0, value: null }, { at: 5, value: null }, { at: 20, value: null }], { interpolation: Interpolation.STEP, expectedEvery: null }, 10_000)!;
  expect(digest).toMatchObject({ firstAt: 0, firstValue: null, lastAt: 20, lastValue: null, known: 0, area: 0, kinetic: null });
  expect([isSplitBy(digest, [-5, 0, 8]), hasHole(digest)]).toEqual([false, false]);
});

test('a reading that speaks for no time is no extreme of a digest', () => {
  const alone = [{ at: 0, value: 3 }, { at: 4, value: 5 }, { at: 20, value: 40 }, { at: 50, value: 4 }, { at: 52, value: 4 }];
  expect(digestOf(alone, { interpolation: Interpolation.LINEAR, expectedEvery: 5 }, null)).toMatchObject({ minimum: 3, maximum: 5, known: 6 });
});

test('the digest of a day is the same, made of its readings or of the digests of its hours', () => {
  fc.assert(
    fc.property(history, ({ steps, ...speech }) => {
      let at = 0;
      const readings = steps.map(([step, value]) => ({ at: (at += step), value }));
      const hours = [...Map.groupBy(readings, (reading) => Math.floor(reading.at / HOUR)).values()].map((within) => digestOf(within, speech, 10_000)!);
      expect(shortened(digestOf(hours, speech, 10_000))).toEqual(shortened(digestOf(readings, speech, 10_000)));
    }),
    { numRuns: 1000, seed: 20261122 },
  );
});

const shortened = (digest: Digest | null) => digest && Object.fromEntries(Object.entries(digest).map(([key, value]: [string, number | null]) => [key, value === null ? null : Number(value.toFixed(6))]));

/** The readings, with those of whole hours replaced by their digest where it tells enough. */
function digested(readings: readonly Said[], speech: Speech, { from, to }: { from: number; to: number }): Told[] {
  return [...Map.groupBy(readings, ({ at }) => Math.floor(at / HOUR))].flatMap(([hour, within]): Told[] => {
    const digest = digestOf(within, speech, 10_000)!;
    return hour * HOUR >= from && (hour + 1) * HOUR <= to && !isSplitBy(digest, BOUNDS) ? [digest] : within;
  });
}

function account(parts: readonly Part[], interval: { from: number; to: number }): unknown {
  const kinetic = new MeanKinetic();
  for (const part of parts) kinetic.add(part);
  const { mean, ...summary } = summarize(parts, interval, { minimum: 2, maximum: 8 });
  const close = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));
  return { ...summary, mean: close(mean), kinetic: close(kinetic.value), tiers: timeInTiers(TIERS, parts).map(close) };
}
