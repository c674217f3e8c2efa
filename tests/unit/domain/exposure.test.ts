import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { budgetOf, timeInTiers } from '../../../src/domain/budget.js';
import { summarize } from '../../../src/domain/exposure.js';
import { Thaws, type ThawRule } from '../../../src/domain/freeze-thaw.js';
import { MeanKinetic } from '../../../src/domain/mean-kinetic.js';
import { Interpolation } from '../../../src/domain/reading.js';
import { cutStretch, stretchesOf, type Stretch } from '../../../src/domain/stretch.js';
import { MINUTE } from '../../../src/domain/time.js';
import { voicesOf } from '../../../src/domain/voice.js';

const { STEP, LINEAR } = Interpolation;
type Points = (readonly [minute: number, value: number | null])[];

// A tube in a rack that goes from a freezer over a bench, a shipper and another bench to a fridge. Minutes and °C.
const NOW = 1680;
const SERIES: Record<string, Points> = {
  freezer: [[0, -78], [240, -77.5]],
  bench: [[240, 21], [255, 22], [265, 22]],
  shipper: [[265, -70], [600, -68], [900, -66]],
  otherBench: [[1465, 20]],
  fridge: [[1480, 4.5], [1540, 5], [1600, 9.5], [1620, 5], [1680, 5]],
};
const STAYS = ([['rack', 1, 0, null], ['freezer', 2, 0, 240], ['bench', 2, 240, 265], ['shipper', 2, 265, 1465], ['otherBench', 2, 1465, 1480], ['fridge', 2, 1480, null]] as const).map(
  ([asset, depth, from, to]) => ({ asset, depth, from: from * MINUTE, to: to === null ? null : to * MINUTE }),
);
const SENSORS = Object.keys(SERIES);
const MOUNTS = SENSORS.map((asset, sensor) => ({ asset, sensor, from: 0, to: null }));

function journey(): (Stretch & { asset: string })[] {
  return voicesOf(STAYS, MOUNTS, { from: 0, to: NOW * MINUTE }).flatMap((voice) =>
    stretches(SERIES[SENSORS[voice.sensor!]!]!, { gap: 360, from: voice.from / MINUTE, to: voice.to / MINUTE }).map((stretch) => ({ ...stretch, asset: voice.asset! })));
}

test('a journey over five containers is told by the sensor that was nearest at each moment, and silence is nobody\'s word', () => {
  expect(journey().map(({ asset, from, to, first }) => [asset, from / MINUTE, to / MINUTE, first])).toEqual([
    ['freezer', 0, 240, -78], ['bench', 240, 255, 21], ['bench', 255, 265, 22], ['shipper', 265, 600, -70], ['shipper', 600, 900, -68], ['shipper', 900, 1260, -66],
    ['otherBench', 1465, 1480, 20], ['fridge', 1480, 1540, 4.5], ['fridge', 1540, 1600, 5], ['fridge', 1600, 1620, 9.5], ['fridge', 1620, 1680, 5],
  ]);
  expect(summarize(journey(), { from: 0, to: NOW * MINUTE }, { minimum: null, maximum: -60 })).toEqual({
    minimum: -78, maximum: 22, mean: expect.closeTo(-84_435 / 1475, 9), known: 1475 * MINUTE, unknown: 205 * MINUTE, coverage: 1475 / 1680, tooWarm: 240 * MINUTE, tooCold: 0,
  });
  const mean = new MeanKinetic();
  for (const stretch of journey()) mean.add(stretch);
  expect(mean.value).toBeCloseTo(-3.2512, 4);
});

const TIERS = [
  { code: 'ULT', minimum: null, maximum: -60, limit: null },
  { code: 'ROOM', minimum: 8, maximum: 25, limit: 720 * MINUTE },
  { code: 'REFRIGERATED', minimum: 2, maximum: 8, limit: 50_400 * MINUTE },
  { code: 'FROZEN', minimum: -25, maximum: -15, limit: 20_160 * MINUTE },
];

test('each tier of the stability budget is used by the time that was spent at its temperatures', () => {
  const used = timeInTiers(TIERS, journey());
  expect(used.map((each) => each / MINUTE)).toEqual([1235, 60, 180, 0]);
  expect(budgetOf(TIERS, used).map(({ remaining, exhausted }) => [remaining === null ? null : remaining / MINUTE, exhausted])).toEqual([[null, false], [660, false], [50_220, false], [20_160, false]]);
});

test('more than there was is exhausted', () => {
  expect(budgetOf(TIERS, [0, 720 * MINUTE, 0, 0])[1]).toMatchObject({ remaining: 0, exhausted: false });
  expect(budgetOf(TIERS, [0, 721 * MINUTE, 0, 0])[1]).toMatchObject({ remaining: -MINUTE, exhausted: true });
});

