import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { micros, sql, type Database } from '../../src/database.js';
import { eventually } from '../support/eventually.js';
import type { Program } from '../support/program.js';
import { startCallers, type Callers } from './callers.js';
import { openFleet, type Fleet } from './fleet.js';
import { holdTable } from './hold.js';
import { BALANCED, balance, settled } from './ledger.js';
import { subscribeResuming, type Resuming } from './resuming.js';
import { openRig, type Rig } from './rig.js';

const PER_SECOND = 300;
const CALLERS = 6;
const WATCHED = ['M-0', 'M-1', 'M-2', 'M-3'];
const FATAL = 60;
// Without access configured all are one caller.
const GENEROUS = { THERMOGRAPH_RATE_LIMIT: '1000000000' };

test('processes that are told to stop under load (SIGTERM) answer what they were asked, send their subscribers elsewhere, and acknowledge what they stored and nothing else', async () => {
  await using load = await openLoad();
  const { rig, ingest, apis, fleet, callers, watchers } = load;
  for (const ending of [[apis[0]!], [apis[1]!, ingest]]) {
    const seen = await endUnderLoad(load, ending, 'SIGTERM');
    expect(seen.exits).toEqual(ending.map(() => 0));
    // It said so, again and again, before it stopped listening.
    expect(seen.readiness[0]).toBe('ready');
    expect(seen.readiness.filter((each) => each === 'draining').length).toBeGreaterThan(2);
    expect(seen.readiness.slice(seen.readiness.indexOf('draining'), -1)).not.toContain('ready');
    if (ending.includes(ingest)) expect(acknowledged(rig)).toBe(await countFromDevices(rig.database));
    for (const each of ending) await each.start();
    const answered = callers.statuses.get(200)!;
    const heard = watchers.map((each) => each.heard.size);
    await eventually(() => callers.statuses.get(200)! > answered + 100 && watchers.every((each, index) => each.heard.size > heard[index]! + 50));
  }
  await callers.stop();
  await settled(rig.database, fleet);

  expect([...callers.statuses.keys()]).toEqual([200]);
  expect(callers.broken).toEqual([]);
  expect(callers.sent.filter(({ takenAt }) => takenAt === null)).toEqual([]);
  expect(await balance(rig.database, [...fleet.sent, ...callers.sent])).toEqual(BALANCED);
  expect(rig.line.connections.flatMap(({ stray }) => stray)).toEqual([]);
  const stored = await namesOfWatched(rig.database);
  for (const watcher of watchers) {
    await eventually(() => watcher.known.size >= stored.length);
    expect([...watcher.known].toSorted()).toEqual(stored);
    expect(watcher.errors).toEqual([]);
  }
  // Those of the first process went to the second, and when that ended back with all the others.
  expect(watchers.map(({ goodbyes }) => goodbyes)).toEqual([[1001, 1001], [1001], [1001, 1001], [1001]]);
  // Who only listened would have missed some.
  expect(watchers[0]!.heard.size).toBeLessThan(stored.length);
  for (const program of [ingest, ...apis]) expect(program.log.filter(({ level = FATAL }) => level >= FATAL)).toEqual([]);
});

test('processes that are killed under load (SIGKILL) leave requests without an answer and say goodbye to nobody', async () => {
  await using load = await openLoad();
  const { callers, watchers, apis, ingest } = load;
  const seen = await endUnderLoad(load, [apis[0]!, ingest], 'SIGKILL');
  expect(seen.exits).toEqual(['SIGKILL', 'SIGKILL']);
  expect(seen.readiness).not.toContain('draining');
  expect(callers.broken.length).toBeGreaterThanOrEqual(CALLERS);
  expect(callers.broken).toContain('ECONNRESET');
  expect(callers.sent.filter(({ takenAt }) => takenAt === null)).not.toEqual([]);
  expect(watchers.flatMap(({ goodbyes }) => goodbyes)).toEqual([1006, 1006]);
});

