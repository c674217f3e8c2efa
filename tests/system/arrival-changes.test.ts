import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { micros, openDatabase, sql, type Database, type Em } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import type { Rule } from '../../src/domain/rule.js';
import { formatInstant, MINUTE } from '../../src/domain/time.js';
import { startClock } from '../../src/ingest/clock.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { createLog } from '../../src/log.js';
import { handOver } from '../../src/resolvers/write/hand-over.js';
import { changeWatch } from '../../src/resolvers/write/rule-change.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { toldAndFromScratch } from './arrival-scratch.js';
import { long, makeSensors, message, rule, START, type World } from './arrival-worlds.js';

// Sensors with several rules, which are replaced and retired, and which they leave and come back to, while things go on; the time is that of the trial.
const BATCHES = 6;
const change = fc.record({ batch: fc.nat(BATCHES - 1), what: fc.constantFrom('replace', 'retire', 'leave', 'come', 'leave and come'), which: fc.nat(3), rule, back: fc.constantFrom(null, null, 0, 3, 40) });
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
interface Trial { world: World; more: Rule[]; changes: Change[]; late: number[] }
const trial: fc.Arbitrary<Trial> = fc.record({ world: long, more: fc.array(rule, { maxLength: 2 }), changes: fc.array(change, { maxLength: 5 }), late: fc.array(fc.noBias(fc.nat(4 * BATCHES)), { minLength: 60, maxLength: 60 }) })
  .map(({ world, late, ...rest }) => ({ ...rest, late, world: { ...world, deliveries: world.readings.map((_, reading) => ({ reading, batch: inBatch(reading / world.readings.length, late[reading]!) })) } }));
/** Most come in order, half of them at once; of the others some at the first later batch. */
const inBatch = (place: number, late: number): number => Math.max(late < BATCHES ? late : 0, Math.floor(Math.max(0, 2 * place - 1) * BATCHES));

/** What only the clock finds out, as nothing is measured any more, and had not found out yet when the rule changed. */
const pending = (['replace', 'retire', 'leave', 'leave and come'] as const).flatMap((what) => fc.sample(rule, { numRuns: 20, seed: 20261202 }).map((each, n): Trial => {
  const readings = [50, 53, 56, 59].map((minute) => ({ minute, value: 12, quality: Quality.GOOD }));
  const levels = each.levels.map((level) => ({ ...level, onDelay: level.onDelay + 15 * MINUTE }));
  const world: World = { gap: n % 2 === 0 ? null : 25 * MINUTE, rule: { ...each, window: each.window && 60 * MINUTE, levels }, readings, deliveries: readings.map((_, reading) => ({ reading, batch: 1 })) };
  return { world, more: [], changes: [{ batch: 1, what, which: 0, rule: each, back: 3 }], late: [] };
}));
const trials = [...fc.sample(trial, { numRuns: 60, seed: 20261201 }), ...pending];
let database: Database;
beforeAll(async () => {
  const url = await createDatabase();
  database = await openDatabase({ url });
  const em = database.em.fork();
  await sql(em, 'create table trial_time as select now() as t');
  for (const name of ['now', 'clock_timestamp']) await sql(em, `create function public.${name}() returns timestamptz language sql stable as 'select t from public.trial_time'`);
  await sql(em, `alter database "${new URL(url).pathname.slice(1)}" set search_path = public, pg_catalog`);
  await database.close();
  database = await openDatabase({ url });
});
afterAll(() => database.close());

test('whatever of its rules changes while something lasts, what is on record, remembered and kept of a sensor is what its readings say from scratch', async () => {
  const sensors = await makeSensors(database.em.fork(), trials.map(({ world }) => world));
  const rules = sensors.map(({ rule: id }) => [{ id, isOn: true, isRetired: false }]);
  for (const [n, { more }] of trials.entries()) for (const each of more) rules[n]!.push(await define(n, each, null));
  const record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false, pace: { firstChunk: 1, checkpointEvery: 2 * MINUTE } });
  const movedAt = new Map<number, number>();
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const now = START + (60 + 30 * batch) * MINUTE + MINUTE / 2;
    // Of every other batch the clock is behind by half an hour when rules change.
    const isBehind = batch % 2 === 1;
    if (!isBehind) await setTime(now);
    await record(trials.flatMap(({ world }, n) => world.deliveries.filter((each) => each.batch === batch).map(({ reading }) => message(world, n, reading))));
    if (isBehind) await setTime(now);
    else await judgeDue();
    for (const [n, { changes }] of trials.entries()) for (const each of changes) if (each.batch === batch) await apply(n, each, now);
    await setTime(now + MINUTE);
    await judgeDue();
    for (const { key, told, scratch } of await toldAndFromScratch(database.em.fork(), now + MINUTE)) expect({ batch, key, ...told }).toEqual({ batch, key, ...scratch });
  }
  const { rows } = await sql<{ cause: string }>(database.em.fork(), 'select distinct cause from excursion_revision order by cause');
  expect(rows.map(({ cause }) => cause)).toEqual(['DETECTED', 'FOUND_AGAIN', 'LATE_DATA', 'RULE_CHANGED', 'RULE_RETIRED', 'SENSOR_MOVED']);

  async function apply(n: number, { what, which, rule: fresh, back }: Change, now: number): Promise<void> {
    const on = rules[n]!.filter(({ isOn }) => isOn);
    const inForce = on.filter(({ isRetired }) => !isRetired);
    const one = inForce[which % inForce.length];
    if (what === 'replace' && one) rules[n]!.push(await define(n, fresh, one.id));
    if (what === 'retire' && one) await retire(one.id);
    if (one && (what === 'replace' || what === 'retire')) one.isRetired = true;
    const moment = back === null ? Math.min((await headOf(sensors[n]!.sensor, now)) + MINUTE / 2, now) : now - back * MINUTE;
    if ((movedAt.get(n) ?? 0) >= moment) return;
    movedAt.set(n, moment + 1);
    const off = rules[n]!.filter(({ isOn, isRetired }) => !isOn && !isRetired);
    if (what === 'come') await move(sensors[n]!.sensor, [], off, moment);
    if (what.startsWith('leave')) await move(sensors[n]!.sensor, on, off, moment);
    if (what === 'leave and come') await move(sensors[n]!.sensor, off, inForce, moment + 1);
  }
});

