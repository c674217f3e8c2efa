import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, MINUTE, SECOND, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { RecordReadings, RegisterMachine, RegisterSensor } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const SeriesOf = graphql(`
  query SeriesOf($key: String!, $from: DateTime!, $to: DateTime!, $maxPoints: Int) {
    sensor(key: $key) { series(from: $from, to: $to, maxPoints: $maxPoints) { resolution coverage longestGap buckets { from to count min max first last mean } } }
  }
`);

interface Setting {
  points: readonly (readonly [second: number, value: number])[];
  linear?: boolean;
  expectedEvery?: string;
}

let world: World;
let sensors = 0;
// Long ago: what is newest speaks until the end of every interval.
const start = Date.UTC(2026, 2, 1) * 1000;
const second = (seconds: number) => formatInstant(start + seconds * SECOND);

beforeAll(async () => {
  world = await openWorld();
  await world.ask(RegisterMachine, { input: { code: 'M', name: 'machine' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

async function sensorWith({ points, linear = false, expectedEvery }: Setting): Promise<string> {
  const channel = `t${++sensors}`;
  await world.ask(RegisterSensor, { input: { machine: 'M', channel, quantity: 'TEMPERATURE', interpolation: linear ? 'LINEAR' : 'STEP', expectedEvery: expectedEvery ?? null } });
  const readings = points.map(([at, value]) => ({ sensor: `M/${channel}`, measuredAt: second(at), value }));
  expect((await world.ask(RecordReadings, { input: { readings } })).recordReadings.recorded).toBe(points.length);
  return `M/${channel}`;
}

async function seriesOf(setting: Setting, from: number, to: number, maxPoints?: number) {
  const { sensor } = await world.ask(SeriesOf, { key: await sensorWith(setting), from: second(from), to: second(to), maxPoints: maxPoints ?? null });
  return sensor!.series;
}

// Expected means are those of timescaledb-toolkit's tests and documentation of time_weight.
test.each([
  { points: [[0, 10], [60, 20]], step: 10, linear: 15 },
  { points: [[0, 10], [60, 20], [120, 10], [180, 20], [240, 10]], step: 15, linear: 15 },
  { points: [[0, 10], [60, 20], [120, 10], [180, 20], [240, 15]], step: 15, linear: 15.625 },
  { points: [[0, 10], [60, 20], [120, 10], [180, 20], [240, 10], [480, 10], [600, 30], [630, 10], [990, 35], [1800, 60]], step: 22.25, linear: 30.875 },
] as const)('the time-weighted mean of $points.length readings is $step in steps and $linear along lines', async ({ points, step, linear }) => {
  const end = points.at(-1)![0];
  expect((await seriesOf({ points }, 0, end, 1)).buckets[0]?.mean).toBeCloseTo(step, 9);
  expect((await seriesOf({ points, linear: true }, 0, end, 1)).buckets[0]?.mean).toBeCloseTo(linear, 9);
});

test('a reading holds into the next bucket, and nothing is known before the first', async () => {
  const hour = 3600;
  const points = ([[8, 10], [12, 40], [16, 20], [26, 15], [36, 50], [44, 25], [58, 30], [60, 0], [64, 35]] as const).map(([at, value]) => [at * hour, value] as const);
  const { buckets, coverage, resolution, longestGap } = await seriesOf({ points }, 0, 72 * hour, 3);
  expect(resolution).toBe(24 * hour);
  expect(buckets.map(({ mean }) => mean)).toEqual([22.5, 28.75, expect.closeTo(24.583333333333332, 9)]);
  expect(buckets.map(({ from, count, min, max, first, last }) => [from, count, min, max, first, last])).toEqual([
    [second(0), 3, 10, 40, 10, 20],
    [second(24 * hour), 3, 15, 50, 15, 25],
    [second(48 * hour), 3, 0, 35, 30, 35],
  ]);
  expect(coverage).toBeCloseTo(64 / 72, 12);
  expect(longestGap).toBe('PT8H');
});

// The table of OPC 10000-13 3.1.6: 10 and, ten seconds later, 20. The value at a moment is read here as the mean of the second around it.
test.each([
  { at: 5, step: 10, line: 15 },
  { at: 8, step: 10, line: 18 },
])('$at seconds behind a reading of 10 stands $step in steps and $line on the line to 20', async ({ at, step, line }) => {
  for (const [linear, expected] of [[false, step], [true, line]] as const) {
    const key = await sensorWith({ points: [[0, 10], [10, 20]], linear });
    const mean = async (end: number) => (await world.ask(SeriesOf, { key, from: second(0), to: second(end), maxPoints: 1 })).sensor!.series.buckets[0]!.mean * end;
    const [before, after] = [await mean(at - 0.5), await mean(at + 0.5)];
    expect(after - before).toBeCloseTo(expected, 6);
  }
});

test('a gap is never bridged: a reading speaks for at most expectedEvery, and a line ends before it', async () => {
  const points = [[0, 10], [60, 10], [600, 40], [660, 40]] as const;
  const step = await seriesOf({ points, expectedEvery: 'PT2M' }, 0, 720, 12);
  expect(step.buckets.map(({ from, mean }) => [from, mean])).toEqual([[second(0), 10], [second(60), 10], [second(600), 40], [second(660), 40]]);
  expect(step.coverage).toBeCloseTo((180 + 120) / 720, 12);
  expect(step.longestGap).toBe('PT7M');
  const line = await seriesOf({ points, expectedEvery: 'PT2M', linear: true }, 0, 720, 12);
  expect(line.coverage).toBeCloseTo(120 / 720, 12);
  expect(line.longestGap).toBe('PT9M');
  expect(line.buckets.map(({ mean }) => mean)).toEqual([10, 10, 40, 40]);
});

test('an extreme that lasts for one reading of thousands is in its bucket', async () => {
  const points = Array.from({ length: 3000 }, (_, index) => [index, index === 1717 ? 99 : index === 1718 ? -99 : 5] as const);
  const { buckets } = await seriesOf({ points }, 0, 3000, 100);
  expect(buckets).toHaveLength(100);
  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
  expect(Math.max(...buckets.map(({ max }) => max))).toBe(99);
  expect(Math.min(...buckets.map(({ min }) => min))).toBe(-99);
  expect(buckets[57]).toMatchObject({ from: second(1710), to: second(1740), count: 30, first: 5, last: 5, mean: (28 * 5) / 30 });
});

test('only readings that may be judged count, and others end what these say', async () => {
  const key = await sensorWith({ points: [[0, 4]] });
  const measuredAt = second(10);
  await world.ask(RecordReadings, { input: { readings: [{ sensor: key, measuredAt, value: 1000, quality: 'BAD' }, { sensor: key, measuredAt: second(11), value: 500, quality: 'UNCERTAIN' }] } });
  const answer = async () => (await world.ask(SeriesOf, { key, from: second(0), to: second(20), maxPoints: 1 })).sensor!.series;
  expect(await answer()).toMatchObject({ coverage: 0.5, longestGap: 'PT10S', buckets: [{ count: 1, max: 4, last: 4, mean: 4 }] });
  await sql(world.database.em.fork(), 'update sensor set trust_uncertain = true where key = $1', [key]);
  expect(await answer()).toMatchObject({ coverage: 0.95, longestGap: 'PT1S', buckets: [{ count: 2, max: 500, last: 500, mean: (4 * 10 + 500 * 9) / 19 }] });
});

test('nothing is known of a sensor without readings, nor of the future', async () => {
  expect(await seriesOf({ points: [] }, 0, 3600)).toEqual({ resolution: 7.2, coverage: 0, longestGap: 'PT1H', buckets: [] });
  const key = await sensorWith({ points: [[0, 4]] });
  const from = now() - 30 * MINUTE;
  const { sensor } = await world.ask(SeriesOf, { key, from: formatInstant(from), to: formatInstant(from + 60 * MINUTE), maxPoints: 2 });
  expect(sensor?.series.coverage).toBeCloseTo(0.5, 2);
  expect(sensor?.series.longestGap).toMatch(/^PT(29M5\d|30M)/);
});

test.each([
  [{ from: second(10), to: second(10) }, 'from must be before to.'],
  [{ from: second(0), to: second(10), maxPoints: 5001 }, 'maxPoints is 5001'],
  [{ from: second(0), to: second(10), maxPoints: 0 }, 'maxPoints is 0'],
] as const)('an interval that cannot be is refused: %j', async (variables, reason) => {
  const key = await sensorWith({ points: [] });
  expect(await world.errorsOf(SeriesOf, { key, ...variables })).toMatchObject([{ message: expect.stringContaining(reason), extensions: { code: 'BAD_USER_INPUT' } }]);
});
