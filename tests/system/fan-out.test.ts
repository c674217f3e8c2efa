import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { COALESCE_FROM } from '../../src/live/backlog.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { Move } from './custody-documents.js';
import { furnish, record, RecordReadings } from './graphql-documents.js';
import { openWorld, take, type World } from './graphql-fixture.js';

const Heard = graphql(`
  subscription Heard($where: ReadingFilter, $after: String, $every: Duration) {
    readingRecorded(where: $where, after: $after, every: $every) { cursor reading { value sensor { key asset { code site { code } } } } }
  }
`);
const SubscribersNow = graphql(`
  query SubscribersNow { stats { subscribers queuedEvents } }
`);

const SENSOR = 'CNC-001/temperature';
const start = Math.floor(now() / MINUTE) * MINUTE - 20_000 * MINUTE;
let minute = 0;
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

type Stream = AsyncIterableIterator<{ readingRecorded: { cursor: string; reading: { value: number } | null } }>;

const watch = (where: { container?: string[]; sample?: string[]; machine?: string[] } | null = null, more: { after?: string; every?: string } = {}): Promise<Stream> => world.watch(Heard, { where, after: null, every: null, ...more });
const bring = (value: number, sensor = SENSOR) => record(world, sensor, start, [[minute++, value]]);
const next = async (stream: Stream) => (await take(stream, 1))[0]!.readingRecorded;
const valueOf = async (stream: Stream) => (await next(stream)).reading!.value;
const leave = (streams: readonly Stream[]) => Promise.all(streams.map((stream) => stream.return?.()));
const subscribers = async () => (await world.ask(SubscribersNow)).stats.subscribers;
const isQuiet = () => eventually(async () => (await subscribers()) === 0);

/** Answers that soon fill what the kernel keeps, the same for all who listen, and that cost no statement. */
const FAT = `subscription { readingRecorded { reading { value ${'long'.repeat(2_500)}: value } } }`;

