import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import type { MachinesQueryVariables } from '../client/graphql.js';
import { graphql } from '../client/index.js';
import { furnish, record, RecordReadings, RegisterMachine } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Machines = graphql(`
  query Machines($where: MachineFilter, $first: Int, $after: String) {
    machines(where: $where, first: $first, after: $after) {
      nodes { code }
      edges { cursor node { code } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

const Lists = graphql(`
  query Lists($containers: ContainerFilter, $samples: SampleFilter, $sensors: SensorFilter) {
    containers(where: $containers) { nodes { code } }
    samples(where: $samples) { nodes { code } }
    sensors(where: $sensors) { nodes { key status } }
  }
`);

const Readings = graphql(`
  query Readings($first: Int, $after: String, $from: DateTime, $to: DateTime) {
    sensor(key: "CNC-001/temperature") {
      readings(first: $first, after: $after, from: $from, to: $to) { nodes { measuredAt value } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } }
    }
  }
`);

const Rejections = graphql(`
  query Rejections($where: RejectionFilter, $first: Int, $after: String) {
    rejections(where: $where, first: $first, after: $after) { nodes { topic reason detail payload resolvedAt } pageInfo { hasNextPage endCursor } }
  }
`);

const Overview = graphql(`
  query Overview {
    sites { code }
    site(code: "LAB") { name timeZone }
    viewer { name role }
    stats { machines containers samples sensors openExcursions readings readingsPerSecond rejections subscribers cacheHitRatio }
  }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
  for (const code of ['M-1', 'M-2', 'M-3']) await world.ask(RegisterMachine, { input: { code, name: code, kind: 'mill' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

test('a list comes in pages that neither leave out nor repeat, also when something is added before the cursor', async () => {
  const one = (await world.ask(Machines, { first: 2 })).machines;
  expect(one.nodes).toEqual([{ code: 'CNC-001' }, { code: 'FRZ-1' }]);
  expect(one.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: one.edges[0]?.cursor, endCursor: one.edges[1]?.cursor });
  await world.ask(RegisterMachine, { input: { code: 'AAA', name: 'late' } });
  const two = (await world.ask(Machines, { first: 3, after: one.pageInfo.endCursor })).machines;
  expect(two.nodes).toEqual([{ code: 'M-1' }, { code: 'M-2' }, { code: 'M-3' }]);
  expect(two.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const none = (await world.ask(Machines, { after: two.pageInfo.endCursor })).machines;
  expect(none).toEqual({ nodes: [], edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null } });
});

test.each([
  [{ first: 501 }, 'first is 501, but must be from 1 to 500.'],
  [{ first: 0 }, 'first is 0, but must be from 1 to 500.'],
  [{ first: -1 }, 'first is -1, but must be from 1 to 500.'],
  [{ after: 'nonsense' }, 'after is not a cursor of this list'],
  [{ after: Buffer.from('[1]').toString('base64url') }, 'after is not a cursor of this list'],
  [{ where: { code: ['a\u0000b'] } }, 'U+0000'],
] as [MachinesQueryVariables, string][])('a page that cannot be is refused with a reason: %j', async (variables, reason) => {
  const [error] = await world.errorsOf(Machines, variables);
  expect(error).toMatchObject({ message: expect.stringContaining(reason), extensions: { code: 'BAD_USER_INPUT' } });
});

test('first: null is the default', async () => {
  expect((await world.ask(Machines, { first: null })).machines.nodes).toHaveLength(6);
});

test('lists keep to what fits every field that is given', async () => {
  expect((await world.ask(Machines, { where: { kind: ['mill'], code: ['M-2', 'CNC-001'] } })).machines.nodes).toEqual([{ code: 'M-2' }]);
  expect((await world.ask(Machines, { where: { site: ['LAB'], status: ['OFFLINE'] } })).machines.nodes).toEqual([{ code: 'CNC-001' }, { code: 'FRZ-1' }]);
  await record(world, 'FRZ-1/temperature', start, [[0, 4]]);
  const found = await world.ask(Lists, {
    containers: { kind: ['BOX'], parent: ['FRZ-1'] },
    samples: { container: ['FRZ-1'], type: ['plasma'], parent: ['S-1'] },
    sensors: { machine: ['FRZ-1'], status: ['STALE', 'NEVER_SEEN'] },
  });
  expect(found.containers.nodes).toEqual([{ code: 'BOX-1' }, { code: 'BOX-2' }]);
  expect(found.samples.nodes).toEqual([{ code: 'S-1a' }]);
  expect(found.sensors.nodes).toEqual([{ key: 'FRZ-1/power', status: 'NEVER_SEEN' }, { key: 'FRZ-1/temperature', status: 'STALE' }]);
  const rest = await world.ask(Lists, { containers: { site: ['LAB'] }, samples: { code: ['S-2'], status: ['COLLECTED'] }, sensors: { sample: ['S-2'], quantity: ['TEMPERATURE'] } });
  expect(rest).toEqual({ containers: { nodes: [{ code: 'FRZ-1' }, { code: 'ROOM-1' }] }, samples: { nodes: [{ code: 'S-2' }] }, sensors: { nodes: [{ key: 'S-2/probe', status: 'NEVER_SEEN' }] } });
});

test('readings come newest first, within an interval that does not hold its end, to the microsecond', async () => {
  await record(world, 'CNC-001/temperature', start, [[0, 1], [1, 2], [2, 3], [3, 4]]);
  const between = await world.ask(Readings, { from: minute(1), to: minute(3), first: 1 });
  expect(between.sensor?.readings.nodes).toEqual([{ measuredAt: minute(2), value: 3 }]);
  const next = await world.ask(Readings, { from: minute(1), to: minute(3), first: 1, after: between.sensor?.readings.pageInfo.endCursor });
  expect(next.sensor?.readings).toMatchObject({ nodes: [{ measuredAt: minute(1), value: 2 }], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  await world.ask(RecordReadings, { input: { readings: [{ sensor: 'CNC-001/temperature', measuredAt: '2026-01-02T03:04:05.678901+02:00', value: 9 }] } });
  const old = await world.ask(Readings, { to: minute(0) });
  expect(old.sensor?.readings.nodes).toEqual([{ measuredAt: '2026-01-02T01:04:05.678901Z', value: 9 }]);
});

test('a rejection shows what came, as text where it is text', async () => {
  await sql(world.database.em.fork(), `insert into rejection (received_at, topic, reason, payload, resolved_at) values
    (now() - interval '3 s', 'a/text', 'INVALID_JSON', convert_to('{"value": 4.2', 'UTF8'), null),
    (now() - interval '2 s', 'a/binary', 'INVALID_JSON', '\\xff00'::bytea, null),
    (now() - interval '1 s', 'b/pretender', 'UNKNOWN_TOPIC', convert_to('base64:x', 'UTF8'), now())`);
  const { rejections } = await world.ask(Rejections, { where: null });
  expect(rejections.nodes.map(({ topic, payload }) => [topic, payload])).toEqual([['b/pretender', 'base64:YmFzZTY0Ong='], ['a/binary', 'base64:/wA='], ['a/text', '{"value": 4.2']]);
  const first = await world.ask(Rejections, { where: { topic: 'a/', reason: ['INVALID_JSON'], resolved: false }, first: 1 });
  expect(first.rejections).toMatchObject({ nodes: [{ topic: 'a/binary', detail: null, resolvedAt: null }], pageInfo: { hasNextPage: true } });
  const second = await world.ask(Rejections, { where: { topic: 'a/' }, after: first.rejections.pageInfo.endCursor });
  expect(second.rejections.nodes.map(({ topic }) => topic)).toEqual(['a/text']);
});

test('the overview counts what there is', async () => {
  const { stats, ...rest } = await world.ask(Overview);
  expect(rest).toEqual({ sites: [{ code: 'LAB' }], site: { name: 'Laboratory', timeZone: 'Europe/Berlin' }, viewer: { name: 'local', role: 'ADMIN' } });
  expect(stats).toEqual({ machines: 6, containers: 4, samples: 3, sensors: 5, openExcursions: expect.any(Number), readings: 6, readingsPerSecond: 0.1, rejections: 3, subscribers: 0, cacheHitRatio: expect.any(Number) });
});
