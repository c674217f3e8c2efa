import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { voicesOf, type Mount, type Stay } from '../../../src/domain/voice.js';

const stay = (asset: string, depth: number, from: number, to: number | null): Stay => ({ asset, depth, from, to });
const mount = (asset: string, sensor: number, from = 0, to: number | null = null): Mount => ({ asset, sensor, from, to });
const told = (stays: Stay[], mounts: Mount[]) => voicesOf(stays, mounts, { from: 0, to: 100 }).map(({ from, to, asset, sensor }) => [from, to, asset, sensor]);

test('its own probe beats the box\'s, and the box\'s beats the freezer\'s', () => {
  const stays = [stay('tube', 0, 0, null), stay('box', 1, 10, null), stay('freezer', 2, 0, null)];
  expect(told(stays, [mount('freezer', 1), mount('box', 2, 20, 60), mount('tube', 3, 40, 50)])).toEqual([
    [0, 20, 'freezer', 1], [20, 40, 'box', 2], [40, 50, 'tube', 3], [50, 60, 'box', 2], [60, 100, 'freezer', 1],
  ]);
});

test('where nothing around it has a sensor nobody speaks', () => {
  expect(told([stay('box', 1, 10, 20), stay('freezer', 2, 10, 20)], [mount('freezer', 1, 15, 30)])).toEqual([[0, 15, null, null], [15, 20, 'freezer', 1], [20, 100, null, null]]);
  expect(told([], [])).toEqual([[0, 100, null, null]]);
});

test('of two sensors on one thing the one that was known first speaks', () => {
  expect(told([stay('box', 1, 0, null)], [mount('box', 7), mount('box', 4, 30)])).toEqual([[0, 30, 'box', 7], [30, 100, 'box', 4]]);
});

const piece = fc.tuple(fc.nat(99), fc.option(fc.integer({ min: 1, max: 60 }))).map(([from, length]) => ({ from, to: length === null ? null : from + length }));
const world = fc.record({
  stays: fc.array(fc.tuple(fc.nat(4), piece).map(([depth, { from, to }]) => stay(`asset ${depth}`, depth, from, to)), { maxLength: 12 }),
  mounts: fc.array(fc.tuple(fc.nat(4), fc.nat(9), piece).map(([depth, sensor, { from, to }]) => mount(`asset ${depth}`, sensor, from, to)), { maxLength: 12 }),
});

test('at each moment it is whom a look at that moment finds', () => {
  fc.assert(
    fc.property(world, ({ stays, mounts }) => {
      const voices = voicesOf(stays, mounts, { from: 0, to: 100 });
      const holds = (moment: number) => ({ from, to }: { from: number; to: number | null }) => from <= moment && (to === null || to > moment);
      const moments = Array.from({ length: 100 }, (_, second) => second + 0.5);
      const expected = moments.map((moment) => {
        const around = stays.filter(holds(moment)).flatMap(({ asset, depth }) => mounts.filter(holds(moment)).filter((each) => each.asset === asset).map(({ sensor }) => ({ depth, sensor })));
        return [around.toSorted((a, b) => a.depth - b.depth || a.sensor - b.sensor)[0]?.sensor ?? null];
      });
      expect(moments.map((moment) => voices.filter(holds(moment)).map(({ sensor }) => sensor))).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