test.each([
  { name: 'at the bound of two tiers belongs to the colder', points: [[0, 8], [10, 8]], of: STEP, fridge: 10, room: 0 },
  { name: 'at a bound that no other tier shares belongs to the tier', points: [[0, 2], [10, 25], [20, 1]], of: STEP, fridge: 10, room: 10 },
  { name: 'that crosses a bound on a line is in each tier for its part', points: [[0, 4], [10, 12]], of: LINEAR, fridge: 5, room: 5 },
  { name: 'outside of all tiers is in none', points: [[0, 40], [10, -3], [20, 5]], of: STEP, fridge: 0, room: 0 },
] as { name: string; points: Points; of: Interpolation; fridge: number; room: number }[])('time $name', ({ points, of, fridge, room }) => {
  const tiers = [{ code: 'ROOM', minimum: 8, maximum: 25, limit: null }, { code: 'FRIDGE', minimum: 2, maximum: 8, limit: null }];
  expect(timeInTiers(tiers, stretches(points, { of })).map((each) => each / MINUTE)).toEqual([room, fridge]);
});

test.each([
  {
    name: 'a touch of warmth does not count, a thaw does, a short one does not',
    points: [[0, -75], [10, -20], [20, -75], [30, 5], [40, 6], [50, -70], [60, -1], [70, 4], [72, -5], [80, -70]], count: 1,
  },
  { name: 'what was never frozen does not thaw', points: [[0, 5], [60, 6]], count: 0 },
  { name: 'it counts once however often it wavers while it is thawed', points: [[0, -75], [10, 5], [20, -5], [30, 5], [60, 5]], count: 1 },
  { name: 'it counts again once it was frozen again', points: [[0, -75], [10, 5], [20, -75], [30, 5], [40, -75]], count: 2 },
  { name: 'exactly as long as it takes is enough', points: [[0, -75], [10, 5], [15, -75]], count: 1 },
] as { name: string; points: Points; count: number }[])('thaws: $name', ({ points, count }) => {
  expect(countThaws(stretches(points), { frozenAt: -60, thawedAbove: 0, thawTime: 5 * MINUTE })).toBe(count);
});

test('thaws that are counted time by time and merged, however the times are cut and joined, are those of the whole', () => {
  const levels = fc.constantFrom(-75, -60, -1, 0, 1, 5, 5, 5);
  const lines = fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 0, 1), fc.integer({ min: 1, max: 3 }), levels, levels, fc.boolean()), { maxLength: 30 });
  fc.assert(
    fc.property(lines, fc.infiniteStream(fc.nat(1000)), (steps, random) => {
      let at = 0;
      const all = steps.map(([gap, length, first, last, isStep]): Stretch => ({ from: (at += gap * MINUTE), to: (at += length * MINUTE), first, last: isStep ? first : last }));
      const groups = all.map((each) => thawsIn([each], RULE));
      while (groups.length > 1) {
        const place = random.next().value! % (groups.length - 1);
        groups[place]!.merge(groups[place + 1]!);
        groups.splice(place + 1, 1);
      }
      expect(groups[0]?.count ?? 0).toBe(counted(all, RULE));
    }),
    { numRuns: 3000, seed: 20261123 },
  );
});

const RULE = { frozenAt: -60, thawedAbove: 0, thawTime: 5 * MINUTE };

/** Step by step, with one state. */
function counted(stretches: readonly Stretch[], { frozenAt, thawedAbove, thawTime }: ThawRule): number {
  let [thaws, frozen, since, known] = [0, false, Infinity, -1];
  for (const { from, to, first, last } of stretches) {
    const crossing = from + ((thawedAbove - first) / (last - first)) * (to - from);
    const crosses = Math.min(first, last) < thawedAbove && Math.max(first, last) > thawedAbove;
    if (from !== known || first < thawedAbove || Math.max(first, last) <= thawedAbove) since = Infinity;
    if (first <= frozenAt) frozen = true;
    if (Math.max(first, last) > thawedAbove) {
      since = Math.min(since, crosses && first < last ? crossing : from);
      if (frozen && (crosses && first > last ? crossing : to) - since >= thawTime) [thaws, frozen] = [thaws + 1, false];
    }
    if (last < thawedAbove) since = Infinity;
    if (last <= frozenAt) frozen = true;
    known = to;
  }
  return thaws;
}

test('a thaw along a line begins where the line crosses the threshold', () => {
  const thaws = (minutes: number) => countThaws(stretches([[0, -60], [10, 60], [20, -60]], { of: LINEAR }), { frozenAt: -60, thawedAbove: 0, thawTime: minutes * MINUTE });
  expect([thaws(10), thaws(10.1)]).toEqual([1, 0]);
});

