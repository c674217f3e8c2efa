import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { formatInstant, MINUTE } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { affectedSamples } from '../../src/resolvers/read/affected-samples.js';
import { excursionsOfAssets } from '../../src/resolvers/read/excursions.js';
import { exposuresOf } from '../../src/resolvers/read/exposure.js';
import { lineagesOf } from '../../src/resolvers/read/lineage.js';
import { samplesIn } from '../../src/resolvers/read/placements.js';
import { seriesOfSamples } from '../../src/resolvers/read/sample-series.js';
import { speakersOf } from '../../src/resolvers/read/speakers.js';
import { inSight } from '../../src/resolvers/read/sight.js';
import { watchedSamples } from '../../src/resolvers/read/watched-samples.js';
import { query, sql as statement } from '../../src/resolvers/statement.js';
import { findCycles } from '../../src/resolvers/write/cycles.js';
import { createDatabase } from '../support/database.js';

// Three boxes that are each in the next, and three samples of which each was taken from the next: no move and no registration
// makes these, but no constraint forbids them. A sample is in the first box, whose neighbour has a sensor.
const START = Date.UTC(2026, 2, 31, 12) * 1000;
const minute = (n: number) => START + n * MINUTE;
const page = { first: 10, after: null };
let database: Database;

beforeAll(async () => {
  // What does not end by itself is ended here.
  database = await openDatabase({ url: await createDatabase(), giveUpAfterMs: 20_000 }, createLog('error'));
  const em = database.em.fork();
  const from = formatInstant(START);
  await sql(em, `insert into site (code, name, time_zone) values ('LAB', 'laboratory', 'UTC')`);
  await sql(em, `insert into container (code, name, kind, site_id) select 'BOX-' || n, 'box', 'BOX', case n when 1 then 1 end from generate_series(1, 3) as n order by n`);
  await sql(em, `insert into stability_profile (code) values ('ANY')`);
  await sql(em, `insert into stability_profile_version (profile_id, version, activation_energy, defined_at, defined_by) values (1, 1, 83.14472, now(), 'test')`);
  await sql(em, `insert into sample (code, name, type, collected_at, stability_profile_id) select 'S-' || n, 'plasma', 'plasma', $1::timestamptz, 1 from generate_series(1, 3) as n order by n`, [from]);
  await sql(em, `update sample set parent_id = id % 3 + 1`);
  await sql(em, `insert into placement (container_id, item_container_id, from_at, by_name) select id % 3 + 1, id, $1, 'test' from container`, [from]);
  await sql(em, `insert into placement (container_id, item_sample_id, from_at, by_name) values (1, 1, $1, 'test')`, [from]);
  await sql(em, `insert into sensor (key, channel, quantity, unit, container_id, registered_at) values ('BOX-2/t', 't', 'TEMPERATURE', 'Cel', 2, $1)`, [from]);
  await sql(em, `insert into sensor_state (sensor_id, runs) values (1, '{}')`);
  await sql(em, `select make_reading_partition('2026-03-01')`);
  await sql(em, `insert into reading (sensor_id, measured_at, value, quality, received_at, xid) values (1, $1, 5, 0, $1, 1)`, [from]);
  await sql(em, `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, unknown) values (1, 'NO_DATA', 'INFO', $1, $1, '0')`, [from]);
});
afterAll(() => database.close());

const em = () => database.em.fork();

test('what a sample in a circle of boxes went through is told, and by whom', async () => {
  const [exposed] = await exposuresOf(em(), [{ sample: 1, times: [{ from: null, to: minute(60) }], inherits: true }], minute(60));
  expect(exposed).toMatchObject({ mean: 5, unknown: 0, segments: [{ sensor: 1 }] });
  const [speakers] = await speakersOf(em(), [1], minute(60));
  expect(speakers!.all).toEqual([{ sensor: 1, from: minute(0), to: null }]);
  const [series] = await seriesOfSamples(em(), [1], { from: minute(0), to: minute(60), maxPoints: 1 });
  expect(series).toMatchObject({ coverage: 1, moves: [] });
});

test('an excursion in a circle of boxes affects the sample, and is among its own', async () => {
  expect((await affectedSamples(em(), [1], { page, bounds: null, now: minute(60) })).map((affected) => affected.map(({ sample }) => sample.code))).toEqual([['S-1']]);
  expect((await excursionsOfAssets(em(), [{ machine: null, container: null, sample: 1 }], { where: {}, page, bounds: null })).map((found) => found.map(({ id }) => id))).toEqual([[1]]);
});

test('a circle of samples is gone round once', async () => {
  const lineage = (await lineagesOf(em(), [1])).get(1)!;
  expect(lineage.map(({ id }) => id)).toEqual([1, 2, 3]);
  await sql(em(), 'update sample set stability_profile_id = null where id = 1');
  expect((await watchedSamples(em(), { samples: [], containers: [3] }, null, 10)).map(({ code }) => code)).toEqual(['S-1']);
});

test('what is inside of a box in a circle, and at which site, is told', async () => {
  expect((await samplesIn(em(), [1, 2, 3], { nested: true, at: null, page, bounds: null })).map((samples) => samples.map(({ code }) => code))).toEqual([['S-1'], ['S-1'], ['S-1']]);
  const seen = await query<{ code: string }>(em(), statement`select code from container where ${inSight({ sites: [1], asset: null }, 'container')} order by code`);
  expect(seen.map(({ code }) => code)).toEqual(['BOX-1', 'BOX-2', 'BOX-3']);
});

test('a box that would go into a circle is held against it, and a box of a circle may leave it', async () => {
  const told = { at: minute(10), toldAt: minute(20), by: 'test', reason: null };
  const items = [{ table: 'container' as const, id: 1, index: 0 }];
  expect((await findCycles(em(), { ...told, items, into: 2 }, null)).map(({ code }) => code)).toEqual(['CYCLE']);
  expect(await findCycles(em(), { ...told, items, into: null }, null)).toEqual([]);
});
