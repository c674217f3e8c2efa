// How many subscribers hear how much, beside a bare broadcast of the same bytes and graphql-ws as it comes. `npm run bench:fanout`,
// `npm run bench:fanout -- --json`. The whole program with real Postgres (and Redis, where there are two); all share this machine.
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram } from '../build/tests/support/program.js';
import { startRedis } from '../build/tests/support/redis.js';
import { ALL, FIELDS, machineOf, makeWorld, record, startClients, startPeer, type Peer } from './fanout-world.ts';
import { residentKilobytesOf, secondsOf } from './processors.ts';
import { note, percentile, report, type Line } from './report.ts';

const SUBSCRIBERS = 1_000;
const MACHINES = 100;
const ROUNDS = 3;
/** In each round: fewer than a subscriber may have waiting before values of one sensor coalesce. */
const EVENTS = 200;
const EVENTS_ALONE = 80;
const EVENTS_OF_EACH_MACHINE = 40;

await using postgres = await startPostgres({ durable: true });
await using redis = await startRedis();
await makeWorld(postgres.url(), MACHINES);
const variables = { DATABASE_URL: postgres.url(), LOG_LEVEL: 'warn' };
const median = (values: number[]) => percentile(values.toSorted((one, other) => one - other), 0.5);

note(`${SUBSCRIBERS} subscribers who ask the same, in turns of ${EVENTS} events, in bursts and alone`);
const { bursts, alone, kbPerSubscriber } = await beside();
note('through Redis with two processes');
const several = await throughRedis();
note(`spread over ${MACHINES} machines`);
const spread = await overMachines();

report(
  `Fan-out: results of subscriptions that reach ${SUBSCRIBERS} subscribers, the median of ${ROUNDS} turns`,
  [
    ...linesOf(`${EVENTS} readings in a transaction`, bursts),
    ...linesOf('a reading alone', alone),
    { what: 'a reading alone: deliveries/s with its transaction, which has to wait for the one before to be heard', value: alone.ours.rateOfAll.toFixed(0) },
    { what: 'deliveries/s through Redis, two processes with half of them each', value: several.toFixed(0) },
    { what: `deliveries/s, each of one of ${MACHINES} machines`, value: spread.toFixed(0) },
    { what: 'resident memory for each subscriber', value: `${kbPerSubscriber} kB` },
  ],
  { ...figuresOf(bursts), kbPerSubscriber, alone: { ...figuresOf(alone), deliveriesPerSecondWithTransactions: Math.round(alone.ours.rateOfAll) } },
);

function linesOf(how: string, { ours, ws, graphqlWs }: Beside): Line[] {
  return [
    { what: `${how}: deliveries/s`, value: ours.rate.toFixed(0) },
    { what: `${how}: graphql-ws as it comes, without a database`, value: graphqlWs.rate.toFixed(0) },
    { what: `${how}: bare ws, the same bytes`, value: ws.rate.toFixed(0) },
    { what: `${how}: times graphql-ws`, value: (ours.rate / graphqlWs.rate).toFixed(2), goal: '>= 2.3' },
    { what: `${how}: share of bare ws`, value: (ours.rate / ws.rate).toFixed(2), goal: '>= 0.50' },
    { what: `${how}: processor time of a delivery with its share of all else, ours, ws, graphql-ws`, value: `${[ours, ws, graphqlWs].map(({ micros }) => micros.toFixed(1)).join(', ')} µs` },
  ];
}

function figuresOf({ ours, ws, graphqlWs }: Beside) {
  const [ratioToGraphqlWs, ratioToWs] = [ours.rate / graphqlWs.rate, ours.rate / ws.rate].map((ratio) => Number(ratio.toFixed(2)));
  return { deliveriesPerSecond: Math.round(ours.rate), ratioToGraphqlWs, ratioToWs };
}

interface Pace {
  /** Deliveries in a second: in a burst from the first to the last, of events that are told alone from when each is committed, or told. */
  rate: number;
  /** The same over all the time of a turn. */
  rateOfAll: number;
  /** Of a processor, which a delivery takes of him who tells. */
  micros: number;
}

