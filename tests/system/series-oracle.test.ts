import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayLiteral, openDatabase, sql, type Database } from '../../src/database.js';
import { Interpolation } from '../../src/domain/reading.js';
import { formatInstant, SECOND } from '../../src/domain/time.js';
import { seriesOfSensors } from '../../src/resolvers/read/series.js';
import type { Series } from '../../src/schema/series.js';
import { createDatabase } from '../support/database.js';

// Everything happens at whole seconds, so that within a second nothing begins or ends: what holds in its middle, holds in it.
const START = Date.UTC(2026, 2, 31, 23, 55) * 1000;
const FROM = 300;
const TO = 900;

interface History {
  linear: boolean;
  gap: number | null;
  /** In order of time, each second once. */
  readings: { second: number; value: number; quality: number }[];
}

const history: fc.Arbitrary<History> = fc
  .record({
    linear: fc.boolean(),
    gap: fc.constantFrom(null, 5, 30, 200),
    steps: fc.array(fc.tuple(fc.constantFrom(1, 2, 10, 10, 30, 31, 150), fc.integer({ min: -20, max: 40 }), fc.constantFrom(0, 0, 0, 0, 1, 2)), { maxLength: 60 }),
  })
  .map(({ steps, ...rest }) => {
    let second = 100;
    return { ...rest, readings: steps.map(([step, value, quality]) => ({ second: (second += step), value, quality })) };
  });

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
});
afterAll(() => database.close());

test('the series of any history is what a walk through its seconds says', async () => {
  const histories = fc.sample(history, { numRuns: 300, seed: 20261121 });
  const ids = await store(histories);
  for (const points of [1, 6, 7, 100]) {
    const width = Math.ceil((TO - FROM) / points);
    // A width that is no whole second would begin a bucket in the middle of one.
    const to = FROM + width * points;
    const found = await seriesOfSensors(database.em.fork(), ids, { from: START + FROM * SECOND, to: START + to * SECOND, maxPoints: points });
    found.forEach((series, index) => expect({ points, history: histories[index], series: rounded(series) }).toEqual({ points, history: histories[index], series: walk(histories[index]!, to, width) }));
  }
});

async function store(histories: readonly History[]): Promise<number[]> {
  const em = database.em.fork();
  await sql(em, `select make_reading_partition(month) from unnest('{2026-03-01,2026-04-01}'::date[]) as month`);
  await sql(em, `insert into machine (code, name) values ('M', 'machine')`);
  const { rows } = await sql<{ id: number }>(em, `
    insert into sensor (key, channel, quantity, unit, machine_id, expected_every, interpolation)
    select 'M/' || n, n, 'TEMPERATURE', 'Cel', (select id from machine), gap * interval '1 second', interpolation
    from unnest($1::text::int[], $2::text::text[]) with ordinality as new (gap, interpolation, n) order by n returning id`,
    [arrayLiteral(histories.map(({ gap }) => gap)), arrayLiteral(histories.map(({ linear }) => (linear ? Interpolation.LINEAR : Interpolation.STEP)))]);
  const ids = rows.map(({ id }) => id);
  const readings = histories.flatMap((each, index) => each.readings.map((reading) => ({ ...reading, id: ids[index]! })));
  await sql(em, `
    insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
    select id, at, value, quality, at, 1 from unnest($1::text::int[], $2::text::timestamptz[], $3::text::float8[], $4::text::int[]) as new (id, at, value, quality)`,
    [arrayLiteral(readings.map(({ id }) => id)), arrayLiteral(readings.map(({ second }) => formatInstant(START + second * SECOND))), arrayLiteral(readings.map(({ value }) => value)), arrayLiteral(readings.map(({ quality }) => quality))]);
  return ids;
}

/** The same by asking, for each second, what is known in its middle. */
function walk({ linear, gap, readings }: History, to: number, width: number): unknown {
  const known = readings.filter(({ quality }) => quality === 0);
  const values = Array.from({ length: to - FROM }, (_, cell) => {
    const middle = FROM + cell + 0.5;
    const before = readings.findLast(({ second }) => second < middle);
    const after = readings.find(({ second }) => second > middle);
    if (!before || before.quality > 0) return null;
    if (!linear) return gap === null || middle - before.second < gap ? before.value : null;
    if (!after || after.quality > 0 || (gap !== null && after.second - before.second > gap)) return null;
    return before.value + ((after.value - before.value) * (middle - before.second)) / (after.second - before.second);
  });
  const buckets = Array.from({ length: (to - FROM) / width }, (_, index) => {
    const begin = FROM + index * width;
    const inside = known.filter(({ second }) => second >= begin && second < begin + width).map(({ value }) => value);
    const spoken = values.slice(begin - FROM, begin - FROM + width).filter((value) => value !== null);
    const mean = spoken.length > 0 ? average(spoken) : average(inside);
    return { from: START + begin * SECOND, to: START + (begin + width) * SECOND, count: inside.length, min: Math.min(...inside), max: Math.max(...inside), first: inside[0], last: inside.at(-1), mean: round(mean) };
  });
  // A reading ends a silence, even where it speaks for no time.
  let silence = 0;
  const silences = values.map((value, cell) => (silence = value !== null ? 0 : known.some(({ second }) => second === FROM + cell) ? 1 : silence + 1));
  return {
    resolution: width,
    buckets: buckets.filter(({ count }) => count > 0),
    coverage: round(values.filter((value) => value !== null).length / values.length),
    longestGap: Math.max(...silences) * SECOND,
  };
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Math.round(value * 1e6) / 1e6;
const rounded = (series: Series) => ({ ...series, coverage: round(series.coverage), buckets: series.buckets.map((bucket) => ({ ...bucket, mean: round(bucket.mean) })) });
