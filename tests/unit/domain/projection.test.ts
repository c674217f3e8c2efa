import { expect, test } from '@jest/globals';
import { budgetOf } from '../../../src/domain/budget.js';
import { mayChange, presentOf, project } from '../../../src/domain/projection.js';
import { Interpolation } from '../../../src/domain/reading.js';

const { STEP, LINEAR } = Interpolation;
const TIERS = [
  { code: 'ULT', minimum: null, maximum: -60, limit: null },
  { code: 'FRIDGE', minimum: 2, maximum: 8, limit: 1000 },
  { code: 'ROOM', minimum: 8, maximum: 25, limit: 60 },
  { code: 'BENCH', minimum: 20, maximum: 30, limit: 50 },
];
const NOW = 10_000;
const NOTHING = [0, 0, 0, 0];
const at = (temperature: number, countedTo = NOW) => ({ temperature, countedTo });

test.each([
  ['at room temperature the room tier runs out', NOTHING, at(15), 'ROOM', NOW + 60],
  ['after what was used the sooner', [0, 900, 45, 0], at(15), 'ROOM', NOW + 15],
  ['of two tiers at once the first to run out counts', [0, 0, 5, 0], at(22), 'ROOM', NOW + 50],
  ['what is left of other tiers does not count', [0, 999, 0, 0], at(15), 'ROOM', NOW + 60],
  ['where one tier ends and another begins it is in the colder', NOTHING, at(8), 'FRIDGE', NOW + 1000],
  ['both limits of a tier belong to it', NOTHING, at(2), 'FRIDGE', NOW + 1000],
  ['where there is no limit nothing runs out', NOTHING, at(-80), 'ULT', null],
  ['in no tier nothing runs out', NOTHING, at(40), null, null],
  ['a line is counted up to its last reading only', NOTHING, at(15, NOW - 20), 'ROOM', NOW + 40],
  ['the last moment is left', [0, 0, 60, 0], at(15), 'ROOM', NOW],
  ['what is used up to the last moment elsewhere is not over', [0, 0, 60, 0], at(5), 'FRIDGE', NOW + 1000],
  ['what is over is over at any temperature', [0, 0, 61, 0], at(-80), 'ULT', NOW],
  ['and in silence', [0, 0, 61, 0], null, null, NOW],
  ['in silence nothing is known', [0, 0, 10, 0], null, null, null],
] as const)('%s', (_, used, present, tier, exhaustedAt) => {
  expect(project(TIERS, budgetOf(TIERS, used), present, NOW)).toEqual({ tier, exhaustedAt });
});

test.each([
  ['a step is counted up to now', STEP, null, NOW - 50, 0, at(5)],
  ['a line up to its last reading', LINEAR, null, NOW - 50, 0, at(5, NOW - 50)],
  ['or since it is asked, if that is later', LINEAR, null, NOW - 50, NOW - 10, at(5, NOW - 10)],
  ['a reading speaks for as long as it is expected to', STEP, 50, NOW - 49, 0, at(5)],
  ['and then no longer', STEP, 50, NOW - 50, 0, null],
] as const)('%s', (_, interpolation, expectedEvery, read, spokenSince, present) => {
  expect(presentOf({ at: read, value: 5 }, { interpolation, expectedEvery }, spokenSince, NOW)).toEqual(present);
});

test('who has never said anything, or last that it is not known, says nothing now', () => {
  expect(presentOf({ at: NOW - 1, value: null }, { interpolation: STEP, expectedEvery: null }, 0, NOW)).toBeNull();
  expect(presentOf(null, { interpolation: STEP, expectedEvery: null }, 0, NOW)).toBeNull();
});

test.each([
  ['in the interval', STEP, 10, 150, 150, true],
  ['that still speaks when it begins', STEP, 10, 95, 95, true],
  ['that has been silent by then', STEP, 10, 90, 90, false],
  ['whenever before, where nothing else is said', STEP, null, 1, 1, true],
  ['behind a step', STEP, null, 200, 200, false],
  ['to which a line leads out of it', LINEAR, 10, 209, 209, true],
  ['to which none does', LINEAR, 10, 210, 210, false],
  ['before and behind it', STEP, 10, 50, 250, true],
] as const)('of an interval from 100 to 200, it may change by a reading %s: %s, %s', (_, interpolation, expectedEvery, from, to, verdict) => {
  expect(mayChange({ from: 100, to: 200 }, { interpolation, expectedEvery }, { from, to })).toBe(verdict);
});
