// What the benchmarks of live delivery share: machines with a sensor each, readings of them, and those who listen.
import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, sql } from '../build/src/database.js';
import { createLog } from '../build/src/log.js';
import type { Program } from '../build/tests/support/program.js';
import type { Answer, Order } from './fanout-clients.ts';
import type { Telling } from './fanout-peer.ts';

export const FIELDS = '{ cursor reading { measuredAt value quality sensor { key unit } } }';
export const ALL = `subscription { readingRecorded ${FIELDS} }`;
export const machineOf = (index: number) => `BENCH-${String(index).padStart(3, '0')}`;

export async function makeWorld(url: string, machines: number): Promise<void> {
  const database = await openDatabase({ url }, createLog('silent'));
  await sql(database.em, `insert into machine (code, name) select 'BENCH-' || lpad(n::text, 3, '0'), 'bench' from generate_series(0, $1 - 1) as n`, [machines]);
  await sql(database.em, `insert into sensor (key, channel, quantity, unit, machine_id) select code || '/temperature', 'temperature', 'TEMPERATURE', 'Cel', id from machine`);
  await sql(database.em, `insert into sensor_state (sensor_id, runs) select id, '{}' from sensor`);
  await database.close();
}

let minute = 0;

/** So many readings of each machine, all of them in one transaction. */
export async function record({ url }: Program, machines: string[], count: number): Promise<void> {
  const first = Date.UTC(2026, 0, 1) + minute * 60_000;
  minute += count;
  const readings = Array.from({ length: count }, (_, index) => machines.map((code) => ({ sensor: `${code}/temperature`, measuredAt: new Date(first + index * 60_000).toISOString(), value: 20 + (index % 7) / 10 }))).flat();
  const query = 'mutation ($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded userErrors { message } } }';
  const answer = await (await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { readings } }) })).json();
  if (answer.data?.recordReadings.recorded !== readings.length) throw new Error(JSON.stringify(answer));
}

export interface Clients extends AsyncDisposable {
  /** The first result that came. */
  readonly example: Promise<string>;
  /** In how many seconds so many results arrive. */
  hears(count: number, tell: () => Promise<void>): Promise<Heard>;
  /** From now on they read nothing, and only say that they are there. */
  stop(): Promise<void>;
}

/** Seconds until the last arrived. */
export interface Heard {
  fromFirst: number;
  /** From when telling was over; of a mutation, from its answer. */
  fromTold: number;
  /** Of each, from when telling was over, unless they are too many. */
  each: number[];
}

/** Resolves when they, and so many others, have subscribed to the program. */
export async function startClients(url: string, queries: (string | null)[], program: Program | null, others = 0): Promise<Clients> {
  const child = fork(new URL('./fanout-clients.ts', import.meta.url));
  const order = (what: Order) => child.send(what);
  const example = answered<{ example: string }>(child, 'example').then((answer) => answer.example);
  const connected = answered(child, 'connected');
  order({ connect: { url, queries } });
  await connected;
  if (program) await subscribed(program, queries.length + others);
  return {
    example,
    async hears(count, tell) {
      const heard = answered<{ seconds: number; cameAt: number[] }>(child, 'seconds');
      const counting = answered(child, 'counting');
      order({ count });
      await counting;
      await tell();
      const told = Number(process.hrtime.bigint()) / 1e6;
      const { seconds, cameAt } = await heard;
      return { fromFirst: seconds, fromTold: (Number(process.hrtime.bigint()) / 1e6 - told) / 1_000, each: cameAt.map((at) => (at - told) / 1_000) };
    },
    async stop() {
      const stopped = answered(child, 'stopped');
      order({ stop: true });
      await stopped;
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function subscribed({ url }: Program, count: number): Promise<void> {
  while (!(await (await fetch(`${url}/metrics`)).text()).includes(`thermograph_subscribers ${count}\n`)) await sleep(50);
}

export interface Peer extends AsyncDisposable {
  readonly pid: number;
  /** So many events, one after the other. */
  tells(events: number): Promise<Heard>;
}

/** It has as many subscribers, and tells them results as Thermograph sent them. */
export async function startPeer(name: 'ws' | 'graphql-ws', { subscribers, example }: { subscribers: number; example: string }): Promise<Peer> {
  const child = fork(new URL('./fanout-peer.ts', import.meta.url), [name]);
  const clients = await startClients((await answered<{ url: string }>(child, 'url')).url, Array<string | null>(subscribers).fill(name === 'ws' ? null : ALL), null);
  const tell = async (telling: Telling) => void child.send(telling);
  // That all have subscribed is seen when all of them hear.
  await sleep(1_000);
  await clients.hears(subscribers, () => tell({ events: 1, example }));
  return {
    pid: child.pid!,
    tells: (events) => clients.hears(events * subscribers, () => tell({ events, example })),
    async [Symbol.asyncDispose]() {
      await clients[Symbol.asyncDispose]();
      await end(child);
    },
  };
}

function answered<Said extends object>(child: ChildProcess, name: string): Promise<Said> {
  return new Promise((resolve) => {
    const hear = (answer: Answer | { url: string }) => {
      if (!(name in answer)) return;
      child.off('message', hear);
      resolve(answer as Said);
    };
    child.on('message', hear);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
