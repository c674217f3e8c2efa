// How fast readings go from a device to Postgres and to a subscriber, beside what Postgres can do at all.
// `npm run bench:ingest`, `npm run bench:ingest -- --json`. Real Mosquitto, Postgres (fsync on) and Redis; all share this machine.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Program } from '../build/tests/support/program.js';
import { startProxy } from '../build/tests/support/proxy.js';
import { copy, counted, openIngestWorld, publish, TOPICS } from './ingest-world.ts';
import { processorsOf } from './processors.ts';
import { note, percentile, report } from './report.ts';

const MESSAGES = 400_000;
/** Readings in a message: of a small logger, and of a machine with several sensors. */
const FEW = 2;
const MANY = 5;
const PACED = { rate: 2_000, warmUp: 3, seconds: 20, watched: 50 };
const OVERLOAD_MESSAGES = 600_000;

await using world = await openIngestWorld();
const { postgres, mosquitto } = world;
note(`full speed: ${MESSAGES} messages of ${FEW} readings on ${TOPICS} topics`);
const speed = await fullSpeed(1, FEW);
note(`the same with ${MANY} readings in each`);
const full = await fullSpeed(1, MANY);
note('two ingests, which share them');
const shared = await fullSpeed(2, FEW);
note('COPY of as many rows into an identical table');
const copied = await copy(world, MESSAGES * FEW);
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

interface Speed {
  messagesPerSecond: number;
  /** Of one processor, by who takes it. */
  processors: Record<string, number>;
}

async function fullSpeed(ingests: number, channels: number): Promise<Speed> {
  await using open = new AsyncDisposableStack();
  const group: Record<string, string> = ingests === 1 ? {} : { MQTT_GROUP: 'bench' };
  const programs: Program[] = [];
  while (programs.length < ingests) programs.push(open.use(await world.startIngest(group)));
  const watched = [
    { name: 'publisher and bench', pid: process.pid },
    { name: 'mosquitto', pid: mosquitto.pid },
    { name: 'postgres', pid: postgres.pid },
    ...programs.map(({ pid }, index) => ({ name: `ingest ${index + 1}`, pid })),
  ];
  const { outcome, processors } = await processorsOf(watched, async () => {
    const publisher = publish(world, MESSAGES, 0, channels);
    const finished = await counted(programs, MESSAGES * channels);
    return { finished, ...(await publisher) };
  });
  // All that runs here is a child of ours.
  const { 'publisher and bench': ours = 0, ...others } = processors;
  const servers = watched.slice(1).reduce((sum, { name }) => sum + processors[name]!, 0);
  return { messagesPerSecond: MESSAGES / ((outcome.finished - outcome.began) / 1000), processors: { 'publisher and bench': Number((ours - servers).toFixed(2)), ...others } };
}

/** From the moment that a device puts into its message to the moment that a subscriber of another process has it. */
async function latencies(): Promise<{ p50: number; p99: number }> {
  await using _ingest = await world.startIngest();
  await using api = await world.startApi();
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
  await Promise.race([publish(world, PACED.rate * PACED.warmUp, PACED.rate, FEW), failed]);
  await sleep(500);
  milliseconds.length = 0;
  await Promise.race([publish(world, PACED.rate * PACED.seconds, PACED.rate, FEW), failed]);
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
  await using ingest = await world.startIngest({ DATABASE_URL: postgres.url().replace(`:${postgres.port}/`, `:${slow.port}/`) });
  // A batch is some nine statements, each waits for the line twice; the window bounds what one batch can take.
  slow.setLatency(Math.round((10_000 / messagesPerSecond / 18) * 1000));
  const publisher = publish(world, OVERLOAD_MESSAGES, 0, FEW);
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

async function residentMegabytes({ pid }: Program): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024);
}
