import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant } from '../../src/domain/time.js';
import { parseCursor, writeCursor } from '../../src/resolvers/page.js';
import { eventually } from '../support/eventually.js';
import { startMosquitto } from '../support/mosquitto.js';
import type { Program } from '../support/program.js';
import { startProxy } from '../support/proxy.js';
import { ask } from './asking.js';
import { subscribeByCursor, type CursorSubscriber, type Wanted } from './cursor-subscriber.js';
import { openFleet, type Fleet } from './fleet.js';
import { settled } from './ledger.js';
import { createRandom } from './random.js';
import { openRig, type Rig } from './rig.js';

const RUNS = 20;
const PER_SECOND = 60;
const SUBSCRIBERS = 3;
const BURST = 100;
const FATAL = 60;
// Without access configured all are one caller.
const GENEROUS = { THERMOGRAPH_RATE_LIMIT: '1000000000' };

const READINGS: Pick<Wanted, 'query' | 'nameOf'> = {
  query: 'subscription ($after: String) { readingRecorded(after: $after) { cursor reading { measuredAt sensor { key } } } }',
  nameOf: ({ reading }: { reading: { measuredAt: string; sensor: { key: string } } | null }) => reading && `${reading.sensor.key}@${reading.measuredAt}`,
};
const EXCURSIONS: Pick<Wanted, 'query' | 'nameOf'> = {
  query: 'subscription ($after: String) { excursionChanged(after: $after) { cursor change excursion { id } } }',
  nameOf: ({ change, excursion }: { change: string; excursion: { id: string } }) => `${excursion.id} ${change}`,
};
const RECORD = 'mutation ($sensor: String!, $at: DateTime!) { recordReadings(input: { readings: [{ sensor: $sensor, measuredAt: $at, value: 5 }] }) { recorded userErrors { message } } }';

let rig: Rig;
let ingests: Program[];
let apis: Program[];
let fleets: Fleet[];
const parts = new AsyncDisposableStack();
const pids = new Map<Program, number>();
beforeAll(async () => {
  rig = parts.use(await openRig({ machines: 22 }));
  const second = parts.use(await startMosquitto());
  [ingests, apis] = await Promise.all([
    Promise.all([rig.startIngest(), rig.startIngest({ MQTT_URL: second.url })]),
    Promise.all([rig.startApi(GENEROUS), rig.startApi(GENEROUS)]),
  ]);
  fleets = [parts.use(await openFleet({ port: rig.port, thermometers: rig.thermometers.slice(0, 10) })), parts.use(await openFleet({ port: second.port, thermometers: rig.thermometers.slice(10, 20) }))];
  for (const each of ingests) pids.set(each, each.pid);
});
afterAll(async () => parts[Symbol.asyncDispose]());

