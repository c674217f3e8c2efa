import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { Redis as RedisClient } from 'ioredis';
import mqtt, { type MqttClient } from 'mqtt';
import WebSocket from 'ws';
import { graphql } from '../client/index.js';
import type { TypedDocumentString } from '../client/graphql.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startProgram, type Program } from '../support/program.js';
import { startRedis, type Redis } from '../support/redis.js';
import { readCompose, secrets } from './compose-file.js';
import { DefineRule, RegisterMachine, RegisterSensor } from './graphql-documents.js';
import { startShippedMosquitto } from './shipped-mosquitto.js';

// The processes of docker-compose.yml with the variables that stand there; only where Postgres, Redis and Mosquitto are is other.

const EveryReading = graphql(`
  subscription EveryReading {
    readingRecorded { reading { sensor { key } value } }
  }
`);
const ReadingsOfSensor = graphql(`
  subscription ReadingsOfSensor($sensor: [String!]) {
    readingRecorded(where: { sensor: $sensor }) { reading { sensor { key } value } }
  }
`);
const EveryExcursion = graphql(`
  subscription EveryExcursion {
    excursionChanged { change excursion { sensor { key } kind peak } }
  }
`);
const EveryStatus = graphql(`
  subscription EveryStatus {
    machineStatusChanged { code status }
  }
`);
const SetStatus = graphql(`
  mutation SetStatus($input: SetMachineStatusInput!) {
    setMachineStatus(input: $input) { userErrors { message } }
  }
`);

const SECRETS = secrets();
const AUTHORIZATION = `Bearer ${SECRETS['THERMOGRAPH_API_KEY']}`;
const parts = new AsyncDisposableStack();
const apis: Program[] = [];
let device: MqttClient;
let redis: Redis;

beforeAll(async () => {
  const { services } = readCompose(SECRETS);
  redis = parts.use(await startRedis());
  const broker = parts.use(await startShippedMosquitto(services['mosquitto']!.environment!));
  const servers = { DATABASE_URL: await createDatabase(), REDIS_URL: redis.url };
  const here = ({ PORT: _, MQTT_URL, ...variables }: Record<string, string>) => ({ ...variables, ...servers, ...(MQTT_URL && { MQTT_URL: MQTT_URL.replace('mosquitto:1883', `127.0.0.1:${broker.port}`) }) });
  // In the order in which the compose file starts them.
  for (const name of ['ingest', 'api-1', 'api-2']) {
    const program = parts.use(await startProgram(here(services[name]!.environment!)));
    if (name !== 'ingest') apis.push(program);
  }
  device = await mqtt.connectAsync(broker.url, { username: 'device', password: SECRETS['MQTT_DEVICE_PASSWORD']!, protocolVersion: 5 });
  parts.defer(() => device.endAsync());
  await makeWorld();
});
afterAll(async () => parts[Symbol.asyncDispose]());

// The first: a shard that was wanted is heard for a while longer.
test('a process that serves hears in Redis only of the shards of sensors that somebody asks for', async () => {
  const line = new RedisClient(redis.url);
  parts.defer(() => line.disconnect());
  const shards = async () => ((await line.pubsub('CHANNELS', 'thermograph:readingsRecorded:*')) as string[]).length;
  expect(await shards()).toBe(0);
  const client = createClient({ url: apis[0]!.wsUrl, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: AUTHORIZATION } });
  const heard: string[] = [];
  client.subscribe<{ readingRecorded: { reading: { sensor: { key: string } } | null } }>(
    { query: ReadingsOfSensor.toString(), variables: { sensor: ['CNC-001/temperature'] } },
    { next: ({ data }) => heard.push(data?.readingRecorded.reading?.sensor.key ?? ''), error: (error) => heard.push(JSON.stringify(error)), complete: () => {} },
  );
  await eventually(async () => {
    await publish('CNC-001/knock', 1);
    await publish('CNC-001/temperature', 20);
    return heard.length > 2;
  });
  expect(new Set(heard)).toEqual(new Set(['CNC-001/temperature']));
  expect(await shards()).toBe(1);
  await client.dispose();
});

