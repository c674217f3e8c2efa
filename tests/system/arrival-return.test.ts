import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { RuleMode, Severity } from '../../src/domain/excursion.js';
import { Quality } from '../../src/domain/reading.js';
import { Comparison, type Rule } from '../../src/domain/rule.js';
import { MINUTE } from '../../src/domain/time.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { handOver, type Handover } from '../../src/resolvers/write/hand-over.js';
import { createDatabase } from '../support/database.js';
import { toldAndFromScratch } from './arrival-scratch.js';
import { makeSensors, message, START, type World } from './arrival-worlds.js';

const ruleOf = (onDelay: number): Rule => ({ mode: RuleMode.CONSECUTIVE, comparison: Comparison.BEYOND, deadband: 0.5, offDelay: 0, window: null, levels: [{ severity: Severity.WARNING, low: null, high: 8, onDelay }] });
const worldOf = (rule: Rule, ...readings: [minute: number, value: number][]): World => ({ gap: null, rule, readings: readings.map(([minute, value]) => ({ minute, value, quality: Quality.GOOD })), deliveries: [] });
const worlds = [worldOf(ruleOf(0), [0, 9], [20, 9.5], [10, 9]), worldOf(ruleOf(10 * MINUTE), [0, 9], [20, 9]), worldOf(ruleOf(0), [0, 9], [20, 9], [40, 9])];

let database: Database;
let sensors: { sensor: number; rule: number }[];
let bring: (world: number, reading: number) => Promise<unknown>;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
  sensors = await makeSensors(database.em.fork(), worlds);
  const record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false, pace: { firstChunk: 1, checkpointEvery: 5 * MINUTE } });
  bring = (world, reading) => record([message(worlds[world]!, world, reading)]);
});
afterAll(() => database.close());

const toldOf = async (world: number) => (await toldAndFromScratch(database.em.fork(), Date.now() * 1000))[world]!;

test('a sensor that left a rule and came back between two readings keeps what the rule found before, whatever comes late', async () => {
  await bring(0, 0);
  await handedOver(async (hand) => {
    await hand({ ended: [{ ...idsOf(0), isRetired: false }], begun: [] }, MINUTE);
    await hand({ ended: [], begun: [idsOf(0)] }, MINUTE + 1);
  }, 0);
  await bring(0, 1);
  await bring(0, 2);

  const { told, scratch } = await toldOf(0);
  expect(told).toEqual(scratch);
  expect(told.record).toEqual([expect.stringMatching(/ABOVE 0\.\.0\.99/), expect.stringMatching(/ABOVE 10\.\. /)]);
});

test('what the clock has confirmed of a rule is taken back when it turns out that the sensor had left it by then', async () => {
  await bring(1, 0);
  expect((await toldOf(1)).told.record).toEqual([expect.stringMatching(/ABOVE 0\.\. confirmed 10 /)]);
  await handedOver((hand) => hand({ ended: [{ ...idsOf(1), isRetired: false }], begun: [] }, 3 * MINUTE), 1);
  await bring(1, 1);

  const { told, scratch } = await toldOf(1);
  expect(told).toEqual(scratch);
  expect(told.record).toEqual([]);
});

test('an ingest that knows nothing of checkpoints leaves none standing, and one that does keeps them', async () => {
  const checkpoints = async () => (await toldOf(2)).told.checkpoints.length;
  for (const reading of [0, 1, 2]) await bring(2, reading);
  expect(await checkpoints()).toBe(2);
  await sql(database.em.fork(), 'update sensor_state set head_at = head_at where sensor_id = $1', [idsOf(2).sensorId]);
  expect(await checkpoints()).toBe(0);
});

const idsOf = (world: number) => ({ sensorId: sensors[world]!.sensor, ruleId: sensors[world]!.rule });

type Hand = (handover: Pick<Handover, 'ended' | 'begun'>, after: number) => Promise<void>;

async function handedOver(work: (hand: Hand) => Promise<void>, world: number): Promise<void> {
  await database.em.fork().transactional(async (em) => {
    await sql(em, 'update catalog set version = version + 1');
    await sql(em, 'delete from excursion_rule_asset where rule_id = $1', [idsOf(world).ruleId]);
    await work((handover, after) => handOver({ em, tell: () => {} }, { ...handover, moments: new Map([[idsOf(world).sensorId, START + after]]), cause: 'SENSOR_MOVED' }));
    if (world === 0) await sql(em, 'insert into excursion_rule_asset (rule_id, machine_id) select $1, machine_id from sensor where id = $2', [idsOf(world).ruleId, idsOf(world).sensorId]);
  });
}
