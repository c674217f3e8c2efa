// How many subscribers hear how much, beside a bare broadcast of the same bytes and graphql-ws as it comes. `npm run bench:fanout`,
// `npm run bench:fanout -- --json`. The whole program with real Postgres (and Redis, where there are two); all share this machine.
import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, sql } from '../build/src/database.js';
import { createLog } from '../build/src/log.js';
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram, type Program } from '../build/tests/support/program.js';
import { startRedis } from '../build/tests/support/redis.js';
import type { Answer, Order } from './fanout-clients.ts';
import type { Telling } from './fanout-peer.ts';
import { note, percentile, report } from './report.ts';

const SUBSCRIBERS = 1_000;
const MACHINES = 100;
const ROUNDS = 3;
/** In each round: fewer than a subscriber may have waiting before values of one sensor coalesce. */
const EVENTS = 200;
const EVENTS_OF_EACH_MACHINE = 40;
const FIELDS = '{ cursor reading { measuredAt value quality sensor { key unit } } }';
const ALL = `subscription { readingRecorded ${FIELDS} }`;
const machineOf = (index: number) => `BENCH-${String(index % MACHINES).padStart(3, '0')}`;

await using postgres = await startPostgres({ durable: true });
await using redis = await startRedis();
await makeWorld();
const variables = { DATABASE_URL: postgres.url(), LOG_LEVEL: 'warn' };
const median = (values: number[]): number => percentile(values.toSorted((one, other) => one - other), 0.5);
let minute = 0;

note(`${SUBSCRIBERS} subscribers who ask the same, in turns of ${EVENTS} events`);
const { ours, ws, graphqlWs, kbPerSubscriber } = await beside();
note('through Redis with two processes');
const several = await throughRedis();
note(`spread over ${MACHINES} machines`);
const spread = await overMachines();

const [deliveriesPerSecond, ratioToGraphqlWs, ratioToWs] = [Math.round(ours), Number((ours / graphqlWs).toFixed(2)), Number((ours / ws).toFixed(2))];
report(
  `Fan-out: results of subscriptions that reach ${SUBSCRIBERS} subscribers, the median of ${ROUNDS} turns`,
  [
    { what: 'deliveries/s', value: ours.toFixed(0) },
    { what: 'graphql-ws as it comes, without a database', value: graphqlWs.toFixed(0) },
    { what: 'bare ws, the same bytes', value: ws.toFixed(0) },
    { what: 'times graphql-ws', value: (ours / graphqlWs).toFixed(2), goal: '>= 2.3' },
    { what: 'share of bare ws', value: (ours / ws).toFixed(2), goal: '>= 0.50' },
    { what: 'deliveries/s through Redis, two processes with half of them each', value: several.toFixed(0) },
    { what: `deliveries/s, each of one of ${MACHINES} machines`, value: spread.toFixed(0) },
    { what: 'resident memory for each subscriber', value: `${kbPerSubscriber} kB` },
  ],
  { deliveriesPerSecond, ratioToGraphqlWs, ratioToWs, kbPerSubscriber },
);

async function makeWorld(): Promise<void> {
  const database = await openDatabase({ url: postgres.url() }, createLog('silent'));
  await sql(database.em, `insert into machine (code, name) select 'BENCH-' || lpad(n::text, 3, '0'), 'bench' from generate_series(0, $1 - 1) as n`, [MACHINES]);
  await sql(database.em, `insert into sensor (key, channel, quantity, unit, machine_id) select code || '/temperature', 'temperature', 'TEMPERATURE', 'Cel', id from machine`);
  await sql(database.em, `insert into sensor_state (sensor_id, runs) select id, '{}' from sensor`);
  await database.close();
}

/** All three at once on this machine, but one after the other at work. */
async function beside(): Promise<{ ours: number; ws: number; graphqlWs: number; kbPerSubscriber: number }> {
  await using program = await startProgram(variables);
  const idle = await residentKilobytes(program);
  await using clients = await startClients(program.wsUrl, Array<string>(SUBSCRIBERS).fill(ALL), program);
  const kbPerSubscriber = Math.round(((await residentKilobytes(program)) - idle) / SUBSCRIBERS);
  await record(program, ['BENCH-000'], 1);
  const example = await clients.example;
  await using plain = await startPeer('ws', example);
  await using graphql = await startPeer('graphql-ws', example);
  const rates = { ours: [] as number[], ws: [] as number[], graphqlWs: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ws.push(await plain.turn());
    rates.graphqlWs.push(await graphql.turn());
    rates.ours.push((EVENTS * SUBSCRIBERS) / (await clients.hears(EVENTS * SUBSCRIBERS, () => record(program, ['BENCH-000'], EVENTS))));
    note(Object.entries(rates).map(([name, [...all]]) => `${name} ${all.at(-1)!.toFixed(0)}/s`).join(', '));
  }
  return { ours: median(rates.ours), ws: median(rates.ws), graphqlWs: median(rates.graphqlWs), kbPerSubscriber };
}

