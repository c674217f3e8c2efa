import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mqtt from 'mqtt';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { now } from '../../src/domain/time.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { openConsumer } from '../../src/ingest/consumer.js';
import { parseMessage } from '../../src/ingest/message.js';
import { openRecording, type Recording } from '../../src/ingest/recording.js';
import type { Outcome } from '../../src/ingest/sort.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startMosquitto } from '../support/mosquitto.js';

const log = createLog('silent');
const open = new AsyncDisposableStack();
let database: Database;
let recording: Recording;

beforeAll(async () => {
  database = open.use(await openDatabase({ url: await createDatabase() }));
  recording = open.use(await openRecording({ database, bus: open.use(createInProcessBus(log)), log, autoRegister: true }));
});
afterAll(() => open.disposeAsync());

beforeEach(async () => {
  await ask('truncate machine, sensor, sensor_state, reading, rejection, excursion_rule_asset, placement, position, excursion, excursion_revision, container, excursion_rule_span restart identity cascade');
  await ask(`insert into machine (code, name) values ('CNC-001', 'mill')`);
});

test('a message full of readings of an asset that nobody knows is one rejection, and what came beside it is stored', async () => {
  const readings = Array.from({ length: 3_000 }, (_, index) => ({ value: index, measuredAt: new Date(Date.UTC(2026, 0, 1) + index).toISOString() }));
  const [stranger, known] = await Promise.all([publish('thermograph/NOBODY/temperature', readings), publish('thermograph/CNC-001/temperature', 21)]);
  expect(known).toEqual({ recorded: 1, duplicates: 0, refusals: [] });
  expect(stranger.refusals).toHaveLength(3_000);
  const rejections = await ask<{ reason: string; detail: string; payload: Buffer }>('select reason, detail, payload from rejection');
  expect(rejections).toMatchObject([{ reason: 'UNKNOWN_ASSET', detail: expect.stringMatching(/'NOBODY'.*and 2990 more/s) }]);
  expect(JSON.parse(rejections[0]!.payload.toString())).toEqual(readings);
});

test('what a transaction took back is not remembered: the same batch goes in when it is tried again', async () => {
  // The first rejection of all fails, as if another transaction had been in its way; a sequence is not taken back.
  await ask(`create sequence fuse; create function burn() returns trigger language plpgsql as $$ begin if nextval('fuse') = 1 then raise 'once' using errcode = '40001'; end if; return null; end $$;`);
  await ask('create trigger burn after insert on rejection execute function burn()');
  const [made, refused] = await Promise.all([publish('thermograph/CNC-001/temperature', 21), publish('thermograph/NOBODY/temperature', 21)]);
  await ask('drop trigger burn on rejection');
  expect(made).toEqual({ recorded: 1, duplicates: 0, refusals: [] });
  expect(refused.refusals).toMatchObject([{ reason: 'UNKNOWN_ASSET' }]);
  expect(await ask(`select last_value::int as tries from fuse`)).toEqual([{ tries: 2 }]);
  expect(await publish('thermograph/CNC-001/temperature', 22)).toMatchObject({ recorded: 1 });
});

test('a message that Postgres will never take is kept as a rejection, and keeps nobody out', async () => {
  await ask(`alter table machine add constraint trial check (status <> 'ERROR')`);
  const outcomes = await Promise.all([
    ...Array.from({ length: 20 }, (_, index) => publish('thermograph/CNC-001/temperature', { value: index, measuredAt: new Date(Date.UTC(2026, 0, 1) + index).toISOString() })),
    publish('thermograph/CNC-001/status', 'ERROR'),
  ]);
  await ask('alter table machine drop constraint trial');
  expect(outcomes.map(({ recorded }) => recorded)).toEqual([...Array.from({ length: 20 }, () => 1), 0]);
  expect(outcomes.at(-1)!.refusals).toMatchObject([{ reason: 'UNSTORABLE', detail: expect.stringContaining('23514') }]);
  expect(await ask('select reason, topic from rejection')).toEqual([{ reason: 'UNSTORABLE', topic: 'thermograph/CNC-001/status' }]);
});

test.each([
  { value: 250, stored: true },
  { value: -196, stored: true },
  { value: 1e101, stored: false },
])('a value of $value is stored: $stored', async ({ value, stored }) => {
  const outcome = await publish('thermograph/CNC-001/temperature', value);
  expect(outcome.recorded).toBe(stored ? 1 : 0);
  expect(outcome.refusals.map(({ reason }) => reason)).toEqual(stored ? [] : ['INVALID_VALUE']);
});

test('a session that the broker kept without a subscription is given one', async () => {
  await using mosquitto = await startMosquitto();
  const clientId = 'kept';
  const session = { clientId, clean: false, protocolVersion: 5 as const, properties: { sessionExpiryInterval: 3_600 } };
  await (await mqtt.connectAsync(mosquitto.url, session)).endAsync();
  await using consumer = openConsumer({ url: mosquitto.url, clientId, protocolVersion: 5, batcher: recording.batcher, log });
  await eventually(() => consumer.connected);
  const device = await mqtt.connectAsync(mosquitto.url, { protocolVersion: 5 });
  // Reason 16 says that nobody has subscribed.
  await eventually(async () => {
    await device.publishAsync('thermograph/CNC-001/temperature', '21', { qos: 1 });
    return (await ask<{ count: number }>('select count(*)::int from reading'))[0]!.count > 0;
  });
  await device.endAsync();
});

function publish(topic: string, body: unknown): Promise<Outcome> {
  const message = parseMessage({ topic, payload: Buffer.from(JSON.stringify(body)), receivedAt: now() }, { now: now() });
  return new Promise((resolve) => recording.batcher.submit(message, resolve));
}

async function ask<Row>(text: string): Promise<Row[]> {
  return (await sql<Row>(database.em.fork(), text)).rows;
}