interface Load extends AsyncDisposable {
  rig: Rig;
  ingest: Program;
  apis: readonly Program[];
  fleet: Fleet;
  callers: Callers;
  watchers: readonly Resuming[];
}

/** Two processes that answer and one that ingests, with devices, callers and subscribers at work. */
async function openLoad(): Promise<Load> {
  await using opening = new AsyncDisposableStack();
  const rig = opening.use(await openRig());
  const ingest = await rig.startIngest();
  const apis = [await rig.startApi(GENEROUS), await rig.startApi(GENEROUS)];
  const urls = apis.map(({ url }) => url);
  const fleet = opening.use(await openFleet({ port: rig.port, thermometers: rig.thermometers.slice(0, -1) }));
  const watchers = [0, 1, 2, 3].map((first) => opening.use(subscribeResuming({ urls, first, machines: WATCHED })));
  // What is measured before they listen is nobody's gap.
  for (const { url } of apis) await eventually(async () => (await (await fetch(`${url}/metrics`)).text()).includes('thermograph_subscribers 2\n'));
  const callers = opening.use(startCallers({ urls, each: CALLERS, sensor: rig.thermometers.at(-1)!.key }));
  fleet.start(PER_SECOND);
  await eventually(() => watchers.every(({ heard }) => heard.size > 50) && (callers.statuses.get(200) ?? 0) > 200);
  const open = opening.move();
  return { rig, ingest, apis, fleet, callers, watchers, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** Ends processes at a moment when they are asked for what they cannot answer yet, and hold what they cannot store yet. */
async function endUnderLoad({ rig, callers, fleet }: Load, ending: readonly Program[], signal: 'SIGTERM' | 'SIGKILL') {
  const [{ url }] = ending as [Program];
  const readiness = [await askReadiness(url)];
  await using hold = await holdTable(rig.database, 'reading');
  await hold.awaited();
  await eventually(() => callers.waiting === 2 * CALLERS);
  const exits = Promise.all(ending.map((each) => each.stop(signal)));
  const ended = watchReadiness(url, readiness);
  await eventually(() => readiness.includes('draining') || readiness.includes('gone'));
  // Devices go on meanwhile.
  const sent = fleet.sent.length;
  await eventually(() => fleet.sent.length > sent + PER_SECOND / 4);
  await hold.release();
  await ended;
  return { exits: await exits, readiness };
}

async function watchReadiness(url: string, seen: string[]): Promise<void> {
  while (seen.at(-1) !== 'gone') {
    seen.push(await askReadiness(url));
    await delay(20);
  }
}

/** Over a connection of its own. Busy: all its connections to the database wait for the table. */
async function askReadiness(url: string): Promise<'ready' | 'draining' | 'busy' | 'gone'> {
  try {
    const { ready, checks } = JSON.parse(await textOf(`${url}/ready`)) as { ready: boolean; checks: object };
    return ready ? 'ready' : 'draining' in checks ? 'draining' : 'busy';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('ECONN')) return 'gone';
    throw error;
  }
}

async function textOf(url: string): Promise<string> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  return text(response);
}

const acknowledged = (rig: Rig) => rig.line.connections.reduce((sum, connection) => sum + connection.acknowledged.length, 0);

/** The last sensor's readings came by mutation. */
async function countFromDevices(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>(database.em.fork(), 'select count(*)::int from reading where sensor_id <> (select max(id) from sensor)');
  return rows[0]!.count;
}

async function namesOfWatched(database: Database): Promise<string[]> {
  const { rows } = await sql<{ key: string; at: number }>(database.em.fork(), `select key, ${micros('measured_at')} as at from reading join sensor on sensor.id = sensor_id where key = any($1)`, [`{${WATCHED.map((machine) => `${machine}/temperature`).join(',')}}`]);
  return rows.map(({ key, at }) => `${key}@${at}`).toSorted();
}