async function throughRedis(): Promise<number> {
  await using one = await startProgram({ ...variables, REDIS_URL: redis.url, THERMOGRAPH_ROLE: 'api' });
  await using other = await startProgram({ ...variables, REDIS_URL: redis.url, THERMOGRAPH_ROLE: 'api' });
  const half = SUBSCRIBERS / 2;
  await using ofOne = await startClients(one.wsUrl, Array<string>(half).fill(ALL), one);
  await using ofOther = await startClients(other.wsUrl, Array<string>(half).fill(ALL), other);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const told = Promise.withResolvers<void>();
    const both = Promise.all([ofOne, ofOther].map((clients) => clients.hears(EVENTS * half, () => told.promise)));
    await record(one, ['BENCH-000'], EVENTS);
    told.resolve();
    rates.push((EVENTS * SUBSCRIBERS) / Math.max(...(await both)));
  }
  return median(rates);
}

async function overMachines(): Promise<number> {
  await using program = await startProgram(variables);
  const machines = Array.from({ length: MACHINES }, (_, index) => machineOf(index));
  const queries = Array.from({ length: SUBSCRIBERS }, (_, index) => `subscription { readingRecorded(where: { machine: ["${machineOf(index)}"] }) ${FIELDS} }`);
  await using clients = await startClients(program.wsUrl, queries, program);
  const deliveries = EVENTS_OF_EACH_MACHINE * SUBSCRIBERS;
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(deliveries / (await clients.hears(deliveries, () => record(program, machines, EVENTS_OF_EACH_MACHINE))));
  return median(rates);
}

/** All of it in one transaction. */
async function record({ url }: Program, machines: string[], count: number): Promise<void> {
  const first = Date.UTC(2026, 0, 1) + minute * 60_000;
  minute += count;
  const readings = Array.from({ length: count }, (_, index) => machines.map((code) => ({ sensor: `${code}/temperature`, measuredAt: new Date(first + index * 60_000).toISOString(), value: 20 + (index % 7) / 10 }))).flat();
  const query = 'mutation ($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded userErrors { message } } }';
  const answer = await (await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { readings } }) })).json();
  if (answer.data?.recordReadings.recorded !== readings.length) throw new Error(JSON.stringify(answer));
}

interface Clients extends AsyncDisposable {
  /** The first result that came. */
  readonly example: Promise<string>;
  /** In how many seconds so many results arrive, once they are told. */
  hears(count: number, tell: () => Promise<void>): Promise<number>;
}

async function startClients(url: string, queries: (string | null)[], program: Program | null): Promise<Clients> {
  const child = fork(new URL('./fanout-clients.ts', import.meta.url));
  const order = (what: Order) => child.send(what);
  const example = answered<string>(child, 'example');
  const connected = answered<number>(child, 'connected');
  order({ connect: { url, queries } });
  await connected;
  while (program && !(await (await fetch(`${program.url}/metrics`)).text()).includes(`thermograph_subscribers ${queries.length}\n`)) await sleep(50);
  return {
    example,
    async hears(count, tell) {
      const seconds = answered<number>(child, 'seconds');
      order({ count });
      await tell();
      return seconds;
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function startPeer(name: 'ws' | 'graphql-ws', example: string): Promise<AsyncDisposable & { turn(): Promise<number> }> {
  const child = fork(new URL('./fanout-peer.ts', import.meta.url), [name]);
  const clients = await startClients(await answered<string>(child, 'url'), Array<string | null>(SUBSCRIBERS).fill(name === 'ws' ? null : ALL), null);
  const tell = async (telling: Telling) => void child.send(telling);
  // That all have subscribed is seen when all of them hear.
  await sleep(1_000);
  await clients.hears(SUBSCRIBERS, () => tell({ events: 1, example }));
  return {
    turn: async () => (EVENTS * SUBSCRIBERS) / (await clients.hears(EVENTS * SUBSCRIBERS, () => tell({ events: EVENTS, example }))),
    async [Symbol.asyncDispose]() {
      await clients[Symbol.asyncDispose]();
      await end(child);
    },
  };
}

function answered<Value>(child: ChildProcess, name: 'url' | 'connected' | 'example' | 'seconds'): Promise<Value> {
  return new Promise((resolve) => {
    const hear = (answer: Answer | { url: string }) => {
      if (!(name in answer)) return;
      child.off('message', hear);
      resolve((answer as Record<string, Value>)[name]!);
    };
    child.on('message', hear);
  });
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function residentKilobytes({ pid }: Program): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]);
}