/** Somebody on a socket of his own. */
function openListener() {
  const socket = Promise.withResolvers<WebSocket>();
  const client = createClient({ url: `${world.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, on: { opened: (opened) => socket.resolve(opened as WebSocket) } });
  const told: number[] = [];
  client.subscribe<{ readingRecorded: { reading: { value: number } } }>({ query: FAT }, { next: ({ data }) => void told.push(data!.readingRecorded.reading.value), error: socket.reject, complete() {} });
  return { socket: socket.promise, told, leave: () => client.dispose() };
}

/** As few as there were in any of several tries: others ask of the database now and then. */
async function statementsFor(streams: readonly Stream[]): Promise<number> {
  const counts: number[] = [];
  for (let round = 0; round < 6; round++) {
    const before = world.statements;
    await bring(round);
    for (const stream of streams) expect(await valueOf(stream)).toBe(round);
    counts.push(world.statements - before);
  }
  return Math.min(...counts);
}

test('an event costs as many statements for many subscribers as for one, whether they are new or have resumed', async () => {
  const one = await watch();
  const alone = await statementsFor([one]);
  const many = [one, ...(await Promise.all(Array.from({ length: 30 }, () => watch())))];
  expect(await statementsFor(many)).toBeLessThanOrEqual(alone);
  await bring(-1);
  const cursors = await Promise.all(many.map(async (stream) => (await next(stream)).cursor));
  await leave(many);
  await bring(-2);
  const resumed = await Promise.all(cursors.map((after) => watch(null, { after })));
  for (const stream of resumed) expect(await valueOf(stream)).toBe(-2);
  expect(await statementsFor(resumed)).toBeLessThanOrEqual(alone);
  await leave(resumed);
  await isQuiet();
});

test('who has resumed and who has not are told the same, each once and in order, while readings come all the time', async () => {
  const first = await watch();
  await bring(0);
  const { cursor } = await next(first);
  const values = Array.from({ length: 60 }, (_, index) => index + 1);
  const bringing = (async () => {
    for (const value of values) await bring(value);
  })();
  const resumed = await Promise.all(Array.from({ length: 10 }, () => watch(null, { after: cursor })));
  await bringing;
  for (const stream of [first, ...resumed]) expect((await take(stream, values.length)).map(({ readingRecorded }) => readingRecorded.reading!.value)).toEqual(values);
  await leave([first, ...resumed]);
});

test('who stops reading keeps nobody from hearing, and hears the newest when he reads again', async () => {
  const [deaf, well] = [openListener(), openListener()];
  await eventually(async () => (await subscribers()) === 2);
  await bring(0);
  await eventually(() => deaf.told.length + well.told.length === 2);
  (await deaf.socket).pause();
  let value = 0;
  const bringMany = async (count: number) => {
    const readings = Array.from({ length: count }, () => ({ sensor: SENSOR, measuredAt: formatInstant(start + minute++ * MINUTE), value: ++value }));
    await world.ask(RecordReadings, { input: { readings } });
    await eventually(() => well.told.at(-1) === value);
  };
  while ((await world.ask(SubscribersNow)).stats.queuedEvents === 0) await bringMany(200);
  await bringMany(COALESCE_FROM);
  (await deaf.socket).resume();
  await eventually(() => deaf.told.at(-1) === value);
  expect(deaf.told.length).toBeLessThan(value);
  await Promise.all([deaf.leave(), well.leave()]);
  await isQuiet();
});

test('a thousand who come and go leave memory where it was', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const comeAndGo = async (waves: number) => {
    for (let wave = 0; wave < waves; wave++) {
      const clients = Array.from({ length: 100 }, () => createClient({ url: `${world.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 }));
      clients.forEach((client, index) => client.subscribe({ query: Heard.toString(), variables: { where: index % 2 ? null : { container: ['FRZ-1'] }, every: index % 5 ? null : `PT${1 + index}S` } }, { next() {}, error() {}, complete() {} }));
      await eventually(async () => (await subscribers()) === clients.length);
      await Promise.all(clients.map((client) => client.dispose()));
      await isQuiet();
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await comeAndGo(2);
  expect((await comeAndGo(8)) - before).toBeLessThan(20e6);
});

test('of an interval the newest reading of each sensor is told', async () => {
  const stream = await watch(null, { every: 'PT1S' });
  await record(world, SENSOR, start, [[minute + 1, 5], [minute + 3, 7], [minute + 2, 6]]);
  minute += 4;
  expect(await valueOf(stream)).toBe(7);
  await bring(8);
  expect(await valueOf(stream)).toBe(8);
  await leave([stream]);
  for (const every of ['PT0.5S', 'P2D']) await expect((await watch(null, { every })).next()).rejects.toThrow('every is at least a second and at most a day.');
});

test('a container is heard with what stands in it, wherever that is moved, and a sample by whatever speaks for it', async () => {
  const [freezer, room, sample] = [await watch({ container: ['FRZ-1'] }), await watch({ container: ['ROOM-1'] }), await watch({ sample: ['S-1'] })];
  await bring(1, 'BOX-1/temperature');
  for (const stream of [freezer, room, sample]) expect(await valueOf(stream)).toBe(1);
  await bring(2, 'FRZ-1/power');
  for (const stream of [freezer, room]) expect(await valueOf(stream)).toBe(2);
  await world.ask(Move, { input: { items: [{ container: 'BOX-1' }], into: 'ROOM-1' } });
  await world.ask(Move, { input: { items: [{ sample: 'S-1' }], into: 'FRZ-1' } });
  await delay(1_000);
  await bring(3, 'BOX-1/temperature');
  expect(await valueOf(room)).toBe(3);
  // Had they heard of the box, that would come first.
  await bring(4, 'FRZ-1/temperature');
  for (const stream of [freezer, room, sample]) expect(await valueOf(stream)).toBe(4);
  await leave([freezer, room, sample]);
});
