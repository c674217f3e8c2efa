import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { connect } from '../../clients/typescript/connect.js';
import { resume, SubscriptionError, type Resumable } from '../../clients/typescript/resume.js';
import { MINUTE, now } from '../../src/domain/time.js';
import { forget } from '../../src/live/forget.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { DefineRule, furnish, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Readings = graphql(`
  subscription ClientReadings($after: String, $machine: [String!]) {
    readingRecorded(after: $after, where: { machine: $machine }) { cursor reading { value } gap { from to } }
  }
`);
const Excursions = graphql(`
  subscription ClientExcursions($after: String) { excursionChanged(after: $after) { cursor change } }
`);

const HEARTBEAT_MS = 100;
const REPLAYED = 200;
const SENSOR = 'CNC-001/temperature';
const start = Math.floor(now() / MINUTE) * MINUTE - 6_000 * MINUTE;
let minute = 0;
let world: World;
let line: Proxy;
beforeAll(async () => {
  world = await openWorld({ live: { heartbeatMs: HEARTBEAT_MS, mostReplayed: REPLAYED } });
  line = await startProxy({ to: Number(new URL(world.url).port) });
  await furnish(world, start);
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 60, machines: ['CNC-001'] } });
});
afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const bring = async (...values: number[]) => void (await record(world, SENSOR, start, values.map((value) => [minute++, value])));

interface Reading extends Resumable {
  reading: { value: number } | null;
  gap: { from: string; to: string } | null;
}

/** By a line that can break. */
function open(silenceMs?: number) {
  const client = connect({ urls: [`ws://127.0.0.1:${line.port}/graphql`], webSocketImpl: WebSocket, pauseMs: 50, ...(silenceMs ? { silenceMs } : {}) });
  const leaving = new AbortController();
  const { signal } = leaving;
  return {
    client,
    signal,
    /** Resolves when the connection is closed next. */
    closed: () => new Promise((resolve) => client.on('closed', resolve)),
    readings: (after: string | null, most?: number) => resume({ client, document: Readings, variables: { machine: ['CNC-001'] }, after, signal, ...(most ? { most } : {}) }),
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await client.dispose();
    },
  };
}

/** Until the condition holds: the values of the readings, and the gaps. */
async function hear(events: AsyncGenerator<Reading>, until: (heard: readonly (number | string)[]) => boolean) {
  const heard: (number | string)[] = [];
  let cursor = '';
  while (!until(heard)) {
    const { value, done } = await events.next();
    if (done) throw new Error('the subscription is over');
    cursor = value.cursor;
    if (value.gap) heard.push('gap');
    if (value.reading) heard.push(value.reading.value);
  }
  return { heard, cursor };
}

/** The cursor of somebody who has heard everything so far: of an event that says that it is quiet. */
async function cursorNow(): Promise<string> {
  await using here = open();
  const { value } = await here.readings(null).next();
  return (value as Reading).cursor;
}

test('a line that is cut again and again costs nobody an event', async () => {
  await using here = open();
  const events = here.readings(await cursorNow());
  const values = Array.from({ length: 30 }, (_, index) => index);
  const bringing = (async () => {
    for (const value of values) {
      await bring(value);
      if (value % 5 === 0) line.resetAll();
      if (value % 7 === 0) line.closeAll();
    }
  })();
  const { heard } = await hear(events, ({ length }) => length === values.length);
  await bringing;
  expect(heard).toEqual(values);
});

test('a connection that is dead and does not say so is given up, and the next one goes on', async () => {
  await using here = open(200);
  const events = here.readings(await cursorNow());
  await bring(1);
  expect((await hear(events, ({ length }) => length === 1)).heard).toEqual([1]);
  const closed = here.closed();
  line.pause();
  await bring(2, 3);
  await closed;
  line.resume();
  expect((await hear(events, ({ length }) => length === 2)).heard).toEqual([2, 3]);
});

