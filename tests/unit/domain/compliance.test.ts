import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { complianceOf, demandedIn, judge, within, type Demand, type Judged } from '../../../src/domain/compliance.js';
import { digestOf, hasHole, isSplitBy } from '../../../src/domain/digest.js';
import { partsOf, type Told } from '../../../src/domain/part.js';
import { Interpolation } from '../../../src/domain/reading.js';
import { Comparison } from '../../../src/domain/rule.js';
import type { Interval, Said } from '../../../src/domain/stretch.js';
import { MINUTE, SECOND } from '../../../src/domain/time.js';
import { isAlike, secondOf, sumOf, type Saying } from '../../support/compliance-oracle.js';

const { STEP, LINEAR } = Interpolation;
const ALWAYS = { from: -Infinity, to: Infinity };
const FRIDGE = { ...ALWAYS, minimum: 2, maximum: 8 };

type Points = readonly (readonly [minute: number, value: number | null])[];
interface Sensor {
  points: Points;
  gap?: number;
  linear?: boolean;
  /** When it is there, in minutes. */
  there?: readonly [from: number, to: number];
  demands?: readonly Demand[];
}

/** What sensors say of the minutes from 0 on. */
function minutesOf(length: number, ...sensors: Sensor[]) {
  const judged = sensors.flatMap(({ points, gap, linear = false, there = [0, length], demands = [FRIDGE] }) => {
    const speech = { interpolation: linear ? LINEAR : STEP, expectedEvery: gap === undefined ? null : gap * MINUTE };
    const said = points.map(([minute, value]) => ({ at: minute * MINUTE, value }));
    return demandedIn(demands, { from: there[0] * MINUTE, to: there[1] * MINUTE }).flatMap((demand) => judge(partsOf(said, speech, demand, length * MINUTE), demand));
  });
  const { inRange, outOfRange, unknown, ratio, coverage } = complianceOf(judged, { from: 0, to: length * MINUTE });
  return { in: inRange / MINUTE, out: outOfRange / MINUTE, unknown: unknown / MINUTE, ratio, coverage };
}

describe('time, not the number of readings, is what counts', () => {
  const held = (...rows: readonly (readonly [value: number, minutes: number])[]): Points => {
    let minute = 0;
    return rows.map(([value, minutes]) => [(minute += minutes) - minutes, value] as const);
  };

  test.each<[string, number, Points, ReturnType<typeof minutesOf>]>([
    ['an hour within and a quarter of one beyond is 80 %', 75, held([5, 60], [12, 15]), { in: 60, out: 15, unknown: 0, ratio: 0.8, coverage: 1 }],
    ['however often the sensor said so', 75, held([5, 60], ...Array.from({ length: 15 }, () => [12, 1] as const)), { in: 60, out: 15, unknown: 0, ratio: 0.8, coverage: 1 }],
    ['no readings is not known, neither 0 nor 1', 60, [], { in: 0, out: 0, unknown: 60, ratio: null, coverage: 0 }],
    ['never within is 0', 60, held([12, 30], [14, 30]), { in: 0, out: 60, unknown: 0, ratio: 0, coverage: 1 }],
    ['too warm and too cold are both beyond', 150, held([5, 100], [12, 30], [-2, 20]), { in: 100, out: 50, unknown: 0, ratio: 2 / 3, coverage: 1 }],
    ['a value equal to a limit is within', 60, held([8, 30], [2, 30]), { in: 60, out: 0, unknown: 0, ratio: 1, coverage: 1 }],
    ['what may not be judged ends what is known', 60, [[0, 5], [45, null]], { in: 45, out: 0, unknown: 15, ratio: 1, coverage: 0.75 }],
  ])('%s', (_, length, points, expected) => {
    expect(minutesOf(length, { points })).toEqual(expected);
  });

  test('more than a thousand readings all count', () => {
    expect(minutesOf(4000, { points: Array.from({ length: 4000 }, (_, minute) => [minute, minute < 1000 ? 12 : 5] as const) })).toMatchObject({ in: 3000, out: 1000, ratio: 0.75 });
  });
});

