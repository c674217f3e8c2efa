import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { openEmbeddedBroker } from '../../src/embedded/broker.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { openDemo } from '../../src/embedded/demo.js';
import { openReplay, type ReplayProgress } from '../../src/embedded/replay.js';
import { makeDemoWorld } from '../../src/embedded/world.js';
import { openConsumer } from '../../src/ingest/consumer.js';
import { openRecording } from '../../src/ingest/recording.js';
import { createLive } from '../../src/live/live.js';
import { openTail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/port.js';

const log = createLog('silent');
const clientId = 'demo-test';
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() }, log);
});
afterAll(async () => await database.close());

const read = async <Row>(statement: string) => (await sql<Row>(database.em.fork(), statement)).rows;
const openBroker = (port: number) => openEmbeddedBroker({ port, host: '127.0.0.1', consumerId: clientId, log });

test('the demo world is made once, however often the program starts', async () => {
  const census = () =>
    read(`select (select count(*) from machine) as machines, (select count(*) from container) as containers, (select count(*) from sample) as samples,
      (select count(*) from placement) as placements, (select count(*) from sensor) as sensors, (select count(*) from excursion_rule) as rules`);
  expect(await makeDemoWorld(database.em)).toBe(true);
  const first = await census();
  expect(await makeDemoWorld(database.em)).toBe(false);
  expect(await census()).toEqual(first);
});

test('it has three machines, a freezer that is a machine too, and every sample in a box in something cold or warm', async () => {
  expect(await read(`select code from machine where code like 'CNC-%' order by code`)).toEqual([{ code: 'CNC-001' }, { code: 'CNC-002' }, { code: 'CNC-003' }]);
  expect(await read('select container.code, kind_of.code as machine from container join machine as kind_of on kind_of.id = machine_id')).toEqual([{ code: 'FRZ-001', machine: 'FRZ-001' }]);
  const homeless = await read(`
    select code from sample where not exists (
      select from placement as in_box join placement as in_place on in_place.item_container_id = in_box.container_id where in_box.item_sample_id = sample.id)`);
  expect(homeless).toEqual([]);
  expect(await read('select key from sensor where not exists (select from sensor_state where sensor_id = sensor.id)')).toEqual([]);
});

/** What takes in what is played. */
async function openIngest(parts: AsyncDisposableStack) {
  const bus = parts.use(createInProcessBus(log));
  const { batcher } = parts.use(await openRecording({ database, bus, log, autoRegister: false }));
  const broker = parts.use(await openBroker(0));
  parts.use(openConsumer({ url: broker.url, clientId, protocolVersion: 4, batcher, log }));
  return { bus, broker };
}

test('the steam of the recording raises excursions at the incubator, and they end', async () => {
  await using parts = new AsyncDisposableStack();
  const { broker } = await openIngest(parts);
  parts.use(openReplay({ url: broker.url, log, speed: 25, steamAfter: 1_000 }));

  const excursions = () => read<{ rule: string; ended: boolean; peak: number }>('select code as rule, ended_at is not null as ended, peak from excursion join excursion_rule as rule on rule.id = rule_id order by code');
  await eventually(async () => (await excursions()).length === 2, { within: 20_000 });
  await eventually(async () => (await excursions()).every(({ ended }) => ended), { within: 30_000 });
  expect(await excursions()).toEqual([
    { rule: 'INCUBATOR-HUMIDITY', ended: true, peak: 91.61 },
    { rule: 'INCUBATOR-TEMPERATURE', ended: true, peak: 56.56 },
  ]);
  expect(await read('select topic, detail from rejection')).toEqual([]);
  expect(await read(`select count(distinct sensor_id)::int as sensors, max(abs(date_part('epoch', now() - measured_at))) < 60 as now from reading`)).toEqual([{ sensors: 8, now: true }]);
});

test('it counts what is recorded while nobody else watches', async () => {
  await using parts = new AsyncDisposableStack();
  const { bus, broker } = await openIngest(parts);
  const live = createLive({ bus, tail: parts.use(openTail({ database, bus, log })), log });
  let shown = '';
  const terminal = { isTTY: true, columns: 200, write: (text: string) => Boolean((shown = text)) };
  parts.use(await openDemo({ database, live, url: 'http://here', mqttUrl: broker.url, log, terminal }));
  await eventually(() => /[1-9] readings recorded/.test(shown), { within: 20_000 });
});

test('the devices come when the broker does, and what they measured before it is not lost', async () => {
  await using parts = new AsyncDisposableStack();
  const port = await freePort();
  const seen: ReplayProgress[] = [];
  const replay = parts.use(openReplay({ url: `mqtt://127.0.0.1:${port}`, log, speed: 25, onProgress: (progress) => seen.push(progress) }));
  const bus = parts.use(createInProcessBus(log));
  const { batcher } = parts.use(await openRecording({ database, bus, log, autoRegister: false }));
  const broker = parts.use(await openBroker(port));
  parts.use(openConsumer({ url: broker.url, clientId, protocolVersion: 4, batcher, log }));
  await eventually(() => new Set(seen.map(({ asset }) => asset)).size === 4, { within: 20_000 });
  expect(seen.filter(({ position }) => position === 0)).toHaveLength(4);
  await replay[Symbol.asyncDispose]();
});

test('where there is no broker the replay comes to rest, and stops when it is told to', async () => {
  const port = await freePort();
  const replay = openReplay({ url: `mqtt://127.0.0.1:${port}`, log, speed: 1_000, steamAfter: 100 });
  // Two hundred steps: each device has long since remembered all that it can.
  await delay(1_000);
  const began = performance.now();
  await replay[Symbol.asyncDispose]();
  expect(performance.now() - began).toBeLessThan(4_000);
});
