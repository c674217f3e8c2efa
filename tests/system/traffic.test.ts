import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { formatInstant, MINUTE, now, SECOND } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { furnish, RecordReadings } from './graphql-documents.js';
import { openWorld, take, type World } from './graphql-fixture.js';

const Counted = graphql(`
  subscription Counted($after: String, $every: Duration) { readingRecorded(after: $after, every: $every) { cursor reading { value } gap { from } } }
`);
const CountedMachines = graphql(`
  subscription CountedMachines { machineStatusChanged { code } }
`);
const Traffic = graphql(`
  query Traffic { stats { deliveries deliveriesPerSecond queuedEvents horizonAge cacheHitRatio } }
`);

const SENSOR = 'CNC-001/temperature';
const REPLAYED = 20;
const start = Math.floor(now() / MINUTE) * MINUTE - 20_000 * MINUTE;
let second = 0;
let world: World;
beforeAll(async () => {
  world = await openWorld({ live: { mostReplayed: REPLAYED } });
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

const bring = (...values: number[]) => world.ask(RecordReadings, { input: { readings: values.map((value) => ({ sensor: SENSOR, measuredAt: formatInstant(start + second++ * SECOND), value })) } });
const watch = (variables: { after?: string; every?: string } = {}) => world.watch(Counted, { after: null, every: null, ...variables });
type Stream = Awaited<ReturnType<typeof watch>>;
const leave = async (...streams: AsyncIterableIterator<unknown>[]) => {
  await Promise.all(streams.map((stream) => stream.return?.()));
  await eventually(async () => (await figures())('thermograph_subscribers') === 0);
};
const values = async (stream: Stream, count: number) => (await take(stream, count)).map(({ readingRecorded }) => readingRecorded.reading?.value);

/** What /metrics says now. */
async function figures(): Promise<(name: string) => number> {
  const lines = (await (await fetch(`${world.url}/metrics`)).text()).split('\n');
  return (name) => Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? 0);
}

/** By how much each figure has grown while something was done. */
async function growthOf<Name extends string>(names: readonly Name[], doing: () => Promise<unknown>): Promise<Record<Name, number>> {
  const before = await figures();
  await doing();
  const after = await figures();
  return Object.fromEntries(names.map((name) => [name, after(name) - before(name)])) as Record<Name, number>;
}

const READINGS = 'thermograph_deliveries_total{field="readingRecorded"}';
const MACHINES = 'thermograph_deliveries_total{field="machineStatusChanged"}';

test('deliveries are counted by field, one to several as several', async () => {
  const streams = await Promise.all([watch(), watch(), watch(), watch({ every: 'PT1S' })]);
  const machines = await world.watch(CountedMachines);
  const { deliveries } = (await world.ask(Traffic)).stats;
  const growth = await growthOf([READINGS, MACHINES, 'thermograph_events_thinned_total'], async () => {
    await bring(1, 2, 3);
    for (const stream of streams.slice(0, 3)) expect(await values(stream, 3)).toEqual([1, 2, 3]);
    expect(await values(streams[3]!, 1)).toEqual([3]);
    world.bus.publish([{ name: 'machineStatusChanged', position: 1, machineId: 1 }]);
    expect(await take(machines, 1)).toEqual([{ machineStatusChanged: { code: 'CNC-001' } }]);
  });
  expect(growth).toEqual({ [READINGS]: 10, [MACHINES]: 1, thermograph_events_thinned_total: 2 });
  const { stats } = await world.ask(Traffic);
  expect(stats).toMatchObject({ deliveries: deliveries + 11, queuedEvents: 0, horizonAge: 'PT0S' });
  expect(stats.deliveriesPerSecond).toBeGreaterThan(0);
  expect(stats.cacheHitRatio).toBeGreaterThan(0);
  await leave(...streams, machines);
});

test('who goes on behind a cursor is counted, with what he had missed, and so is a gap', async () => {
  const first = await watch();
  await bring(1);
  const cursor = (await take(first, 1))[0]!.readingRecorded.cursor;
  await leave(first);
  await bring(2, 3);
  const names = [READINGS, 'thermograph_subscriptions_resumed_total', 'thermograph_subscription_gaps_total'] as const;
  let resumed: Stream | null = null;
  expect(
    await growthOf(names, async () => {
      resumed = await watch({ after: cursor });
      expect(await values(resumed, 2)).toEqual([2, 3]);
    }),
  ).toEqual({ [READINGS]: 2, thermograph_subscriptions_resumed_total: 1, thermograph_subscription_gaps_total: 0 });
  await leave(resumed!);
  await bring(...Array.from({ length: REPLAYED + 1 }, (_, value) => value));
  const growth = await growthOf(names, async () => {
    const late = await watch({ after: cursor });
    expect((await take(late, 1))[0]!.readingRecorded.gap).not.toBeNull();
    await leave(late);
  });
  expect(growth).toEqual({ [READINGS]: 1, thermograph_subscriptions_resumed_total: 0, thermograph_subscription_gaps_total: 1 });
});

test('what waits for a subscriber who does not read is told, and is gone when he has read it', async () => {
  const socket = Promise.withResolvers<WebSocket>();
  const client = createClient({ url: `${world.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, on: { opened: (opened) => socket.resolve(opened as WebSocket) } });
  let newest = 0;
  client.subscribe<{ readingRecorded: { reading: { value: number } } }>({ query: `subscription { readingRecorded { reading { value ${'long'.repeat(2_500)}: value } } }` }, { next: ({ data }) => void (newest = data!.readingRecorded.reading.value), error() {}, complete() {} });
  await eventually(async () => (await figures())('thermograph_subscribers') === 1);
  await bring(-1);
  await eventually(() => newest === -1);
  (await socket.promise).pause();
  const well = await watch();
  let value = 0;
  const waits = async () => (await figures())('thermograph_queued_events') > 0;
  while (!(await waits())) {
    await bring(...Array.from({ length: 1_000 }, () => ++value));
    while ((await values(well, 1))[0] !== value);
  }
  expect((await figures())('thermograph_sockets')).toBe(2);
  expect((await figures())('thermograph_socket_queued_bytes')).toBeGreaterThan(0);
  expect((await world.ask(Traffic)).stats.queuedEvents).toBeGreaterThan(0);
  (await socket.promise).resume();
  await eventually(() => newest === value);
  await eventually(async () => !(await waits()));
  expect((await figures())('thermograph_socket_queued_bytes')).toBe(0);
  await client.dispose();
  await leave(well);
});

test('a transaction that is not over holds the horizon back for as long as it runs', async () => {
  const stream = await watch();
  const age = async () => (await figures())('thermograph_horizon_age_seconds');
  await world.database.em.fork().transactional(async (em) => {
    await query(em, sql`select pg_current_xact_id()`);
    await bring(7);
    await eventually(async () => (await age()) > 0);
    expect((await world.ask(Traffic)).stats.horizonAge).not.toBe('PT0S');
  });
  expect(await values(stream, 1)).toEqual([7]);
  await eventually(async () => (await age()) === 0);
  await leave(stream);
});