test.each<[string, Sensor[], { in: number; out: number; unknown: number }]>([
  ['one that is silent makes it unknown', [{ points: [[0, 5]] }, { points: [[0, 5]], gap: 20 }], { in: 20, out: 0, unknown: 40 }],
  ['unless another is beyond its limits', [{ points: [[0, 5], [30, 9]] }, { points: [[0, 5]], gap: 20 }], { in: 20, out: 30, unknown: 10 }],
  ['two that are beyond at once count once', [{ points: [[0, 9], [20, 5]] }, { points: [[0, 5], [10, 1], [30, 5]] }], { in: 30, out: 30, unknown: 0 }],
  ['one to which nobody holds limits has no say', [{ points: [[0, 5]] }, { points: [[0, 99]], demands: [] }], { in: 60, out: 0, unknown: 0 }],
  ['where it is the only one, nothing is known', [{ points: [[0, 5]], demands: [] }], { in: 0, out: 0, unknown: 60 }],
  ['one counts while it is there', [{ points: [[0, 5]] }, { points: [[0, 99]], there: [10, 25] }], { in: 45, out: 15, unknown: 0 }],
  ['limits hold for their time', [{ points: [[0, 7]], demands: [{ ...FRIDGE, to: 20 * MINUTE }, { ...FRIDGE, from: 20 * MINUTE, to: 50 * MINUTE, maximum: 6 }] }], { in: 20, out: 30, unknown: 10 }],
  ['of several limits all hold', [{ points: [[0, 7], [30, 3]], demands: [FRIDGE, { ...ALWAYS, minimum: null, maximum: 6 }, { ...ALWAYS, minimum: 4, maximum: null, from: 45 * MINUTE }] }], { in: 15, out: 45, unknown: 0 }],
  ['also where no value is within all of them', [{ points: [[0, 5], [30, -20]], demands: [FRIDGE, { ...ALWAYS, minimum: -25, maximum: -15 }] }], { in: 0, out: 60, unknown: 0 }],
  ['a line is beyond from where it crosses', [{ points: [[0, 5], [30, 11], [60, 5]], linear: true }], { in: 30, out: 30, unknown: 0 }],
  ['from below to above it is within in between', [{ points: [[0, 0], [60, 12]], linear: true }], { in: 30, out: 30, unknown: 0 }],
])('of the sensors of a thing: %s', (_, sensors, expected) => {
  expect(minutesOf(60, ...sensors)).toMatchObject(expected);
});

test.each([[8, 2], [-15, -25], [0, -0.5], [1e-9, 0], [1e300, -1e300]])('of a rule for which a value that equals a limit is outside, %d and %d are, and nothing else that is within them', (high, low) => {
  const out = (value: number, comparison: Comparison) => judge([{ from: 0, to: 10, first: value, last: value }], { from: 0, to: 10, ...within({ low, high, comparison }) }).map(({ verdict }) => verdict);
  const hair = (value: number) => Math.max(Math.abs(value) * 1e-15, 1e-18);
  for (const value of [high, low]) expect([out(value, Comparison.BEYOND), out(value, Comparison.AT_OR_BEYOND)]).toEqual([['IN'], ['OUT']]);
  for (const value of [high - hair(high), (high + low) / 2, low + hair(low)]) expect(out(value, Comparison.AT_OR_BEYOND)).toEqual(['IN']);
});

test('neighbouring times in which the same is demanded are one', () => {
  const versions = [{ from: -Infinity, to: 10 }, { from: 10, to: 30 }, { from: 30, to: Infinity }].map((time, index) => ({ ...time, minimum: 2, maximum: index === 2 ? 6 : 8 }));
  expect(demandedIn(versions, { from: 0, to: 50 })).toEqual([{ from: 0, to: 30, minimum: 2, maximum: 8 }, { from: 30, to: 50, minimum: 2, maximum: 6 }]);
});

test('a digest with values on both sides of a limit is refused', () => {
  const digest = digestOf([{ at: 0, value: 5 }, { at: 10, value: 9 }, { at: 20, value: 5 }], { interpolation: STEP, expectedEvery: null }, null)!;
  expect(() => judge([digest], { ...FRIDGE, from: 0, to: 20 })).toThrow(RangeError);
});

interface Seconds {
  from: number;
  to: number;
}
interface Rule extends Seconds {
  minimum: number | null;
  maximum: number | null;
}
interface Watched {
  linear: boolean;
  gap: number | null;
  readings: { at: number; value: number | null }[];
  there: Seconds[];
  rules: Rule[];
}