type Applied = { id: number; isOn: boolean; isRetired: boolean };

async function move(sensorId: number, ended: readonly Applied[], begun: readonly Applied[], moment: number): Promise<void> {
  await changing(async (em) => {
    await sql(em, 'delete from excursion_rule_asset where rule_id = any($1::int[])', [`{${ended.map(({ id }) => id).join()}}`]);
    await sql(em, 'insert into excursion_rule_asset (rule_id, machine_id) select unnest($1::int[]), machine_id from sensor where id = $2', [`{${begun.map(({ id }) => id).join()}}`, sensorId]);
    await handOver({ em, tell: () => {} }, {
      ended: ended.map(({ id, isRetired }) => ({ sensorId, ruleId: id, isRetired })), begun: begun.map(({ id }) => ({ sensorId, ruleId: id })), moments: new Map([[sensorId, moment]]), cause: 'SENSOR_MOVED',
    });
  });
  for (const each of ended) each.isOn = false;
  for (const each of begun) each.isOn = true;
}

const retire = (oldId: number): Promise<void> => changing(async (em) => {
  await sql(em, 'update excursion_rule set retired_at = now() where id = $1', [oldId]);
  await changeWatch({ em, tell: () => {}, oldId, newId: null, cause: 'RULE_RETIRED' });
});

/** A rule for the machine of a world, in the place of another. */
async function define(n: number, { levels: [own, ...levels], mode, comparison, deadband, offDelay, window }: Rule, oldId: number | null): Promise<Applied> {
  return changing(async (em) => {
    if (oldId !== null) await sql(em, 'update excursion_rule set retired_at = now() where id = $1', [oldId]);
    const { rows } = await sql<{ id: number }>(em, `insert into excursion_rule (code, version, quantity, severity, mode, comparison, low, high, deadband, on_delay, off_delay, sum_window, levels, created_at)
      select gen_random_uuid(), 1, 'TEMPERATURE', 'INFO', mode, comparison, low, high, deadband, on_delay * interval '1 microsecond', off_delay * interval '1 microsecond', sum_window * interval '1 microsecond', levels, now()
      from json_to_record($1::json) as new (mode text, comparison text, low float8, high float8, deadband float8, on_delay int8, off_delay int8, sum_window int8, levels jsonb) returning id`,
    [JSON.stringify({ mode, comparison, low: own!.low, high: own!.high, deadband, on_delay: own!.onDelay, off_delay: offDelay, sum_window: window, levels })]);
    const newId = rows[0]!.id;
    await sql(em, 'insert into excursion_rule_asset (rule_id, machine_id) select $1::int, id from machine where code = $2', [newId, `W-${n}`]);
    if (oldId !== null) await changeWatch({ em, tell: () => {}, oldId, newId, cause: 'RULE_CHANGED' });
    return { id: newId, isOn: true, isRetired: false };
  });
}

const changing = <T>(work: (em: Em) => Promise<T>): Promise<T> => database.em.fork().transactional(async (em) => {
  await sql(em, 'update catalog set version = version + 1');
  return work(em);
});

const setTime = async (at: number): Promise<void> => void (await sql(database.em.fork(), 'update trial_time set t = $1', [formatInstant(at)]));

async function headOf(sensorId: number, otherwise: number): Promise<number> {
  const { rows } = await sql<{ at: number | null }>(database.em.fork(), `select ${micros('head_at')} as at from sensor_state where sensor_id = $1`, [sensorId]);
  return rows[0]!.at ?? otherwise;
}

async function judgeDue(): Promise<void> {
  await using _clock = startClock({ database, publish: () => {}, log: createLog('error'), every: 20 });
  await eventually(async () => (await sql(database.em.fork(), 'select from sensor_state where due_at < clock_timestamp() limit 1')).rows.length === 0);
}