test('each subscriber hears of each event once, whichever process it sits on', async () => {
  const listeners = apis.flatMap((api) => [listen(api), listen(api)]);
  await allListen(listeners);

  const readings = Array.from({ length: 300 }, (_, number) => number + 100);
  await Promise.all(readings.map((value) => publish('CNC-001/temperature', value)));
  await ask(apis[0]!, SetStatus, { input: { machine: 'CNC-001', status: 'RUNNING' } });
  // A machine is told as it is when it is told.
  for (const { heard } of listeners) await eventually(() => heard.statuses.includes('RUNNING'));
  // What was told before these was heard before them, for each kind of event comes in its order.
  await publish('CNC-001/last', 0);
  await ask(apis[1]!, SetStatus, { input: { machine: 'CNC-001', status: 'IDLE' } });
  await publish('CNC-001/temperature', 20);

  for (const { heard } of listeners) {
    await eventually(() => heard.readings.includes('CNC-001/last 0') && heard.statuses.includes('IDLE') && heard.excursions.some((each) => each.startsWith('CLOSED')));
    expect(heard.readings.filter((each) => each.startsWith('CNC-001/temperature')).slice(0, 300)).toEqual(readings.map((value) => `CNC-001/temperature ${value}`));
    expect(heard.statuses).toEqual(['RUNNING', 'IDLE']);
    expect(heard.excursions.filter((each) => each.startsWith('OPENED'))).toEqual(['OPENED CNC-001/temperature ABOVE']);
    expect(heard.excursions.filter((each) => each.startsWith('CLOSED'))).toEqual(['CLOSED CNC-001/temperature ABOVE']);
  }
  await Promise.all(listeners.map(({ client }) => client.dispose()));
});

async function makeWorld(): Promise<void> {
  await ask(apis[0]!, RegisterMachine, { input: { code: 'CNC-001', name: 'Milling machine' } });
  const sensors = [
    { channel: 'temperature', quantity: 'TEMPERATURE' },
    { channel: 'knock', quantity: 'LEVEL' },
    { channel: 'last', quantity: 'LEVEL' },
  ] as const;
  for (const sensor of sensors) await ask(apis[0]!, RegisterSensor, { input: { machine: 'CNC-001', ...sensor } });
  await ask(apis[0]!, DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 50, machines: ['CNC-001'] } });
}

async function ask<Result, Variables>({ url }: Program, document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<void> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: AUTHORIZATION }, body: JSON.stringify({ query: document.toString(), variables }) });
  const { data, errors } = (await response.json()) as { data?: Record<string, { userErrors: unknown[] }>; errors?: unknown };
  expect({ errors, userErrors: Object.values(data ?? {}).flatMap(({ userErrors }) => userErrors) }).toEqual({ userErrors: [] });
}

interface Listener {
  client: Client;
  heard: { readings: string[]; excursions: string[]; statuses: string[] };
}

/** Three subscriptions over a connection of its own. */
function listen({ wsUrl }: Program): Listener {
  const client = createClient({ url: wsUrl, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: AUTHORIZATION } });
  const heard: Listener['heard'] = { readings: [], excursions: [], statuses: [] };
  const subscribe = <Result>(document: TypedDocumentString<Result, Record<string, never>>, next: (data: Result) => void) =>
    client.subscribe<Result>({ query: document.toString() }, { next: ({ data }) => next(data!), error: (error) => heard.readings.push(`error ${JSON.stringify(error)}`), complete: () => {} });
  subscribe(EveryReading, ({ readingRecorded: { reading } }) => reading && heard.readings.push(`${reading.sensor.key} ${reading.value}`));
  subscribe(EveryExcursion, ({ excursionChanged: { change, excursion } }) => heard.excursions.push(`${change} ${excursion.sensor.key} ${excursion.kind}`));
  subscribe(EveryStatus, ({ machineStatusChanged: { status } }) => heard.statuses.push(status));
  return { client, heard };
}

/** When all three subscriptions of each run, and what is published reaches them. */
async function allListen(listeners: readonly Listener[]): Promise<void> {
  const figure = async ({ url }: Program) => Number(/^thermograph_subscribers (\d+)$/m.exec(await (await fetch(`${url}/metrics`, { headers: { authorization: AUTHORIZATION } })).text())?.[1]);
  const wanted = (listeners.length / apis.length) * 3;
  for (const api of apis) await eventually(async () => (await figure(api)) === wanted);
  await eventually(async () => {
    await publish('CNC-001/knock', 1);
    return listeners.every(({ heard }) => heard.readings.includes('CNC-001/knock 1'));
  });
}

let measured = Date.now() - 60_000;
/** Every value a millisecond after the one before: no two are of the same moment. */
const publish = (key: string, value: number) => device.publishAsync(`thermograph/${key}`, JSON.stringify({ value, measuredAt: new Date(measured++).toISOString() }), { qos: 1 });
