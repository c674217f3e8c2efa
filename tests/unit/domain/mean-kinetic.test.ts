import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MeanKinetic } from '../../../src/domain/mean-kinetic.js';
import { Interpolation } from '../../../src/domain/reading.js';
import { stretchesOf } from '../../../src/domain/stretch.js';
import { MINUTE } from '../../../src/domain/time.js';

// Computed with 60 decimal digits from the formula; for a = 10000 K, and for 83.144 kJ/mol by 8.314472 J/(mol K).

test.each([
  { temperatures: [5.0, 5.0, 5.0, 5.0], expected: 5.0, other: 5.0 },
  { temperatures: [4, 4, 4, 4, 16], expected: 8.108857215, other: 8.108839188 },
  { temperatures: [2, 4, 8, 2], expected: 4.392633305, other: 4.392629512 },
  { temperatures: [4, 4, 10, 4], expected: 5.951846287, other: 5.951841788 },
  { temperatures: [4.0, 8.0, 2.0], expected: 5.055631847, other: 5.055628243 },
  { temperatures: [0.0, 40.0, 100.0], expected: 85.381389143, other: 85.381270916 },
  { temperatures: [-270.0, -260.0], expected: -260.011975159, other: -260.011975263 },
  { temperatures: [2, 25], expected: 19.465946605, other: 19.465911448 },
  { temperatures: [-70.0, -68.5, -71.2, -69.9], expected: -69.793145617, other: -69.793146583 },
  { temperatures: [21.0, 24.5, 30.0, 18.2, 27.7, 22.1], expected: 24.768180652, other: 24.768172973 },
])('for equal times at $temperatures it is $expected', ({ temperatures, expected, other }) => {
  const weighted = temperatures.map((celsius): [number, number] => [celsius, 1]);
  expect(mkt(weighted)).toBeCloseTo(expected, 6);
  expect(mkt(weighted, 83144 / 8.314472)).toBeCloseTo(other, 6);
});

test.each([
  { weighted: [[4.0, 600], [12.0, 30], [6.5, 240], [30.0, 5]], expected: 5.939113576 },
  { weighted: [[5.0, 600], [30.0, 5]], expected: 6.099064651 },
  { weighted: [[2.0, 60], [30.0, 1]], expected: 4.863748334 },
  { weighted: [[2.0, 60], [30.0, 60]], expected: 24.063337623 },
  { weighted: [[5.0, 18], [14.0, 6]], expected: 8.285215774 },
  { weighted: [[5.0, 20], [9.0, 4]], expected: 5.815322612 },
  { weighted: [[22.0, 696], [35.0, 24]], expected: 22.879224065 },
  { weighted: [[24.5, 696], [38.0, 24]], expected: 25.426372141 },
  { weighted: [[25.0, 1000], [35.0, 6]], expected: 25.103853133 },
  { weighted: [[25.0, 1000], [40.0, 6]], expected: 25.208990692 },
])('for $weighted it is $expected', ({ weighted, expected }) => {
  expect(mkt(weighted as [number, number][])).toBeCloseTo(expected, 6);
});

test.each([
  { points: [[0, 5.0], [60, 5.0], [90, 12.0], [150, 12.0], [160, 5.0], [600, 5.0]], step: 6.188792329, linear: 6.345445436 },
  { points: [[0, 2.0], [60, 8.0]], step: 2.0, linear: 5.536424509 },
  { points: [[0, 22.0], [15, 22.0], [30, 30.0], [45, 26.0], [120, 22.0]], step: 25.803082492, linear: 24.932216742 },
])('of the readings $points it is $step in steps and $linear along lines', ({ points, step, linear }) => {
  const readings = points.map(([minute, value]) => ({ at: minute! * MINUTE, value: value! }));
  const interval = { from: 0, to: readings.at(-1)!.at };
  const of = (interpolation: Interpolation) => {
    const mean = new MeanKinetic();
    for (const stretch of stretchesOf(readings, { interpolation, expectedEvery: null }, interval, interval.to)) mean.add(stretch);
    return mean.value;
  };
  expect(of(Interpolation.STEP)).toBeCloseTo(step, 6);
  expect(of(Interpolation.LINEAR)).toBeCloseTo(linear, 6);
});

test('of lines it is the same, wherever they are cut and however the parts are merged', () => {
  const readings = fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.double({ min: -80, max: 60, noNaN: true })), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(readings, fc.array(fc.nat(1200), { maxLength: 5 }), (steps, cuts) => {
      let at = 0;
      const points = steps.map(([step, value]) => ({ at: (at += step), value }));
      const mean = (from: number, to: number) => {
        const found = new MeanKinetic();
        for (const stretch of stretchesOf(points, { interpolation: Interpolation.LINEAR, expectedEvery: null }, { from, to }, at)) found.add(stretch);
        return found;
      };
      const bounds = [...new Set([0, ...cuts, 1200])].toSorted((a, b) => a - b);
      const merged = new MeanKinetic();
      bounds.slice(0, -1).forEach((from, index) => merged.merge(mean(from, bounds[index + 1]!)));
      expect(merged.value).toBeCloseTo(mean(0, 1200).value!, 9);
    }),
  );
});

test('of nothing there is none', () => {
  expect(mkt([])).toBeNull();
});

test.each([NaN, Infinity, -Infinity, -273.15, -300])('%d is no temperature', (celsius) => {
  expect(() => mkt([[4, 1], [celsius, 1]])).toThrow(RangeError);
});

const celsius = fc.double({ min: -200, max: 100, noNaN: true });
const series = fc.array(fc.tuple(celsius, fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 20 });

test('it lies between the time-weighted mean and the maximum, whatever the order and the unit of time', () => {
  fc.assert(
    fc.property(series, (weighted) => {
      const value = mkt(weighted)!;
      const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
      const mean = weighted.reduce((sum, [each, weight]) => sum + each * weight, 0) / total;
      expect(value).toBeGreaterThanOrEqual(mean - 1e-9);
      expect(value).toBeLessThanOrEqual(Math.max(...weighted.map(([each]) => each)) + 1e-9);
      expect(mkt(weighted.toReversed())).toBeCloseTo(value, 9);
      expect(mkt(weighted.map(([each, weight]) => [each, weight * 60]))).toBeCloseTo(value, 9);
      expect(mkt(weighted.flatMap(([each, weight]) => [[each, weight / 2], [each, weight / 2]]))).toBeCloseTo(value, 9);
    }),
  );
});

test('what needs more energy to decay suffers more from the same changes', () => {
  const [weak, usual, strong] = [5_000, 10_000, 24_000].map((activation) => mkt([[5, 3], [25, 1]], activation)!);
  expect([weak! < usual!, usual! < strong!]).toEqual([true, true]);
});

function mkt(weighted: [number, number][], activation?: number): number | null {
  const mean = new MeanKinetic(activation);
  for (const [each, weight] of weighted) mean.addConstant(each, weight);
  return mean.value;
}
