import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { arrange, ExposureOf } from './exposure-world.js';
import { record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

type Points = (readonly [minute: number, value: number])[];

let world: World;
let build: ReturnType<typeof arrange>;
const start = Math.floor(now() / MINUTE) * MINUTE - 200_000 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let boxes = 0;

beforeAll(async () => {
  world = await openWorld();
  build = arrange(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

const ask = async (code: string, from: number | null, to: number) => (await world.ask(ExposureOf, { code, from: from === null ? null : minute(from), to: minute(to) })).sample!;

test('a tube goes in its rack from a freezer over a bench, a shipper and another bench to a fridge', async () => {
  const series: Record<string, Points> = {
    freezer: [[0, -78], [240, -77.5]],
    bench: [[240, 21], [255, 22], [265, 22]],
    shipper: [[265, -70], [600, -68], [900, -66]],
    bench2: [[1465, 20]],
    fridge: [[1480, 4.5], [1540, 5], [1600, 9.5], [1620, 5], [1680, 5]],
  };
  await build.profile('JOURNEY', {
    tiers: [
      { code: 'ULT', minimum: null, maximum: -60, minutes: null }, { code: 'ROOM', minimum: 8, maximum: 25, minutes: 720 },
      { code: 'REFRIGERATED', minimum: 2, maximum: 8, minutes: 50_400 }, { code: 'FROZEN', minimum: -25, maximum: -15, minutes: 20_160 },
    ],
  });
  await build.containers('rack', ...Object.keys(series));
  await build.sample('tube', 0, { profile: 'JOURNEY' });
  await build.place('sample', 'tube', 'rack', 0);
  for (const [place, from, to] of [['freezer', 0, 240], ['bench', 240, 265], ['shipper', 265, 1465], ['bench2', 1465, 1480], ['fridge', 1480, null]] as const) await build.place('container', 'rack', place, from, to);
  for (const [code, points] of Object.entries(series)) {
    await build.sensor('container', code, 'temperature', { expectedEvery: 360 });
    await record(world, `${code}/temperature`, start, points);
  }
  const { exposure } = await ask('tube', null, 1680);
  expect(exposure).toMatchObject({ from: minute(0), to: minute(1680), minimum: -78, maximum: 22, coverage: 1475 / 1680, unknown: 'PT3H25M', tooWarm: 'PT0S', tooCold: 'PT0S', mktReason: null });
  expect(exposure.mean).toBeCloseTo(-84_435 / 1475, 9);
  expect(exposure.mkt).toBeCloseTo(-3.2512, 4);
  expect(exposure.segments).toMatchObject([
    { container: { code: 'freezer' }, sensor: { key: 'freezer/temperature' }, from: minute(0), to: minute(240), minimum: -78, maximum: -78, mean: -78 },
    { container: { code: 'bench' }, from: minute(240), to: minute(265), minimum: 21, maximum: 22, mean: 21.4 },
    { container: { code: 'shipper' }, from: minute(265), to: minute(1465), minimum: -70, maximum: -66 },
    { container: { code: 'bench2' }, from: minute(1465), to: minute(1480), mean: 20 },
    { container: { code: 'fridge' }, from: minute(1480), to: minute(1680), minimum: 4.5, maximum: 9.5 },
  ]);
  expect(exposure.budget).toEqual([
    { tier: 'ULT', used: 'PT20H35M', limit: null, remaining: null, exhausted: false },
    { tier: 'ROOM', used: 'PT1H', limit: 'PT12H', remaining: 'PT11H', exhausted: false },
    { tier: 'REFRIGERATED', used: 'PT3H', limit: 'PT840H', remaining: 'PT837H', exhausted: false },
    { tier: 'FROZEN', used: 'PT0S', limit: 'PT336H', remaining: 'PT336H', exhausted: false },
  ]);
});

test('thaws are counted by the readings of its own probe', async () => {
  await build.profile('THAWING', { thawing: { frozenAt: -60, thawedAbove: 0, minutes: 5 } });
  await build.sample('thawed', 0, { profile: 'THAWING' });
  await build.sensor('sample', 'thawed', 'probe');
  await record(world, 'thawed/probe', start, [[0, -75], [10, -20], [20, -75], [30, 5], [40, 6], [50, -70], [60, -1], [70, 4], [72, -5], [80, -70]]);
  expect(await ask('thawed', null, 90)).toMatchObject({ freezeThawCycles: 1, exposure: { coverage: 1, segments: [], unknown: 'PT0S' } });
});

/** The exposure of a sample in a box of its own, whose sensor read these. */
async function told(points: Points, { to, interpolation = 'STEP', profile = null }: { to: number; interpolation?: string; profile?: string | null }) {
  const code = `case-${++boxes}`;
  await build.containers(code);
  await build.sample(code, 0, { profile });
  await build.place('sample', code, code, 0);
  await build.sensor('container', code, 'temperature', { interpolation });
  if (points.length > 0) await record(world, `${code}/temperature`, start, points);
  return (await ask(code, null, to)).exposure;
}

const evenly = (temperatures: readonly number[]): Points => temperatures.map((value, index) => [index, value]);

test.each([
  { temperatures: [5, 5, 5, 5], usual: 5, other: 5 },
  { temperatures: [4, 4, 4, 4, 16], usual: 8.108857215, other: 8.108839188 },
  { temperatures: [2, 4, 8, 2], usual: 4.392633305, other: 4.392629512 },
  { temperatures: [4, 4, 10, 4], usual: 5.951846287, other: 5.951841788 },
  { temperatures: [4, 8, 2], usual: 5.055631847, other: 5.055628243 },
  { temperatures: [0, 40, 100], usual: 85.381389143, other: 85.381270916 },
  { temperatures: [-270, -260], usual: -260.011975159, other: -260.011975263 },
  { temperatures: [2, 25], usual: 19.465946605, other: 19.465911448 },
  { temperatures: [...Array<number>(1000).fill(25), ...Array<number>(6).fill(35)], usual: 25.103853133, other: 25.103852565 },
  { temperatures: [...Array<number>(1000).fill(25), ...Array<number>(6).fill(40)], usual: 25.208990692, other: 25.208988905 },
  { temperatures: [-70, -68.5, -71.2, -69.9], usual: -69.793145617, other: -69.793146583 },
  { temperatures: [21, 24.5, 30, 18.2, 27.7, 22.1], usual: 24.768180652, other: 24.768172973 },
])('mean kinetic temperature $#: of readings that hold for the same time each is $usual, and $other with 83.144 kJ/mol', async ({ temperatures, usual, other }) => {
  await build.run(`insert into stability_profile (code) values ('OTHER') on conflict do nothing`);
  await build.run(`insert into stability_profile_version (profile_id, version, activation_energy, defined_at, defined_by) select id, 1, 83.144, now(), 'test' from stability_profile where code = 'OTHER' on conflict do nothing`);
  const found = await told(evenly(temperatures), { to: temperatures.length });
  const otherwise = await told(evenly(temperatures), { to: temperatures.length, profile: 'OTHER' });
  expect(Math.abs(found.mkt! - usual)).toBeLessThan(1e-6);
  expect(Math.abs(otherwise.mkt! - other)).toBeLessThan(1e-6);
});

test.each([
  { temperatures: [4, 12, 6.5, 30], weights: [600, 30, 240, 5], mean: 5.108571429, mkt: 5.939113576 },
  { temperatures: [5, 30], weights: [600, 5], mean: 5.20661157, mkt: 6.099064651 },
  { temperatures: [2, 30], weights: [60, 1], mean: 2.459016393, mkt: 4.863748334 },
  { temperatures: [2, 30], weights: [60, 60], mean: 16, mkt: 24.063337623 },
  { temperatures: [5, 14], weights: [1080, 360], mean: 7.25, mkt: 8.285215774 },
  { temperatures: [5, 9], weights: [1200, 240], mean: 5.666666667, mkt: 5.815322612 },
  { temperatures: [22, 35], weights: [41_760, 1440], mean: 22.433333333, mkt: 22.879224065 },
  { temperatures: [24.5, 38], weights: [41_760, 1440], mean: 24.95, mkt: 25.426372141 },
])('weighted readings $#: they are $mkt by kinetics and $mean on average', async ({ temperatures, weights, mean, mkt }) => {
  let at = 0;
  const points = temperatures.map((value, index) => [(at += weights[index - 1] ?? 0), value] as const);
  const found = await told(points, { to: weights.reduce((all, each) => all + each, 0) });
  expect(found.mkt).toBeCloseTo(mkt, 6);
  expect(found.mean).toBeCloseTo(mean, 8);
});

test.each([
  { points: [[0, 5], [60, 5], [90, 12], [150, 12], [160, 5], [600, 5]], left: 6.188792329, trapezoid: 6.345445436 },
  { points: [[0, 2], [60, 8]], left: 2, trapezoid: 5.536424509 },
  { points: [[0, 22], [15, 22], [30, 30], [45, 26], [120, 22]], left: 25.803082492, trapezoid: 24.932216742 },
] as { points: Points; left: number; trapezoid: number }[])('readings at $points are $left in steps and $trapezoid along lines', async ({ points, left, trapezoid }) => {
  const to = points.at(-1)![0];
  expect((await told(points, { to })).mkt).toBeCloseTo(left, 6);
  expect((await told(points, { to, interpolation: 'LINEAR' })).mkt).toBeCloseTo(trapezoid, 6);
});

test.each([
  { points: [[0, 10], [60, 20]], step: 10, linear: 15 },
  { points: [[0, 10], [60, 20], [120, 10], [180, 20], [240, 10]], step: 15, linear: 15 },
  { points: [[0, 10], [60, 20], [120, 10], [180, 20], [240, 15]], step: 15, linear: 16.25 - 0.625 },
  { points: [[0, 10], [60, 20], [120, 10], [180, 20], [240, 10], [480, 10], [600, 30], [630, 10], [990, 35], [1800, 60]], step: 22.25, linear: 30.875 },
] as { points: Points; step: number; linear: number }[])('the mean of $points is $step in steps and $linear along lines', async ({ points, step, linear }) => {
  const to = points.at(-1)![0];
  expect((await told(points, { to })).mean).toBeCloseTo(step, 9);
  expect((await told(points, { to, interpolation: 'LINEAR' })).mean).toBeCloseTo(linear, 9);
});

test('days that begin within what an earlier reading says are as long as it speaks', async () => {
  const hours = [[8, 10], [12, 40], [16, 20], [26, 15], [36, 50], [44, 25], [58, 30], [60, 0], [64, 35]] as const;
  await told(hours.map(([hour, value]) => [hour * 60, value]), { to: 24 * 60 });
  const days = await Promise.all([0, 24, 48].map(async (hour) => (await ask(`case-${boxes}`, hour * 60, (hour + 24) * 60)).exposure));
  expect(days.map(({ mean, unknown }) => [Number(mean!.toFixed(9)), unknown])).toEqual([[22.5, 'PT8H'], [28.75, 'PT0S'], [24.583333333, 'PT0S']]);
});

test('where there is no mean kinetic temperature it is said why, and nothing is never 0', async () => {
  await build.condition('FROZEN', 1, 0, { maximum: -15, mktApplicable: false });
  expect(await told([], { to: 10 })).toMatchObject({ minimum: null, maximum: null, mean: null, mkt: null, mktReason: 'NO_DATA', coverage: 0, unknown: 'PT10M', segments: [{ minimum: null, mean: null }] });
  expect(await told([[0, 4], [5, -300]], { to: 10 })).toMatchObject({ minimum: -300, mkt: null, mktReason: 'IMPOSSIBLE_TEMPERATURE' });
  await told([[0, -20]], { to: 10 });
  await build.keep(`case-${boxes}`, 'FROZEN');
  expect((await ask(`case-${boxes}`, null, 10)).exposure).toMatchObject({ minimum: -20, mkt: null, mktReason: 'NOT_APPLICABLE_FROZEN', tooWarm: 'PT0S' });
});
