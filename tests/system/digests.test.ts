import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { hasHole, isSplitBy } from '../../src/domain/digest.js';
import { isDigest, partsOf } from '../../src/domain/part.js';
import { stretchesOf, type Interval } from '../../src/domain/stretch.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { createRoller } from '../../src/ingest/digests.js';
import { openRecording } from '../../src/ingest/recording.js';
import { createLog } from '../../src/log.js';
import { toldBySensors } from '../../src/resolvers/read/told.js';
import { createDatabase } from '../support/database.js';
import { account, arrivalsOf, BATCHES, BOUNDS, history, isSame, saidAfter, START, storeSensors, type History } from './digest-histories.js';

const SENSORS = 40;
const DAYS = 5;

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
});
afterAll(() => database.close());

const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: -120, max: DAYS * 1440 }), fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: DAYS * 1440 })), fc.constantFrom(1, 60))
  .map(([from, length, round]) => ({ from: START + Math.floor(from / round) * round * MINUTE, to: START + Math.ceil((from + length) / round) * round * MINUTE }));

test('after every batch, in whatever order readings come, digests tell of any interval what its readings tell', async () => {
  const histories = fc.sample(history, { numRuns: SENSORS, seed: 20261122 });
  const ids = await storeSensors(database, histories);
  const bus = createInProcessBus(createLog('silent'));
  await using recording = await openRecording({ database, bus, log: createLog('error'), autoRegister: false });
  const roll = createRoller(database);
  const seen = { digests: 0, days: 0, readings: 0, broken: 0, wrong: [] as unknown[] };
  for (let batch = 0; batch < BATCHES; batch += 1) {
    await recording.recordReadings(histories.flatMap((each, index) => arrivalsOf(each, index, batch)));
    await compare(histories, ids, batch, seen);
    // Not always to the end: a part of what is due stays so.
    for (let step = 0; step < (batch % 2 === 0 ? 1000 : 4) && (await roll()); step += 1);
    await compare(histories, ids, batch, seen);
  }
  expect(seen.wrong).toEqual([]);
  // Late readings had digests to throw away, and there was enough of everything to be wrong about.
  expect(seen.digests).toBeGreaterThan(5000);
  expect(seen.days).toBeGreaterThan(100);
  expect(seen.readings).toBeGreaterThan(5000);
  expect(seen.broken).toBeGreaterThan(500);
});

test('another activation energy needs the readings of temperatures, and of nothing else', async () => {
  const ids = (await sql<{ id: number; quantity: string }>(database.em.fork(), 'select id, quantity from sensor order by id')).rows;
  const asked = ids.map(({ id }) => ({ sensor: id, from: START, to: START + DAYS * 24 * HOUR }));
  const heard = await toldBySensors(database.em.fork(), asked, { bounds: [], activation: 9_000 });
  const withDigests = ids.filter((_, index) => heard[index]!.told.some(isDigest));
  expect(new Set(withDigests.map(({ quantity }) => quantity))).toEqual(new Set(['HUMIDITY']));
});

test('a digest is told exactly where no bound runs through it or touches it, however many bounds there are', async () => {
  const ids = (await sql<{ id: number }>(database.em.fork(), 'select id from sensor')).rows;
  const hours = ids.flatMap(({ id }) => Array.from({ length: DAYS * 24 }, (_, hour) => ({ sensor: id, from: START + hour * HOUR, to: START + (hour + 1) * HOUR })));
  const digests = async (bounds: number[]) => (await toldBySensors(database.em.fork(), hours, { bounds })).map(({ told }) => told.find(isDigest));
  const all = await digests([]);
  const { minimum, maximum } = all.find((found) => found !== undefined && found.minimum < found.maximum)!;
  // More than a statement may have parameters.
  const many = [...Array.from({ length: 70_000 }, (_, n) => 1e6 + n), ...BOUNDS];
  for (const bounds of [many, [minimum], [maximum]]) {
    expect((await digests(bounds)).map((found) => found !== undefined)).toEqual(all.map((found) => found !== undefined && !isSplitBy(found, bounds)));
  }
});

test('whoever must see every break in what is known gets no digest that hides one', async () => {
  const ids = (await sql<{ id: number }>(database.em.fork(), 'select id from sensor')).rows;
  const asked = ids.map(({ id }) => ({ sensor: id, from: START, to: START + DAYS * 24 * HOUR }));
  const digests = async (unbroken: boolean) => (await toldBySensors(database.em.fork(), asked, { bounds: [], unbroken })).flatMap(({ told }) => told.filter(isDigest));
  expect((await digests(false)).filter(hasHole).length).toBeGreaterThan(20);
  const unbroken = await digests(true);
  expect([unbroken.length > 100, unbroken.filter(hasHole)]).toEqual([true, []]);
});

async function compare(histories: readonly History[], ids: readonly number[], batch: number, seen: { digests: number; days: number; readings: number; broken: number; wrong: unknown[] }): Promise<void> {
  const intervals = fc.sample(interval, { numRuns: SENSORS * 4, seed: batch });
  const now = START + DAYS * 24 * HOUR;
  const asked = intervals.map((each, index) => ({ ...each, sensor: ids[index % SENSORS]! }));
  const heard = await toldBySensors(database.em.fork(), asked, { bounds: BOUNDS });
  heard.forEach(({ told, speech }, index) => {
    const each = histories[index % SENSORS]!;
    const digests = told.filter(isDigest);
    seen.digests += digests.length;
    seen.days += digests.filter(({ firstAt, lastAt }) => lastAt - firstAt > HOUR).length;
    seen.readings += told.length - digests.length;
    seen.broken += digests.filter(({ firstValue, lastValue }) => firstValue === null || lastValue === null).length;
    const expected = account(stretchesOf(saidAfter(each, batch), each, intervals[index]!, now), intervals[index]!, each.quantity === 'TEMPERATURE');
    const found = account(partsOf(told, speech, intervals[index]!, now), intervals[index]!, each.quantity === 'TEMPERATURE');
    if (!isSame(found, expected)) seen.wrong.push({ batch, interval: intervals[index], history: each, told, found, expected });
  });
}
