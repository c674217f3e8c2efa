import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import type { Batcher } from '../../src/ingest/batch.js';
import type { Consumer } from '../../src/ingest/consumer.js';
import { IngestSessions } from '../../src/ingest/ingest-sessions.js';
import { openIngest } from '../../src/ingest/member.js';
import { BEATS, Membership } from '../../src/ingest/membership.js';
import { openRecording, type Recording } from '../../src/ingest/recording.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { Mosquitto } from '../support/mosquitto.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { startShippedMosquitto } from './shipped-mosquitto.js';

// Members of a group in one process, whose beats are made by hand: so nothing here is a matter of time. The broker is the one of deploy/.

const PASSWORDS = { MQTT_INGEST_PASSWORD: 'i'.repeat(32), MQTT_DEVICE_PASSWORD: 'd'.repeat(32) };
const HOUR_SECONDS = 3_600;
const log = createLog('silent');

const parts = new AsyncDisposableStack();
let broker: Mosquitto;
let url: string;
let database: Database;
let line: Proxy;
let overLine: Database;
let recording: Recording;
let device: MqttClient;
beforeAll(async () => {
  broker = parts.use(await startShippedMosquitto(PASSWORDS));
  url = broker.url.replace('//', `//ingest:${PASSWORDS.MQTT_INGEST_PASSWORD}@`);
  const databaseUrl = await createDatabase();
  database = await openDatabase({ url: databaseUrl });
  parts.defer(() => database.close());
  line = parts.use(await startProxy({ to: Number(new URL(databaseUrl).port) }));
  const there = new URL(databaseUrl);
  there.port = String(line.port);
  overLine = await openDatabase({ url: there.href });
  parts.defer(() => overLine.close());
  recording = parts.use(await openRecording({ database, bus: createInProcessBus(log), log, autoRegister: true }));
  await sql(database.em.fork(), `insert into machine (code, name) values ('CNC-001', 'mill')`);
  device = await mqtt.connectAsync(broker.url, { username: 'device', password: PASSWORDS.MQTT_DEVICE_PASSWORD, protocolVersion: 5 });
  parts.defer(() => device.endAsync());
});
afterAll(async () => parts[Symbol.asyncDispose]());

let group = 0;
let members: AsyncDisposableStack;
beforeEach(async () => {
  group += 1;
  await sql(database.em.fork(), 'truncate reading, ingest_session');
  members = new AsyncDisposableStack();
});
afterEach(async () => members.disposeAsync());

test('who is silent for long is taken for dead: what the broker keeps for him is stored, and his session ends', async () => {
  const [one, two] = [await join('one'), await join('two')];
  await one.close();
  await publish(10);
  await beats(two, BEATS + 1);
  await eventually(async () => (await stored()) === 10);
  await eventually(async () => (await holders()).join() === id('two'));
  expect(await hasSession(id('one'))).toBe(false);
  await publish(10);
  await eventually(async () => (await stored()) === 20);
});

test('who is heard once in that time is not: his messages wait for him', async () => {
  const [one, two] = [await join('one'), await join('two')];
  await beats(two, BEATS - 1);
  await one.beat();
  await beats(two, BEATS - 1);
  await one.close();
  await publish(10);
  await eventually(async () => (await stored()) === 5);
  expect(await holders()).toEqual([id('one'), id('two')]);
  await join('one');
  await eventually(async () => (await stored()) === 10);
});

test('nobody is taken for dead by one who was cut off from the database himself', async () => {
  const two = await join('two', overLine);
  await join('one');
  await beats(two, BEATS);
  await line.down();
  await two.beat();
  await line.up();
  await eventually(async () => sql(overLine.em.fork(), 'select'));
  await beats(two, BEATS);
  expect(await adopted()).toEqual([]);
  await eventually(async () => {
    await two.beat();
    return (await adopted()).join() === id('one');
  });
});

test('who was taken for dead and lives has his name back at his next beat, and works on; who has his session lets go', async () => {
  const [one, two] = [await join('one'), await join('two')];
  await beats(two, BEATS + 1);
  expect(await adopted()).toEqual([id('one')]);
  await publish(10);
  await eventually(async () => {
    await one.beat();
    await two.beat();
    return one.connected && (await stored()) === 10;
  });
  expect(await adopted()).toEqual([]);
  await publish(10);
  await eventually(async () => (await stored()) === 20);
});

