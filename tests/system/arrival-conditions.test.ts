import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { resegment, type RuleVersion } from '../../src/domain/resegment.js';
import { formatInstant, MINUTE } from '../../src/domain/time.js';
import { startClock } from '../../src/ingest/clock.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { createLog } from '../../src/log.js';
import { keepJudging } from '../../src/resolvers/write/keep-judging.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { makeSensors, message, readExcursions, rule, shown, START, world } from './arrival-worlds.js';

const WORLDS = 120;
/** From this moment on every container is kept under the other condition, by whose rule it is judged. */
const CHANGED = START + 30 * MINUTE;
const worlds = fc.sample(world, { numRuns: WORLDS, seed: 20261122 });
const others = fc.sample(rule, { numRuns: WORLDS, seed: 20261123 });

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
});
afterAll(() => database.close());

test('a container that gets another storage condition is judged by the rules of each for its time, whatever arrives when', async () => {
  const em = database.em.fork();
  const before = await makeSensors(em, worlds);
  const after = await makeRules();
  await keepContainers();
  const record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false, pace: { firstChunk: 1, checkpointEvery: 10 * MINUTE } });
  for (let batch = 0; batch <= 6; batch += 1) {
    if (batch === 3) await change();
    await record(worlds.flatMap((each, index) => each.deliveries.filter((delivery) => delivery.batch === batch).map(({ reading }) => message(each, index, reading))));
  }
  await judgeAgain();
  const now = Date.now() * 1000;
  const known = await readExcursions(database.em.fork());
  const wrong = worlds.flatMap((each, index) => {
    const samples = each.readings.filter(({ quality }) => quality === Quality.GOOD).map(({ minute, value }) => ({ at: START + minute * MINUTE, value }));
    const rules: RuleVersion[] = [
      { ...each.rule, id: before[index]!.rule, from: null, until: CHANGED - 1, closedAt: CHANGED },
      { ...others[index]!, id: after[index]!, from: CHANGED - 1, until: null },
    ];
    const expected = JSON.stringify(resegment({ sensorId: before[index]!.sensor, gap: each.gap, rules }, samples, now).facts.map(shown).toSorted());
    const found = JSON.stringify((known.get(before[index]!.sensor) ?? []).toSorted());
    return expected === found ? [] : [{ world: each, other: others[index], expected, found }];
  });
  expect(wrong).toEqual([]);
  const { rows } = await sql<{ cause: string }>(em, 'select distinct cause from excursion_revision order by cause');
  expect(rows.map(({ cause }) => cause)).toEqual(['CONDITION_CHANGED', 'DETECTED', 'FOUND_AGAIN', 'LATE_DATA']);
});

/** Of each world a rule for the condition that its container is to get. */
async function makeRules(): Promise<number[]> {
  const { rows } = await sql<{ id: number }>(
    database.em.fork(),
    `with new as (select * from json_to_recordset($1::json) as new (n int, mode text, comparison text, low float8, high float8, deadband float8, on_delay int8, off_delay int8, sum_window int8, levels jsonb)),
      conditions as (insert into storage_condition (code) select side || n from new, unnest(array['BEFORE-', 'AFTER-']) as side returning id, code)
    insert into excursion_rule (code, version, quantity, severity, mode, comparison, low, high, deadband, on_delay, off_delay, sum_window, levels, storage_condition_id, created_at)
    select 'A-' || n, 1, 'TEMPERATURE', 'INFO', mode, comparison, low, high, deadband, on_delay * interval '1 microsecond', off_delay * interval '1 microsecond', sum_window * interval '1 microsecond', levels, conditions.id, now()
    from new join conditions on conditions.code = 'AFTER-' || n order by n returning id`,
    [JSON.stringify(others.map(({ levels: [own, ...levels], mode, comparison, deadband, offDelay, window }, n) => (
      { n, mode, comparison, low: own!.low, high: own!.high, deadband, on_delay: own!.onDelay, off_delay: offDelay, sum_window: window, levels }
    )))],
  );
  return rows.map(({ id }) => id);
}

/** Every machine is also a container, and its rule one for all that is kept as that is. */
async function keepContainers(): Promise<void> {
  const em = database.em.fork();
  await sql(em, `insert into container (code, name, kind, machine_id) select code, 'world', 'FREEZER', id from machine`);
  await keepUnder('BEFORE-', 'infinity');
  await sql(em, 'delete from excursion_rule_asset');
  await sql(em, `update excursion_rule set storage_condition_id = condition.id from storage_condition as condition where excursion_rule.code like 'R-%' and condition.code = 'BEFORE-' || substr(excursion_rule.code, 3)`);
}

/** From the beginning until then, or from then on. */
async function keepUnder(prefix: string, untilAt: string): Promise<void> {
  await sql(database.em.fork(), `
    insert into container_condition (container_id, condition_id, from_at, to_at, by_name)
    select container.id, condition.id, timestamptz '0001-01-01T00:00:00Z', nullif($2::timestamptz, 'infinity'), 'Ada' from container join storage_condition as condition on condition.code = $1 || substr(container.code, 3)`, [prefix, untilAt]);
}

async function change(): Promise<void> {
  const { rows } = await sql<{ id: number }>(database.em.fork(), 'select id from container');
  await database.em.fork().transactional((em) =>
    keepJudging({ em, tell: () => {} }, rows.map(({ id }) => id), CHANGED, async () => {
      await sql(em, `update container_condition set to_at = $1`, [formatInstant(CHANGED)]);
      await sql(em, `
        insert into container_condition (container_id, condition_id, from_at, by_name)
        select container.id, condition.id, $1, 'Ada' from container join storage_condition as condition on condition.code = 'AFTER-' || substr(container.code, 3)`, [formatInstant(CHANGED)]);
    }),
  );
}

async function judgeAgain(): Promise<void> {
  await using _clock = startClock({ database, publish: () => {}, log: createLog('error'), every: 20 });
  await eventually(async () => (await sql(database.em.fork(), 'select from sensor_state where due_at < now() limit 1')).rows.length === 0);
}