type Beside = Record<'ours' | 'ws' | 'graphqlWs', Pace>;

/** All at once on this machine, but one after the other at work. */
async function beside(): Promise<{ bursts: Beside; alone: Beside; kbPerSubscriber: number }> {
  await using program = await startProgram(variables);
  const idle = await residentKilobytesOf(program.pid);
  await using clients = await startClients(program.wsUrl, Array<string>(SUBSCRIBERS).fill(ALL), program);
  const kbPerSubscriber = Math.round(((await residentKilobytesOf(program.pid)) - idle) / SUBSCRIBERS);
  await record(program, [machineOf(0)], 1);
  const example = await clients.example;
  await using ws = await startPeer('ws', { subscribers: SUBSCRIBERS, example });
  await using graphqlWs = await startPeer('graphql-ws', { subscribers: SUBSCRIBERS, example });
  const ours = { pid: program.pid, tells: (events: number) => clients.hears(events * SUBSCRIBERS, () => record(program, [machineOf(0)], events)) };
  return { bursts: await compare({ ws, graphqlWs, ours }, inOneBurst()), alone: await compare({ ws, graphqlWs, ours }, oneByOne()), kbPerSubscriber };
}

type Tell = Pick<Peer, 'pid' | 'tells'>;
interface Turn {
  events: number;
  /** Seconds. */
  take: (who: Tell) => Promise<number>;
}

function inOneBurst(): Turn {
  return { events: EVENTS, take: async ({ tells }) => (await tells(EVENTS)).fromFirst };
}

/** Each when all have heard the one before. */
function oneByOne(): Turn {
  const take = async ({ tells }: Tell) => {
    const each: number[] = [];
    for (let event = 0; event < EVENTS_ALONE; event += 1) each.push((await tells(1)).fromTold);
    return median(each) * EVENTS_ALONE;
  };
  return { events: EVENTS_ALONE, take };
}

async function compare(all: Record<keyof Beside, Tell>, turn: Turn): Promise<Beside> {
  const names = Object.keys(all) as (keyof Beside)[];
  const paces: Record<keyof Beside, Pace[]> = { ours: [], ws: [], graphqlWs: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) paces[name].push(await paceOf(all[name], turn));
    note(names.map((name) => `${name} ${paces[name].at(-1)!.rate.toFixed(0)}/s`).join(', '));
  }
  const middle = (some: Pace[], of: keyof Pace) => median(some.map((each) => each[of]));
  return Object.fromEntries(names.map((name) => [name, { rate: middle(paces[name], 'rate'), rateOfAll: middle(paces[name], 'rateOfAll'), micros: middle(paces[name], 'micros') }])) as Beside;
}

async function paceOf(who: Tell, { events, take }: Turn): Promise<Pace> {
  const deliveries = events * SUBSCRIBERS;
  const [began, before] = [performance.now(), await secondsOf(who.pid)];
  const seconds = await take(who);
  return { rate: deliveries / seconds, rateOfAll: (deliveries * 1_000) / (performance.now() - began), micros: (((await secondsOf(who.pid)) - before) * 1e6) / deliveries };
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
    await record(one, [machineOf(0)], EVENTS);
    told.resolve();
    rates.push((EVENTS * SUBSCRIBERS) / Math.max(...(await both).map(({ fromFirst }) => fromFirst)));
  }
  return median(rates);
}

async function overMachines(): Promise<number> {
  await using program = await startProgram(variables);
  const machines = Array.from({ length: MACHINES }, (_, index) => machineOf(index));
  const queries = Array.from({ length: SUBSCRIBERS }, (_, index) => `subscription { readingRecorded(where: { machine: ["${machineOf(index % MACHINES)}"] }) ${FIELDS} }`);
  await using clients = await startClients(program.wsUrl, queries, program);
  const deliveries = EVENTS_OF_EACH_MACHINE * SUBSCRIBERS;
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(deliveries / (await clients.hears(deliveries, () => record(program, machines, EVENTS_OF_EACH_MACHINE))).fromFirst);
  return median(rates);
}
