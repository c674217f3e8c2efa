import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { resegment } from '../../src/domain/resegment.js';
import { MINUTE } from '../../src/domain/time.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { createDatabase } from '../support/database.js';
import { lasting, makeSensors, message, readExcursions, shown, START, world } from './arrival-worlds.js';

const WORLDS = 200;
const worlds = [...fc.sample(world, { numRuns: WORLDS, seed: 20261121 }), ...fc.sample(lasting, { numRuns: WORLDS, seed: 20261122 })];

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
});
afterAll(() => database.close());
beforeEach(async () => void (await sql(database.em.fork(), 'truncate machine, sensor, sensor_state, reading, excursion_rule, excursion_rule_asset, excursion, excursion_revision, rejection restart identity cascade')));

test.each([
  { pace: { firstChunk: 256 }, recorders: 1, how: 'read in one go' },
  { pace: { firstChunk: 2 }, recorders: 1, how: 'read bit by bit' },
  { pace: { firstChunk: 1, checkpointEvery: 10 * MINUTE }, recorders: 1, how: 'read between checkpoints' },
  { pace: { firstChunk: 16 }, recorders: 3, how: 'read by one of three recorders at once' },
])('readings in any order, repeated or not, give the excursions of a history read from scratch, with the surroundings of a late one $how', async ({ pace, recorders }) => {
  const ids = await makeSensors(database.em.fork(), worlds);
  const records = Array.from({ length: recorders }, () => createRecorder({ database, partitions: new Partitions(database), autoRegister: false, pace }));
  const batchOf = (batch: number) => worlds.flatMap((each, index) => each.deliveries.filter((delivery) => delivery.batch === batch).map(({ reading }) => message(each, index, reading)));
  for (let batch = 0; batch <= 6; batch += recorders) {
    await Promise.all(records.map((record, place) => record(batchOf(batch + place))));
    await acknowledgeEverySecond();
  }
  const now = Date.now() * 1000;
  const known = await readExcursions(database.em.fork());
  const wrong = worlds.flatMap((each, index) => {
    const samples = each.readings.filter(({ quality }) => quality === Quality.GOOD).map(({ minute, value }) => ({ at: START + minute * MINUTE, value }));
    const rule = { ...each.rule, id: ids[index]!.rule, from: null, until: null };
    const { facts } = resegment({ sensorId: ids[index]!.sensor, gap: each.gap, rules: [rule] }, samples, now);
    const expected = JSON.stringify(facts.map(shown).toSorted());
    const found = JSON.stringify((known.get(ids[index]!.sensor) ?? []).toSorted());
    return expected === found ? [] : [{ world: each, expected, found }];
  });
  expect(wrong).toEqual([]);
  expect([...known.values()].flat().length).toBeGreaterThan(WORLDS);
  const { rows } = await sql<{ readings: number; expected: number; refused: number }>(database.em.fork(), 'select (select count(*)::int from reading) as readings, (select count(*)::int from rejection) as refused');
  expect(rows[0]).toEqual({ readings: worlds.reduce((sum, { readings }) => sum + readings.length, 0), refused: 0 });
  expect(await causes()).toEqual(expect.arrayContaining(['DETECTED RETRACTED', 'DETECTED STANDS', 'FOUND_AGAIN STANDS', 'LATE_DATA RETRACTED', 'LATE_DATA STANDS']));
  expect(await lostWords()).toEqual([]);
  const { rows: [said] } = await sql<{ standing: number; misled: number }>(database.em.fork(), SAID);
  expect(said).toEqual({ standing: expect.any(Number), misled: 0 });
  expect(said!.standing).toBeGreaterThan(0);
});

async function acknowledgeEverySecond(): Promise<void> {
  await database.em.fork().transactional(async (em) => {
    await sql(em, `select set_config('thermograph.actor', 'Ada', true)`);
    await sql(em, `update excursion set acknowledged_by = 'Ada', acknowledged_at = now(), comment = 'seen', status = 'ACKNOWLEDGED' where status = 'DETECTED' and id % 2 = 0`);
  });
}

/** Found again and acknowledged; and of all that stand those whose status is not what people said. */
const SAID = `
  select count(*) filter (where acknowledged_by = 'Ada' and exists (select from excursion_revision where excursion_id = id and cause = 'FOUND_AGAIN'))::int as standing,
    count(*) filter (where status <> case when acknowledged_at is null then 'DETECTED' else 'ACKNOWLEDGED' end)::int as misled
  from excursion where status <> 'RETRACTED'`;

/** What was opened without a word although the same, of which people had said something, had been retracted. */
async function lostWords(): Promise<unknown[]> {
  const { rows } = await sql(database.em.fork(), `
    select old.id as old, fresh.id as fresh
    from excursion as old join excursion_revision as gone on gone.excursion_id = old.id and gone.revision = old.revision
    join excursion as fresh on fresh.sensor_id = old.sensor_id and fresh.rule_id is not distinct from old.rule_id and fresh.kind = old.kind
    join excursion_revision as begun on begun.excursion_id = fresh.id and begun.revision = 1
    where old.status = 'RETRACTED' and old.acknowledged_at is not null and fresh.acknowledged_at is null and begun.at >= gone.at
      and begun.started_at < coalesce(gone.ended_at, 'infinity') and gone.started_at < coalesce(begun.ended_at, 'infinity')`);
  return rows;
}

/** Every change is a revision with its cause, and what is undone is retracted, not deleted. */
async function causes(): Promise<string[]> {
  const { rows } = await sql<{ cause: string; status: string }>(
    database.em.fork(),
    `select distinct cause, case status when 'RETRACTED' then status else 'STANDS' end as status from excursion_revision join excursion on id = excursion_id order by 1, 2`,
  );
  return rows.map(({ cause, status }) => `${cause} ${status}`);
}
