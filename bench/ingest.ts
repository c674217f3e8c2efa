// How fast readings go from a device to Postgres and to a subscriber, beside what Postgres can do at all.
// `npm run bench:ingest`, `npm run bench:ingest -- --json`. Real Mosquitto, Postgres (fsync on) and Redis; all share this machine.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import mqtt from 'mqtt';
import WebSocket from 'ws';
import { openDatabase, sql } from '../build/src/database.js';
import { createLog } from '../build/src/log.js';
import { startMosquitto } from '../build/tests/support/mosquitto.js';
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram, type Program } from '../build/tests/support/program.js';
import { startProxy } from '../build/tests/support/proxy.js';
import { startRedis } from '../build/tests/support/redis.js';
import { processorsOf } from './processors.ts';
import { note, percentile, report } from './report.ts';

const TOPICS = 500;
const MESSAGES = 400_000;
/** Readings in a message: of a small logger, and of a machine with several sensors. */
const FEW = 2;
const MANY = 5;
const PACED = { rate: 2_000, warmUp: 3, seconds: 20, watched: 50 };
const OVERLOAD_MESSAGES = 600_000;
// As docker-compose.yml has it.
const HEAP = '--max-old-space-size=256';
const run = promisify(execFile);

await using postgres = await startPostgres({ durable: true });
await using redis = await startRedis();
await using mosquitto = await startMosquitto({ config: ['max_queued_messages 0', 'max_inflight_messages 5000', 'set_tcp_nodelay true'] });
const servers = { DATABASE_URL: postgres.url(), REDIS_URL: redis.url, MQTT_URL: mosquitto.url, LOG_LEVEL: 'warn' };
await makeWorld();

note(`full speed: ${MESSAGES} messages of ${FEW} readings on ${TOPICS} topics`);
const speed = await fullSpeed(1, FEW);
note(`the same with ${MANY} readings in each`);
const full = await fullSpeed(1, MANY);
note('two ingests, which share them');
const shared = await fullSpeed(2, FEW);
note('COPY of as many rows into an identical table');
const copied = await copy(MESSAGES * FEW);
note(`latency at ${PACED.rate} messages/s`);
const latency = await latencies();
note('memory while the database is ten times slower than the publisher');
const memory = await overload(speed.messagesPerSecond / 10);

const readingsPerSecond = speed.messagesPerSecond * FEW;
const twoToOne = shared.messagesPerSecond / speed.messagesPerSecond;
const copyRatio = readingsPerSecond / copied;
const fullCopyRatio = (full.messagesPerSecond * MANY) / copied;
report(
  'Ingest: MQTT QoS 1 to COMMIT, with a rule on every sensor and Redis publishing on',
  [
    { what: 'messages/s acknowledged after COMMIT', value: speed.messagesPerSecond.toFixed(0), goal: '>= 20000' },
    { what: 'readings/s', value: readingsPerSecond.toFixed(0) },
    { what: 'messages/s of two ingests that share a subscription', value: shared.messagesPerSecond.toFixed(0) },
    { what: 'times those of one', value: twoToOne.toFixed(2), goal: '>= 1.30 where there are processors for it' },
    ...Object.entries(shared.processors).map(([name, share]) => ({ what: `processors with one and with two: ${name}`, value: `${speed.processors[name]?.toFixed(2) ?? '-'}, ${share.toFixed(2)}` })),
    { what: 'COPY into an identical table, rows/s', value: copied.toFixed(0) },
    { what: `share of COPY, ${FEW} readings in a message`, value: copyRatio.toFixed(2), goal: '>= 0.40' },
    { what: `share of COPY, ${MANY} readings in a message`, value: fullCopyRatio.toFixed(2), goal: '>= 0.40' },
    { what: `messages/s, ${MANY} readings in each`, value: full.messagesPerSecond.toFixed(0) },
    { what: `device to subscriber at ${PACED.rate} messages/s, p50`, value: `${latency.p50} ms` },
    { what: `device to subscriber at ${PACED.rate} messages/s, p99`, value: `${latency.p99} ms`, goal: '< 100 ms' },
    { what: 'ingest process under ten times too much, at first', value: `${memory.start} MB` },
    { what: 'ingest process under ten times too much, at most', value: `${memory.peak} MB`, goal: 'flat' },
  ],
  { messagesPerSecond: Math.round(speed.messagesPerSecond), readingsPerSecond: Math.round(readingsPerSecond), copyRatio: Number(copyRatio.toFixed(3)), full: { readings: MANY, messagesPerSecond: Math.round(full.messagesPerSecond), copyRatio: Number(fullCopyRatio.toFixed(3)), processors: full.processors }, twoIngests: { messagesPerSecond: Math.round(shared.messagesPerSecond), ratioToOne: Number(twoToOne.toFixed(2)), processors: shared.processors, processorsOfOne: speed.processors }, latencyMs: latency, rssMb: memory },
);