const NOW = 95;
const seconds = fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 60 })).map(([from, length]) => ({ from, to: from + length }));
const apart = fc.uniqueArray(fc.nat(100), { minLength: 2, maxLength: 6 }).map((bounds) => bounds.toSorted((a, b) => a - b).flatMap((from, index, all) => (index % 2 === 0 && index + 1 < all.length ? [{ from, to: all[index + 1]! }] : [])));
const watched: fc.Arbitrary<Watched> = fc.record({
  linear: fc.boolean(),
  gap: fc.constantFrom(null, 4, 20),
  readings: fc.array(fc.tuple(fc.constantFrom(1, 1, 2, 3, 5, 10, 31), fc.constantFrom(-20, 0, 2, 3, 5, 5, 5, 8, 9, 25, null)), { maxLength: 40 }).map((steps) => {
    let at = -10;
    return steps.map(([step, value]) => ({ at: (at += step), value }));
  }),
  there: apart,
  rules: fc.array(fc.tuple(seconds, fc.constantFrom(null, 2, 4), fc.constantFrom(5, 8, 25)).map(([time, minimum, maximum]) => ({ ...time, minimum, maximum })), { maxLength: 4 }),
});

test.each([['reading by reading', false], ['by digests of whole spans', true]] as const)('whatever sensors say, told %s, and whenever rules change and things are moved, the sums are those of asking each second', (_, digests) => {
  fc.assert(
    fc.property(fc.array(watched, { maxLength: 4 }), seconds, (sensors, interval) => {
      const judged = sensors.flatMap((sensor) => judgedOf(sensor, interval, digests));
      const sums = complianceOf(judged, { from: interval.from * SECOND, to: interval.to * SECOND });
      const walked = sumOf(Array.from({ length: interval.to - interval.from }, (__, index) => secondOf(sensors.map((sensor) => sayingAt(sensor, interval.from + index)))));
      if (!isAlike(sums, walked)) expect(sums).toEqual(walked);
      expect(sums.inRange + sums.outOfRange + sums.unknown).toBe((interval.to - interval.from) * SECOND);
    }),
    { numRuns: 1500, seed: 20261122 },
  );
});

const HOUR = 10 * SECOND;

function judgedOf({ linear, gap, readings, there, rules }: Watched, interval: Seconds, digests: boolean): Judged[] {
  const speech = { interpolation: linear ? LINEAR : STEP, expectedEvery: gap === null ? null : gap * SECOND };
  const said = readings.map(({ at, value }) => ({ at: at * SECOND, value }));
  const bounds = rules.flatMap(({ minimum, maximum }) => [minimum, maximum]).filter((bound) => bound !== null);
  const micros = ({ from, to }: Seconds): Interval => ({ from: from * SECOND, to: to * SECOND });
  return there.flatMap(({ from, to }) => {
    const time = { from: Math.max(from, interval.from), to: Math.min(to, interval.to) };
    if (time.to <= time.from) return [];
    return demandedIn(rules.map((rule) => ({ ...rule, ...micros(rule) })), micros(time)).flatMap((demand) => judge(partsOf(digests ? digested(said, demand) : said, speech, demand, NOW * SECOND), demand));
  });

  function digested(all: readonly Said[], demand: Interval): Told[] {
    return [...Map.groupBy(all, ({ at }) => Math.floor(at / HOUR))].flatMap(([hour, within]): Told[] => {
      const digest = digestOf(within, speech, null)!;
      return hour * HOUR >= demand.from && (hour + 1) * HOUR <= demand.to && !isSplitBy(digest, bounds) && !hasHole(digest) ? [digest] : within;
    });
  }
}

function sayingAt({ linear, gap, readings, there, rules }: Watched, second: number): Saying {
  const holds = ({ from, to }: Seconds) => from <= second && second < to;
  const limits = there.some(holds) ? rules.filter(holds) : [];
  const index = readings.findLastIndex(({ at }) => at <= second);
  const [before, after] = [readings[index], readings[index + 1]];
  if (!before || before.value === null) return { values: null, limits };
  const { at, value } = before;
  if (!linear) return { values: (gap === null || second - at < gap) && (after || second < NOW) ? [value, value] : null, limits };
  if (!after || after.value === null || (gap !== null && after.at - at > gap)) return { values: null, limits };
  const along = (moment: number) => value + ((after.value! - value) * (moment - at)) / (after.at - at);
  return { values: [along(second), along(second + 1)], limits };
}
