import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { Interpolation } from '../../src/domain/reading.js';
import { MINUTE } from '../../src/domain/time.js';
import { toldBySensors } from '../../src/resolvers/read/told.js';
import { createDatabase } from '../support/database.js';

const START = Date.UTC(2026, 2, 31, 23, 55) * 1000;
const minute = (n: number) => START + n * MINUTE;

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
  await sql(database.em.fork(), `select make_reading_partition(month) from unnest('{2026-03-01,2026-04-01}'::date[]) as month`);
  await sql(database.em.fork(), `insert into machine (code, name) values ('M', 'machine')`);
});
afterAll(() => database.close());

test.each([
  { unit: 'Cel', of: (celsius: number) => celsius },
  { unit: 'K', of: (celsius: number) => celsius + 273.15 },
  { unit: '[degF]', of: (celsius: number) => celsius * 1.8 + 32 },
])('a sensor in $unit tells an interval in °C: what was said in it, the last before it and the first behind it', async ({ unit, of }) => {
  const sensor = await sensorWith({ unit, trust: false }, [[0, of(1), 0], [5, of(2), 0], [6, of(99), 1], [10, of(8), 0], [15, of(3.5), 0], [16, of(99), 2], [20, of(4), 0], [21, of(99), 1], [25, of(5), 0], [30, of(6), 0]]);
  const [heard] = await toldBySensors(database.em.fork(), [{ sensor, from: minute(10), to: minute(20) }], { bounds: [] });
  expect(heard).toEqual({
    told: [{ at: minute(6), value: null }, { at: minute(10), value: 8 }, { at: minute(15), value: 3.5 }, { at: minute(16), value: null }, { at: minute(20), value: 4 }],
    speech: { interpolation: Interpolation.LINEAR, expectedEvery: 7 * MINUTE },
  });
});

test('uncertain readings are told where the sensor is trusted with them, where not that nothing is known from then on, and each question has its answer', async () => {
  const trusted = await sensorWith({ unit: 'Cel', trust: true }, [[0, 1, 1], [10, 2, 0], [20, 3, 2]]);
  const silent = await sensorWith({ unit: 'Cel', trust: false }, [[0, 1, 1]]);
  const heard = await toldBySensors(database.em.fork(), [
    { sensor: silent, from: minute(0), to: minute(30) }, { sensor: trusted, from: minute(0), to: minute(30) }, { sensor: trusted, from: minute(11), to: minute(12) },
  ], { bounds: [] });
  expect(heard.map(({ told }) => told)).toEqual([[{ at: minute(0), value: null }], [{ at: minute(0), value: 1 }, { at: minute(10), value: 2 }, { at: minute(20), value: null }], [{ at: minute(10), value: 2 }, { at: minute(20), value: null }]]);
});

async function sensorWith({ unit, trust }: { unit: string; trust: boolean }, readings: readonly (readonly [minute: number, value: number, quality: number])[]): Promise<number> {
  const em = database.em.fork();
  const { rows } = await sql<{ id: number }>(em, `
    insert into sensor (key, channel, quantity, unit, machine_id, expected_every, interpolation, trust_uncertain)
    select 'M/' || n, n, 'TEMPERATURE', $1::text, (select id from machine), interval '7 minutes', 'LINEAR', $2::text::boolean from (select count(*) as n from sensor) as counted returning id`, [unit, String(trust)]);
  const id = rows[0]!.id;
  for (const [at, value, quality] of readings) {
    await sql(em, `insert into reading (sensor_id, measured_at, value, quality, received_at, xid) values ($1, timestamptz 'epoch' + $2::text::int8 * interval '1 microsecond', $3, $4, now(), 1)`, [id, minute(at), value, quality]);
  }
  return id;
}