/** Somebody at each server who records readings, whenever it answers. */
function startCallers(): { stop(): Promise<void> } {
  let stopped = false;
  const running = apis.map(async ({ url }, index) => {
    while (!stopped) {
      await ask(url, RECORD, { sensor: rig.thermometers[20 + index]!.key, at: formatInstant(Date.now() * 1000) }, 2_000).catch(() => delay(50));
      await delay(5);
    }
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}

/** The cursor of a reading behind which nothing is stored yet. */
async function firstCursor(): Promise<{ readings: string; all: string; position: number }> {
  const cursors: string[] = [];
  await using _listener = subscribeByCursor({ ...READINGS, nameOf: ({ cursor }: { cursor: string }) => (cursors.push(cursor), null), after: null, urls: [apis[0]!.url], first: 0 });
  await eventually(async () => {
    await ask(apis[0]!.url, RECORD, { sensor: rig.thermometers[20]!.key, at: formatInstant(Date.now() * 1000) });
    return cursors.length > 0;
  });
  const partsOf = (cursor: string) => parseCursor(cursor) as [epoch: string, kind: string, position: number];
  await eventually(async () => (await storedBehind(partsOf(cursors.at(-1)!)[2])).length === 0);
  const [epoch, , position] = partsOf(cursors.at(-1)!);
  return { readings: cursors.at(-1)!, all: writeCursor([epoch, 'all', position, 0]), position };
}

/** What is stored behind a transaction, in the order of commits. */
async function storedBehind(position: number): Promise<string[]> {
  const { rows } = await sql<{ key: string; at: number }>(rig.database.em.fork(), `
    select key, round(date_part('epoch', measured_at) * 1e6) as at from reading join sensor on sensor.id = sensor_id where xid > $1::bigint order by xid, sensor_id, measured_at`, [position]);
  return rows.map(({ key, at }) => `${key}@${formatInstant(at)}`);
}

async function changesBehind(position: number): Promise<string[]> {
  const { rows } = await sql<{ id: number; change: string }>(rig.database.em.fork(), 'select excursion_id as id, change from excursion_change where xid > $1::bigint order by xid, place', [position]);
  return rows.map(({ id, change }) => `${id} ${change}`);
}

/** One fault at a random moment, of a random kind. */
async function breakSomething(random: () => number, subscribers: readonly CursorSubscriber[]): Promise<void> {
  await delay(random() * 300);
  const which = Math.floor(random() * 6);
  if (which < 3) for (const each of subscribers) if (random() < 0.5) each.cut();
  if (which === 3 || which === 4) {
    await rig.redis.stop('SIGKILL');
    await delay(random() * 400);
    await rig.redis.start();
  }
  if (which !== 5) return;
  const api = apis[Math.floor(random() * apis.length)]!;
  await api.stop('SIGKILL');
  await api.start();
}

const haveHeard = (subscribers: readonly CursorSubscriber[], count: number) =>
  eventually(
    () => {
      for (const { heard, connections } of subscribers) if (heard.length < count) throw new Error(`${heard.length} of ${count} heard over ${connections} connections`);
      return true;
    },
    { within: 60_000 },
  );

test(`over ${RUNS} faults of sockets, Redis and processes that serve, while four writers commit, each subscriber hears of everything that is committed, once, in the order of commits`, async () => {
  const { readings, all, position } = await firstCursor();
  const urls = apis.map(({ url }) => url);
  await using listeners = new AsyncDisposableStack();
  const listen = (wanted: Omit<Wanted, 'urls'>) => listeners.use(subscribeByCursor({ ...wanted, urls }));
  const ofReadings = Array.from({ length: SUBSCRIBERS }, (_, first) => listen({ ...READINGS, after: readings, first }));
  const ofExcursions = Array.from({ length: 2 }, (_, first) => listen({ ...EXCURSIONS, after: all, first }));
  const forgetful = listen({ ...READINGS, after: null, first: 0, keepsCursor: false });
  const random = createRandom(20261125);
  const callers = startCallers();
  for (const fleet of fleets) fleet.start(PER_SECOND);
  for (let run = 0; run < RUNS; run += 1) await breakSomething(random, [...ofReadings, ...ofExcursions, forgetful]);
  await callers.stop();
  await Promise.all(fleets.map((fleet) => fleet.stop()));
  for (const fleet of fleets) await settled(rig.database, fleet);

  const [stored, changes] = [await storedBehind(position), await changesBehind(position)];
  await haveHeard(ofReadings, stored.length);
  await haveHeard(ofExcursions, changes.length);
  for (const { heard } of ofReadings) expect(heard).toEqual(stored);
  for (const { heard } of ofExcursions) expect(heard).toEqual(changes);
  expect([...ofReadings, ...ofExcursions].flatMap(({ errors }) => errors)).toEqual([]);
  expect(stored.length).toBeGreaterThan(500);
  expect(changes.length).toBeGreaterThan(50);
  for (const each of ofReadings) expect(each.connections).toBeGreaterThan(1);
  // Who comes back without a cursor has missed what was committed meanwhile.
  expect(forgetful.heard.length).toBeLessThan(stored.length);
  for (const ingest of ingests) expect(ingest.pid).toBe(pids.get(ingest));
  for (const { log } of [...ingests, ...apis]) expect(log.filter(({ level = FATAL }) => level >= FATAL)).toEqual([]);
}, 400_000);

test('what a process has committed that was killed before it could say so is told all the same', async () => {
  await using line = await startProxy({ to: rig.redis.port });
  const { readings, position } = await firstCursor();
  await ingests[0]!.stop();
  await using killed = await rig.startIngest({ REDIS_URL: `redis://127.0.0.1:${line.port}` });
  await using listener = subscribeByCursor({ ...READINGS, after: readings, urls: apis.map(({ url }) => url), first: 0 });
  line.pause();
  await fleets[0]!.send(BURST);
  await eventually(async () => (await storedBehind(position)).length === BURST);
  await killed.stop('SIGKILL');
  line.resetAll();
  line.resume();
  await eventually(() => listener.heard.length === BURST);
  expect(listener.heard).toEqual(await storedBehind(position));
});