test('who iterates slowly leaves, and comes back for the rest', async () => {
  await using here = open();
  const before = await cursorNow();
  const events = here.readings(before, 5);
  await bring(1);
  expect((await hear(events, ({ length }) => length === 1)).heard).toEqual([1]);
  const closed = here.closed();
  await bring(...Array.from({ length: 40 }, (_, index) => index + 2));
  await closed;
  expect((await hear(events, ({ length }) => length === 40)).heard).toEqual(Array.from({ length: 40 }, (_, index) => index + 2));
});

test('what is too much comes as a gap', async () => {
  await using here = open();
  const before = await cursorNow();
  for (let batch = 0; batch < 3; batch += 1) await bring(...Array.from({ length: 100 }, (_, index) => index));
  const { heard } = await hear(here.readings(before), ({ length }) => length === 1);
  expect(heard).toEqual(['gap']);
});

test('what nobody can resume is thrown, with the cursor behind which everything is to be asked for', async () => {
  await using here = open();
  const before = await cursorNow();
  await bring(1);
  await query(world.database.em.fork(), sql`update commit_log set at = at - interval '8 days'`);
  expect(await forget(world.database, 7)).toBeGreaterThan(0);
  const events = resume({ client: here.client, document: Excursions, after: before, signal: here.signal });
  const failure = await events.next().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SubscriptionError);
  expect((failure as SubscriptionError).errors.map(({ extensions }) => extensions?.code)).toEqual(['CURSOR_TOO_OLD']);
  expect((failure as SubscriptionError).cursor).toBe(before);
});

test('that no excursion changes is told by cursors, behind which somebody else goes on', async () => {
  const first = open();
  const quiet = Promise.withResolvers<string>();
  const next = resume({ client: first.client, document: Excursions, onQuiet: quiet.resolve, signal: first.signal }).next();
  const before = await quiet.promise;
  await first[Symbol.asyncDispose]();
  expect(await next).toMatchObject({ done: true });
  await bring(70);
  await bring(20);
  await using here = open();
  const events = resume({ client: here.client, document: Excursions, after: before, signal: here.signal });
  expect([(await events.next()).value, (await events.next()).value]).toMatchObject([{ change: 'OPENED' }, { change: 'CLOSED' }]);
});

test('a line that is cut while it is quiet is resumed behind the last word of how quiet it was', async () => {
  await using here = open();
  const cursors: string[] = [];
  const heard = Promise.withResolvers<void>();
  const events = resume({ client: here.client, document: Excursions, onQuiet: (cursor) => (cursors.push(cursor), heard.resolve()), signal: here.signal });
  const next = events.next();
  await heard.promise;
  const closed = here.closed();
  line.resetAll();
  await bring(70);
  await closed;
  expect((await next).value).toMatchObject({ change: 'OPENED' });
});

test('a stream from which no word of quiet comes any more is given up for another, and goes on', async () => {
  await using here = open();
  const before = await cursorNow();
  const events = resume({ client: here.client, document: Readings, variables: { machine: ['CNC-001'] }, after: before, quietMs: 1_000, signal: here.signal });
  await bring(1);
  expect((await hear(events, ({ length }) => length === 1)).heard).toEqual([1]);
  const closed = here.closed();
  line.pause();
  await bring(2, 3);
  await closed;
  line.resume();
  expect((await hear(events, ({ length }) => length === 2)).heard).toEqual([2, 3]);
});

test('a signal ends it while nothing comes', async () => {
  const here = open();
  const events = here.readings(null);
  const next = (async () => {
    for await (const _event of events);
    return 'over';
  })();
  await here[Symbol.asyncDispose]();
  expect(await next).toBe('over');
});

test('a signal ends it while nobody iterates, and nothing comes', async () => {
  await using here = open(600_000);
  let socket: WebSocket | undefined;
  here.client.on('opened', (opened) => void (socket = opened as WebSocket));
  const leaving = new AbortController();
  const events = resume({ client: here.client, document: Readings, variables: { machine: ['CNC-001'] }, after: await cursorNow(), signal: leaving.signal });
  await bring(1);
  await hear(events, ({ length }) => length === 1);
  line.pause();
  leaving.abort();
  await eventually(() => socket!.readyState !== socket!.OPEN);
  line.resume();
  expect(await events.next()).toMatchObject({ done: true });
});
