import mqtt from 'mqtt';
import { Redis } from 'ioredis';
import { openDatabase, sql } from '../../src/database.js';
import { now } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { parseMessage, type ParsedMessage } from '../../src/ingest/message.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';

// What the trials must tell from the program: a process that ingests as one does who reads no further than the first page of
// each manual. `careless-consumer.js HABIT DATABASE_URL MQTT_URL CLIENT_ID [REDIS_URL]`, where HABIT is
// - record: our own recorder, but mqtt.js acknowledges each message when it comes, and what fails is not tried again;
// - append: mqtt.js acknowledges each message after its INSERT, as its manual says, into a table without a key;
// - tell: as record, and each batch is told through Redis, and nobody looks whether that went well.
const [habit = '', databaseUrl = '', mqttUrl = '', clientId = '', redisUrl = ''] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);

const database = await openDatabase({ url: databaseUrl }, createLog('silent'));
const client = mqtt.connect(mqttUrl, { manualConnect: true, protocolVersion: 5, clientId, clean: false, reconnectPeriod: 1_000, properties: { sessionExpiryInterval: 3_600 } });
if (habit === 'append') await appendEach();
else recordBatches();
client.on('connect', ({ sessionPresent }) => {
  if (sessionPresent) say('connected');
  else client.subscribe('thermograph/#', { qos: 1 }, () => say('connected'));
});
client.connect();

async function appendEach(): Promise<void> {
  await sql(database.em.fork(), 'create table if not exists appended (topic text not null, payload jsonb not null)');
  client.handleMessage = ({ topic, payload }, done) => {
    sql(database.em.fork(), 'insert into appended (topic, payload) values ($1, $2::text::jsonb)', [topic, String(payload)]).then(
      () => done(),
      () => say(`could not append ${topic}`),
    );
  };
}

function recordBatches(): void {
  const record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false });
  const redis = habit === 'tell' ? new Redis(redisUrl, { enableOfflineQueue: false }) : null;
  redis?.on('error', () => {});
  let waiting: ParsedMessage[] = [];
  let writing = false;
  const write = async () => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await record(batch).catch((error: unknown) => say(`not stored: ${String(error)}`));
      void redis?.publish('careless', String(batch.length));
    }
    writing = false;
  };
  client.on('message', (topic, payload) => {
    const receivedAt = now();
    waiting.push(parseMessage({ topic, payload, receivedAt }, { now: receivedAt }));
    if (!writing) void write();
  });
}
