import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY, formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { createRoller } from '../../src/ingest/digests.js';
import { graphql } from '../client/index.js';
import { arrange } from './exposure-world.js';
import { RecordReadings } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const BrokenProbe = graphql(`
  query BrokenProbe($code: String!, $sensor: String!, $from: DateTime!, $to: DateTime!) {
    sample(code: $code) {
      exposure(from: $from, to: $to) { minimum maximum mean coverage unknown tooWarm budget { tier used } }
      series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } }
    }
    sensor(key: $sensor) { series(from: $from, to: $to, maxPoints: 1) { coverage longestGap buckets { count min max last mean } } }
  }
`);

// Whole hours of a day that is over, so that digests can tell them.
const start = Math.floor(now() / DAY) * DAY - 2 * DAY;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let world: World;

beforeAll(async () => {
  world = await openWorld();
  const build = arrange(world, start);
  await build.profile('PLASMA', { tiers: [{ code: 'FRIDGE', minimum: 2, maximum: 8, minutes: 6000 }] });
  await build.containers('STEP', 'LINEAR');
  await build.condition('COLD', 1, 0, { minimum: 2, maximum: 8 });
  for (const interpolation of ['STEP', 'LINEAR']) {
    await build.keep(interpolation, 'COLD');
    await build.sensor('container', interpolation, 'temperature', { interpolation });
    await build.sample(`IN-${interpolation}`, 0, { profile: 'PLASMA' });
    await build.place('sample', `IN-${interpolation}`, interpolation, 0);
    await report(interpolation, [[0, 5, 'GOOD'], [60, 6, 'GOOD'], [120, 85, 'BAD'], [130, 85, 'UNCERTAIN'], [190, -127, 'BAD']]);
  }
});
afterAll(async () => world[Symbol.asyncDispose]());

async function report(container: string, points: readonly (readonly [minute: number, value: number, quality: 'GOOD' | 'UNCERTAIN' | 'BAD'])[]): Promise<void> {
  const readings = points.map(([at, value, quality]) => ({ sensor: `${container}/temperature`, measuredAt: minute(at), value, quality }));
  expect((await world.ask(RecordReadings, { input: { readings } })).recordReadings.recorded).toBe(points.length);
}

async function ask(interpolation: string, to: number) {
  const { sample, sensor } = await world.ask(BrokenProbe, { code: `IN-${interpolation}`, sensor: `${interpolation}/temperature`, from: minute(0), to: minute(to) });
  // It is alone in what the sensor speaks for.
  expect(sample!.series).toEqual(sensor!.series);
  return { ...sample!.exposure, series: sample!.series };
}

const bucket = (mean: number) => ({ count: 2, min: 5, max: 6, last: 6, mean });
const STEPS = { minimum: 5, maximum: 6, mean: 5.5, coverage: 0.2, unknown: 'PT8H', tooWarm: 'PT0S', budget: [{ tier: 'FRIDGE', used: 'PT2H' }], series: { coverage: 0.2, longestGap: 'PT8H', buckets: [bucket(5.5)] } };
const LINES = { ...STEPS, coverage: 0.1, unknown: 'PT9H', budget: [{ tier: 'FRIDGE', used: 'PT1H' }], series: { coverage: 0.1, longestGap: 'PT9H', buckets: [bucket(5.5)] } };

test('a probe that breaks after its last good value leaves unknown time and no compliance', async () => {
  expect(await ask('STEP', 600)).toEqual(STEPS);
  expect(await ask('LINEAR', 600)).toEqual(LINES);
});

test('so it is when hours are told by their digests, until the probe is well again', async () => {
  for (const container of ['STEP', 'LINEAR']) await report(container, [[24 * 60, 85, 'BAD']]);
  const roll = createRoller(world.database);
  while (await roll());
  expect(await ask('STEP', 600)).toEqual(STEPS);
  expect(await ask('LINEAR', 600)).toEqual(LINES);
  // Two hours of ten at 7 °C, said late.
  for (const container of ['STEP', 'LINEAR']) await report(container, [[360, 7, 'GOOD'], [480, 7, 'GOOD'], [481, 7, 'BAD']]);
  while (await roll());
  expect(await ask('STEP', 600)).toMatchObject({ maximum: 7, unknown: 'PT5H59M', budget: [{ used: 'PT4H1M' }], series: { longestGap: 'PT4H' } });
  expect(await ask('LINEAR', 600)).toMatchObject({ maximum: 7, unknown: 'PT7H', budget: [{ used: 'PT3H' }], series: { longestGap: 'PT5H' } });
});

test('a bad reading that comes late takes back what was known', async () => {
  await report('STEP', [[30, 5, 'BAD']]);
  expect(await ask('STEP', 60)).toMatchObject({ coverage: 0.5, unknown: 'PT30M', series: { coverage: 0.5, longestGap: 'PT30M', buckets: [{ count: 1 }] } });
  await report('LINEAR', [[30, 5, 'BAD']]);
  expect(await ask('LINEAR', 60)).toMatchObject({ minimum: null, coverage: 0, unknown: 'PT1H', series: { coverage: 0, buckets: [{ count: 1, mean: 5 }] } });
});