async function makeWorld(): Promise<void> {
  const database = await openDatabase({ url: postgres.url() }, createLog('silent'));
  await sql(database.em, `insert into machine (code, name) select 'BENCH-' || lpad(n::text, 3, '0'), 'bench' from generate_series(0, $1 - 1) as n`, [TOPICS]);
  await sql(database.em, `insert into sensor (key, channel, quantity, unit, machine_id)
    select code || '/' || lower(quantity), lower(quantity), quantity, unit, machine.id from machine, (values ('TEMPERATURE', 'Cel'), ('HUMIDITY', '%'), ('PRESSURE', 'bar'), ('VIBRATION', 'mm/s'), ('POWER', 'kW')) as of (quantity, unit)`);
  await sql(database.em, `insert into sensor_state (sensor_id, runs) select id, '{}' from sensor`);
  await sql(database.em, `insert into excursion_rule (code, version, quantity, severity, mode, low, high, deadband, on_delay, off_delay, created_at) values
    ('TOO-WARM', 1, 'TEMPERATURE', 'WARNING', 'CONSECUTIVE', 2, 40, 0.5, '1 min', '1 min', now()), ('TOO-DAMP', 1, 'HUMIDITY', 'WARNING', 'INSTANT', 10, 80, 0, '0', '0', now()),
    ('PRESSURE', 1, 'PRESSURE', 'WARNING', 'INSTANT', 1, 8, 0, '0', '0', now()), ('VIBRATION', 1, 'VIBRATION', 'WARNING', 'CONSECUTIVE', null, 8, 0, '1 min', '1 min', now()), ('POWER', 1, 'POWER', 'WARNING', 'INSTANT', 1, 8, 0, '0', '0', now())`);
  await sql(database.em, 'insert into excursion_rule_asset (rule_id, machine_id) select excursion_rule.id, machine.id from excursion_rule, machine');
  await database.close();
}

interface Speed {
  messagesPerSecond: number;
  /** Of one processor, by who takes it. */
  processors: Record<string, number>;
}

async function fullSpeed(ingests: number, channels: number): Promise<Speed> {
  await using open = new AsyncDisposableStack();
  const group: Record<string, string> = ingests === 1 ? {} : { MQTT_GROUP: 'bench' };
  const programs: Program[] = [];
  while (programs.length < ingests) programs.push(open.use(await startIngest(group)));
  const watched = [
    { name: 'publisher and bench', pid: process.pid },
    { name: 'mosquitto', pid: mosquitto.pid },
    { name: 'postgres', pid: postgres.pid },
    ...programs.map(({ pid }, index) => ({ name: `ingest ${index + 1}`, pid })),
  ];
  const { outcome, processors } = await processorsOf(watched, async () => {
    const publisher = publish(MESSAGES, 0, channels);
    const finished = await counted(programs, MESSAGES * channels);
    return { finished, ...(await publisher) };
  });
  // All that runs here is a child of ours.
  const { 'publisher and bench': ours = 0, ...others } = processors;
  const servers = watched.slice(1).reduce((sum, { name }) => sum + processors[name]!, 0);
  return { messagesPerSecond: MESSAGES / ((outcome.finished - outcome.began) / 1000), processors: { 'publisher and bench': Number((ours - servers).toFixed(2)), ...others } };
}