test.each([['in one piece', 100], ['minute by minute', 1]])('a thaw along lines of exactly as long as it takes counts, and one that is a microsecond less does not, told %s, though no crossing is at a whole microsecond', (_, minutes) => {
  const counts = Array.from({ length: 1000 }, (__, n) => {
    // Warm for the last 24th of the way up and the first of the way down: these have an eighth and seven eighths of a microsecond.
    const start = Date.UTC(2026, 10, 22) * 1000 + n;
    const [up, down] = [7 * MINUTE + 24 * 7919 * n + 3, 5 * MINUTE + 24 * 104_729 * n + 21];
    const said = [{ at: start, value: -23 }, { at: start + up, value: 1 }, { at: start + up + down, value: -23 }];
    const lines = stretchesOf(said, { interpolation: LINEAR, expectedEvery: null }, { from: start, to: start + up + down }, start);
    const pieces = lines.flatMap((line) => inPieces(line, minutes * MINUTE).map((piece) => cutStretch(line, piece)!));
    return [0, 1].map((more) => countThaws(pieces, { frozenAt: -20, thawedAbove: 0, thawTime: (up + down) / 24 + more }));
  });
  expect(new Set(counts.map(String))).toEqual(new Set(['1,0']));
});

const inPieces = ({ from, to }: Stretch, length: number) => Array.from({ length: Math.ceil((to - from) / length) }, (_, n) => ({ from: from + n * length, to: from + (n + 1) * length }));

test.each([
  { name: 'two readings', points: [[0, 10], [1, 20]], step: 10, linear: 15 },
  { name: 'five in even steps', points: [[0, 10], [1, 20], [2, 10], [3, 20], [4, 10]], step: 15, linear: 15 },
  { name: 'uneven ones', points: [[0, 10], [1, 20], [2, 10], [3, 20], [4, 10], [8, 10], [10, 30], [10.5, 10], [16.5, 35], [30, 60]], step: 22.25, linear: 30.875 },
] as { name: string; points: Points; step: number; linear: number }[])('the mean of $name is weighted by time', ({ points, step, linear }) => {
  const mean = (of: Interpolation) => summarize(stretches(points, { of }), { from: 0, to: points.at(-1)![0] * MINUTE }, { minimum: null, maximum: null }).mean;
  expect([mean(STEP), mean(LINEAR)]).toEqual([expect.closeTo(step, 9), expect.closeTo(linear, 9)]);
});

test.each([
  { name: 'ends what the one before it says', points: [[0, 5], [10, null], [30, 7], [40, 5]], step: [[0, 10], [30, 40]], linear: [[30, 40]] },
  { name: 'leads no line, and no line crosses it', points: [[0, 5], [10, 6], [12, null], [20, 7], [30, 8]], step: [[0, 10], [10, 12], [20, 30]], linear: [[0, 10], [20, 30]] },
  { name: 'says the same twice', points: [[0, 5], [5, null], [10, null], [20, 5], [22, 6]], step: [[0, 5], [20, 22]], linear: [[20, 22]] },
  { name: 'ends what the newest says, too', points: [[0, 5], [10, 6], [15, null], [20, null]], step: [[0, 10], [10, 15]], linear: [[0, 10]] },
  { name: 'comes too late to end what was over by then', points: [[0, 5], [60, null], [70, 5], [80, 5]], step: [[0, 50], [70, 80]], linear: [[70, 80]] },
] as { name: string; points: Points; step: number[][]; linear: number[][] }[])('a reading that is not known $name', ({ points, step, linear }) => {
  const known = (of: Interpolation) => stretches(points, { of, gap: 50 }).map(({ from, to }) => [from / MINUTE, to / MINUTE]);
  expect([known(STEP), known(LINEAR)]).toEqual([step, linear]);
});

test('warm and cold time are told apart and never netted', () => {
  const summary = summarize(stretches([[0, 9], [10, 1], [20, 8], [30, 2], [40, 5]]), { from: 0, to: 50 * MINUTE }, { minimum: 2, maximum: 8 });
  expect([summary.tooWarm, summary.tooCold, summary.unknown].map((each) => each / MINUTE)).toEqual([10, 10, 10]);
});

test('where nothing is known, nothing is said', () => {
  expect(summarize([], { from: 0, to: MINUTE }, { minimum: 2, maximum: 8 })).toEqual({ minimum: null, maximum: null, mean: null, known: 0, unknown: MINUTE, coverage: 0, tooWarm: 0, tooCold: 0 });
});

const countThaws = (all: readonly Stretch[], rule: ThawRule): number => thawsIn(all, rule).count;

function thawsIn(all: readonly Stretch[], rule: ThawRule): Thaws {
  const thaws = new Thaws(rule);
  for (const each of all) thaws.add(each);
  return thaws;
}

interface Cut {
  of?: Interpolation;
  gap?: number | null;
  from?: number;
  to?: number;
}

function stretches(points: Points, { of = STEP, gap = null, from = points[0]![0], to = points.at(-1)![0] }: Cut = {}): Stretch[] {
  return stretchesOf(points.map(([minute, value]) => ({ at: minute * MINUTE, value })), { interpolation: of, expectedEvery: gap === null ? null : gap * MINUTE }, { from: from * MINUTE, to: to * MINUTE }, NOW * MINUTE);
}
