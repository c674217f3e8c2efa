import { fileURLToPath } from 'node:url';
import { openDatabase, type Database } from '../../src/database.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { openFolder } from '../support/folder.js';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.js';
import { startMqttProxy, type MqttProxy } from '../support/mqtt-proxy.js';
import { startProgram, type Program } from '../support/program.js';
import { startRedis, type Redis } from '../support/redis.js';
import { openServer, type Server } from '../support/server.js';
import { makeWorld, type Thermometer } from './world.js';

/** A world of its own: broker, Redis, database, thermometers, and a line to the broker that can be cut and is read along. */
export interface Rig extends AsyncDisposable {
  readonly mosquitto: Mosquitto;
  /** Of the broker itself, past the line. */
  readonly port: number;
  readonly redis: Redis;
  readonly line: MqttProxy;
  readonly databaseUrl: string;
  readonly database: Database;
  readonly thermometers: readonly Thermometer[];
  /** The program as a process that ingests, behind the line; it ends with the rig. */
  startIngest(env?: Record<string, string>): Promise<Program>;
  /** The program as a process that answers queries and subscriptions. */
  startApi(env?: Record<string, string>): Promise<Program>;
  /** One who knows no better, in its place: see careless-consumer. */
  startCareless(habit: 'record' | 'append' | 'tell'): Promise<Server>;
}

const CARELESS = fileURLToPath(new URL('careless-consumer.js', import.meta.url));
// Nothing is dropped, and nothing is written down: here the broker is what stays up.
const BROKER = ['max_queued_messages 0', 'max_inflight_messages 1000', 'set_tcp_nodelay true', 'max_packet_size 2000000'];

export async function openRig({ databaseUrl, machines = 40 }: { databaseUrl?: string; machines?: number } = {}): Promise<Rig> {
  await using opening = new AsyncDisposableStack();
  const url = databaseUrl ?? (await createDatabase());
  const mosquitto = opening.use(await startMosquitto({ config: BROKER }));
  const redis = opening.use(await startRedis());
  const line = opening.use(await startMqttProxy({ to: mosquitto.port }));
  const database = await openDatabase({ url }, createLog('silent'));
  opening.defer(() => database.close());
  const thermometers = await makeWorld(database, machines);
  const open = opening.move();
  const mqttUrl = `mqtt://127.0.0.1:${line.port}`;
  return {
    mosquitto, redis, line, database, thermometers,
    port: mosquitto.port,
    databaseUrl: url,
    startIngest: async (env = {}) =>
      open.use(await startProgram({ DATABASE_URL: url, REDIS_URL: redis.url, MQTT_URL: mqttUrl, THERMOGRAPH_ROLE: 'ingest', MQTT_CLIENT_ID: 'ingest', ...env })),
    startApi: async (env = {}) => open.use(await startProgram({ DATABASE_URL: url, REDIS_URL: redis.url, THERMOGRAPH_ROLE: 'api', ...env })),
    startCareless: async (habit) => open.use(await startCareless([habit, url, mqttUrl, 'ingest', redis.url])),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** From when it is connected. */
async function startCareless(words: string[]): Promise<Server> {
  let connections = 0;
  let before = 0;
  const server = await openServer({
    name: 'careless',
    folder: await openFolder('careless'),
    command: [process.execPath, '--enable-source-maps', CARELESS, ...words],
    ready: async () => connections > before,
    onLine: (line) => void (connections += line === 'connected' ? 1 : 0),
  });
  const start = server.start.bind(server);
  return Object.assign(server, {
    start: () => {
      before = connections;
      return start();
    },
  });
}