/** The same rows in the same order, through psql, into a table made from the same definition. */
async function copy(rows: number): Promise<number> {
  const psql = (command: string) => run(join(postgres.programs, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-d', postgres.url(), '-c', command]);
  const file = join(tmpdir(), `thermograph-copy-${process.pid}.csv`);
  await writeFile(file, '');
  await psql(`\\copy (select * from reading order by xid, received_at, measured_at, sensor_id limit ${rows}) to '${file}'`);
  await psql('create table copied (like reading including all) partition by range (measured_at)');
  await psql(`do $$ declare p regclass; begin for p in select inhrelid::regclass from pg_inherits where inhparent = 'reading'::regclass loop
    execute format('create table copied_%s (like copied including all)', replace(p::text, 'reading_', ''));
    execute format('alter table copied attach partition copied_%s %s', replace(p::text, 'reading_', ''), (select pg_get_expr(relpartbound, oid) from pg_class where oid = p)); end loop; end $$`);
  await psql('checkpoint');
  const began = performance.now();
  await psql(`\\copy copied from '${file}'`);
  const seconds = (performance.now() - began) / 1000;
  await run('rm', [file]);
  return rows / seconds;
}

/** From the moment that a device puts into its message to the moment that a subscriber of another process has it. */
async function latencies(): Promise<{ p50: number; p99: number }> {
  await using _ingest = await startIngest();
  await using api = await startProgram({ ...servers, THERMOGRAPH_ROLE: 'api' });
  const client = createClient({ url: api.wsUrl, webSocketImpl: WebSocket });
  const machine = Array.from({ length: PACED.watched }, (_, index) => `BENCH-${String(index * (TOPICS / PACED.watched)).padStart(3, '0')}`);
  const milliseconds: number[] = [];
  const query = 'subscription ($machine: [String!]) { readingRecorded(where: { machine: $machine }) { reading { measuredAt value sensor { key } } } }';
  const failed = new Promise<never>((_, reject) => {
    client.subscribe<{ readingRecorded: { reading: { measuredAt: string } | null } }>({ query, variables: { machine } }, {
      next: ({ data, errors }) => {
        if (!data) reject(new Error(JSON.stringify(errors)));
        else if (data.readingRecorded.reading) milliseconds.push(Date.now() - Date.parse(data.readingRecorded.reading.measuredAt));
      },
      error: reject,
      complete: () => {},
    });
  });
  await Promise.race([sleep(1_000), failed]);
  await Promise.race([publish(PACED.rate * PACED.warmUp, PACED.rate), failed]);
  await sleep(500);
  milliseconds.length = 0;
  await Promise.race([publish(PACED.rate * PACED.seconds, PACED.rate), failed]);
  await sleep(500);
  await client.dispose();
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const expected = ((PACED.rate * PACED.seconds) / TOPICS) * PACED.watched * 2;
  if (sorted.length !== expected) throw new Error(`${expected} readings should have reached the subscriber, ${sorted.length} did`);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/** The database answers through a line so slow that it takes about a tenth of what comes. */
async function overload(messagesPerSecond: number): Promise<{ start: number; peak: number }> {
  await using slow = await startProxy({ to: postgres.port });
  await using ingest = await startIngest({ DATABASE_URL: postgres.url().replace(`:${postgres.port}/`, `:${slow.port}/`) });
  // A batch is some nine statements, each waits for the line twice; the window bounds what one batch can take.
  slow.setLatency(Math.round((10_000 / messagesPerSecond / 18) * 1000));
  const publisher = publish(OVERLOAD_MESSAGES, 0);
  await sleep(10_000);
  const start = await residentMegabytes(ingest);
  let peak = start;
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    peak = Math.max(peak, await residentMegabytes(ingest));
    await sleep(250);
  }
  slow.setLatency(0);
  await publisher;
  return { start, peak };
}

/** When it is over so is its session: else the broker would keep for it whatever comes later. */
async function startIngest(env: Record<string, string> = {}): Promise<Program> {
  const clientId = `bench-${Math.random()}`;
  const program = await startProgram({ ...servers, THERMOGRAPH_ROLE: 'ingest', MQTT_CLIENT_ID: clientId, NODE_OPTIONS: HEAP, ...env });
  const stop = program[Symbol.asyncDispose].bind(program);
  return Object.assign(program, {
    async [Symbol.asyncDispose]() {
      await stop();
      await (await mqtt.connectAsync(mosquitto.url, { clientId, protocolVersion: 5, clean: true })).endAsync();
    },
  });
}

async function publish(messages: number, rate: number, channels = FEW): Promise<{ began: number; seconds: number }> {
  const publisher = spawn(process.execPath, [new URL('./publisher.ts', import.meta.url).pathname, String(mosquitto.port), String(messages), String(TOPICS), String(rate), String(channels)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  publisher.stdout.on('data', (bytes) => (output += bytes));
  const [code] = await once(publisher, 'close');
  if (code !== 0) throw new Error(`the publisher ended with ${code}`);
  return JSON.parse(output);
}

/** When the ingests have committed so many readings, by their own count. */
async function counted(ingests: readonly Program[], readings: number): Promise<number> {
  for (;;) {
    const texts = await Promise.all(ingests.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    const now = Date.now();
    if (texts.reduce((sum, text) => sum + Number(/^thermograph_readings_recorded_total (\d+)/m.exec(text)?.[1] ?? 0), 0) >= readings) return now;
    await sleep(100);
  }
}

async function residentMegabytes({ pid }: Program): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024);
}