test('a session is taken over only as it was seen: not from one who is heard meanwhile, and not by two', async () => {
  const [one, two, three] = ['one', 'two', 'three'].map((name) => new IngestSessions(database, id('group'), name));
  await one!.claim(id('one'));
  const [seen] = await two!.beat();
  await one!.beat();
  expect(await two!.adopt(seen!)).toBe(false);
  const [seenAgain] = await two!.beat();
  expect([await three!.adopt(seenAgain!), await two!.adopt(seenAgain!)]).toEqual([true, false]);
});

test('of two under one name the later has it, and the earlier stays away until the later is silent', async () => {
  const earlier = await join('one');
  const later = await join('one');
  const holder = await ask('select holder from ingest_session');
  await earlier.beat();
  expect(earlier.connected).toBe(false);
  expect(await ask('select holder from ingest_session')).toEqual(holder);
  await later.beat();
  await eventually(() => later.connected);
  await later.close();
  await beats(earlier, BEATS + 2);
  await eventually(() => earlier.connected);
});

test('one whom the database has not heard for long leaves the broker by himself, and comes again when it hears him', async () => {
  const one = await join('one', overLine, 3);
  await line.down();
  await eventually(async () => {
    await one.beat();
    one.letGoIfUnheard();
    return !one.connected;
  });
  await line.up();
  await eventually(async () => {
    await one.beat();
    return one.connected;
  });
});

test.each([
  { from: 'alone', to: 'in a group', before: null, after: 'new' },
  { from: 'in a group', to: 'in another', before: 'old', after: 'new' },
  { from: 'in a group', to: 'alone', before: 'old', after: null },
])('who took messages $from and now takes them $to keeps his session, and is handed each once', async ({ before, after }) => {
  const first = await ingest(before);
  await eventually(async () => {
    await publish(1);
    return (await stored()) > 0;
  });
  await first[Symbol.asyncDispose]();
  await publish(5, 'kept');
  const heard: string[] = [];
  await ingest(after, { ...recording.batcher, submit: (message, settle) => (heard.push(message.readings[0]!.key), recording.batcher.submit(message, settle)) });
  await eventually(() => heard.filter((each) => each === 'CNC-001/kept').length === 5);
  // The second subscription ends soon after the first is there.
  await eventually(async () => {
    heard.length = 0;
    await publish(5);
    await publish(1, 'mark');
    await eventually(() => heard.includes('CNC-001/mark'));
    return heard.length === 6;
  });
});

/** The broker keeps the sessions of the tests before. */
const id = (name: string) => `${name}-${group}`;

/** A member that has its session, and whose subscription the broker has confirmed. */
async function join(name: string, heardBy = database, adoptAfter = HOUR_SECONDS): Promise<Membership> {
  const member = new Membership({ url, clientId: id(name), group: id('group'), database: heardBy, batcher: recording.batcher, log, adoptAfter });
  members.defer(() => member.close());
  await eventually(async () => {
    await member.beat();
    return member.connected;
  });
  return member;
}

/** The ingest as the program opens it, alone (null) or in a group. */
async function ingest(groupName: string | null, batcher: Batcher = recording.batcher): Promise<Consumer> {
  const mqttGroup = groupName === null ? null : { group: `${groupName}-${group}`, adoptAfter: HOUR_SECONDS };
  return members.use(await openIngest({ config: { mqttClientId: id('moving'), mqttGroup }, url, protocolVersion: 5, database, batcher, log }));
}

async function beats(member: Membership, count: number): Promise<void> {
  for (let beat = 0; beat < count; beat += 1) await member.beat();
}

let measured = Date.now() - 60_000;
async function publish(count: number, channel = 'temperature'): Promise<void> {
  const next = () => device.publishAsync(`thermograph/CNC-001/${channel}`, JSON.stringify({ value: 20, measuredAt: new Date(measured++).toISOString() }), { qos: 1 });
  await Promise.all(Array.from({ length: count }, next));
}

const ask = async <Row>(text: string) => (await sql<Row>(database.em.fork(), text)).rows;
const stored = async () => (await ask<{ count: number }>('select count(*)::int from reading'))[0]!.count;
const holders = async () => (await ask<{ name: string }>('select client_id as name from ingest_session order by 1')).map(({ name }) => name);
const adopted = async () => (await ask<{ name: string }>('select client_id as name from ingest_session where is_adopted order by 1')).map(({ name }) => name);

async function hasSession(clientId: string): Promise<boolean> {
  const client = mqtt.connect(url, { protocolVersion: 5, clientId, clean: false, manualConnect: true, reconnectPeriod: 0 });
  const present = new Promise<boolean>((resolve) => client.once('connect', ({ sessionPresent }) => resolve(sessionPresent)));
  client.connect();
  const isPresent = await present;
  await client.endAsync();
  return isPresent;
}
