import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { SECOND } from '../../src/domain/time.js';
import { seriesOfSamples } from '../../src/resolvers/read/sample-series.js';
import { cellAt, chainAt, journey, judged, type Journey } from '../support/exposure-oracle.js';
import { createDatabase } from '../support/database.js';
import { momentOf, store, storeReadings, type Stored } from './journeys.js';

const FROM = 20;
const TO = 100;
// The newest reading of all speaks until now, which here is long after.
const journeys = fc.sample(journey, { numRuns: 300, seed: 20261122 });
let database: Database;
let stored: Stored;

beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
  stored = await store(database.em.fork(), journeys);
  await storeReadings(database.em.fork(), journeys, stored);
});
afterAll(() => database.close());

test('the series of a sample is what a walk through its seconds says, over all sensors that spoke for it', async () => {
  for (const points of [1, 8, 80]) {
    const found = await seriesOfSamples(database.em.fork(), stored.samples.map(([first]) => first!), { from: momentOf(FROM), to: momentOf(TO), maxPoints: points });
    found.forEach(({ buckets, coverage, longestGap, moves }, index) => {
      const told = {
        buckets: buckets.map(({ from, to, count, min, max, first, last, mean }) => [from, to, count, min, max, first, last, round(mean)]), coverage: round(coverage), longestGap: longestGap / SECOND,
        moves: moves.map(({ at, containers }) => [at, ...containers]),
      };
      expect({ index, points, ...told }).toEqual({ index, points, ...walkSeries(journeys[index]!, (TO - FROM) / points, stored.containers[index]!) });
    });
  }
});

test('a sensor in another unit tells in °C', async () => {
  const em = database.em.fork();
  const index = journeys.findIndex((each) => walkSeries(each, 80, []).buckets.length > 0 && each.sensors.length === 1);
  await sql(em, `update sensor set unit = '[degF]' where id = $1`, [stored.sensors[index]![0]]);
  await sql(em, 'update reading set value = value * 1.8 + 32 where sensor_id = $1', [stored.sensors[index]![0]]);
  const [series] = await seriesOfSamples(em, [stored.samples[index]![0]!], { from: momentOf(FROM), to: momentOf(TO), maxPoints: 1 });
  const [bucket] = walkSeries(journeys[index]!, 80, []).buckets;
  expect(series!.buckets.map(({ min, max, first, last }) => [min, max, first, last])).toEqual([bucket!.slice(3, 7)]);
});

const round = (value: number) => Math.round(value * 1e6) / 1e6 + 0;
const average = (values: readonly number[]) => values.reduce((all, each) => all + each, 0) / values.length;

function walkSeries(world: Journey, width: number, containers: readonly number[]) {
  const seconds = Array.from({ length: TO - FROM }, (_, index) => FROM + index);
  const cells = seconds.map((second) => {
    const { sensor, first, last } = cellAt(world, 0, second, Infinity);
    const reading = sensor === null ? undefined : world.sensors[sensor]!.readings.find(({ at }) => at === second);
    return { second, mean: first === null || last === null ? null : (first + last) / 2, read: reading && judged(world.sensors[sensor!]!, reading) };
  });
  const buckets = Array.from({ length: (TO - FROM) / width }, (_, index) => cells.slice(index * width, (index + 1) * width)).flatMap((within, index) => {
    const values = within.flatMap(({ read }) => (typeof read === 'number' ? [read] : []));
    const means = within.flatMap(({ mean }) => (mean === null ? [] : [mean]));
    if (values.length === 0) return [];
    return [[momentOf(FROM + index * width), momentOf(FROM + (index + 1) * width), values.length, Math.min(...values), Math.max(...values), values[0]!, values.at(-1)!, round(average(means.length > 0 ? means : values))]];
  });
  // A reading ends a silence, even where it speaks for no time.
  let silence = 0;
  const silences = cells.map(({ mean, read }) => (silence = mean !== null ? 0 : typeof read === 'number' ? 1 : silence + 1));
  const moves = seconds.slice(1).filter((second) => String(chainAt(world, 0, second)) !== String(chainAt(world, 0, second - 1)));
  return {
    buckets, coverage: round(cells.filter(({ mean }) => mean !== null).length / cells.length), longestGap: Math.max(...silences),
    moves: moves.map((second) => [momentOf(second), ...chainAt(world, 0, second).map((container) => containers[container]!)]),
  };
}
