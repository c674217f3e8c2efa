import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { furnish, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const MachineByCode = graphql(`
  query MachineByCode($code: String!) {
    machine(code: $code) { id code name status lastSeenAt site { code } container { code kind } sensors { key } position { at latitude longitude } }
  }
`);

const FacesOfContainer = graphql(`
  query FacesOfContainer($code: String!) { container(code: $code) { code machine { code } sensors { key } site { code } } }
`);

const SensorByKey = graphql(`
  query SensorByKey($key: String!) {
    sensor(key: $key) {
      key status
      asset { __typename code ... on Machine { status } ... on Container { kind } ... on Sample { type } }
      latest { measuredAt value unit quality sensor { key } }
    }
  }
`);

const Track = graphql(`
  query Track($from: DateTime!, $to: DateTime!, $maxPoints: Int) {
    machine(code: "FRZ-1") { position { at latitude longitude } track(from: $from, to: $to, maxPoints: $maxPoints) { latitude } }
    container(code: "FRZ-1") { position { latitude } }
  }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

test('a machine is found by its code, and null where there is none', async () => {
  const { machine } = await world.ask(MachineByCode, { code: 'CNC-001' });
  expect(machine).toMatchObject({ code: 'CNC-001', name: 'machine CNC-001', status: 'OFFLINE', lastSeenAt: null, site: { code: 'LAB' }, container: null, position: null });
  expect(machine?.id).toMatch(/^\d+$/);
  expect(await world.ask(MachineByCode, { code: 'CNC-999' })).toEqual({ machine: null });
});

test('a freezer is a machine and a container, and both show the sensors of both', async () => {
  const { machine } = await world.ask(MachineByCode, { code: 'FRZ-1' });
  expect(machine).toMatchObject({ container: { code: 'FRZ-1', kind: 'FREEZER' }, sensors: [{ key: 'FRZ-1/power' }, { key: 'FRZ-1/temperature' }] });
  const { container } = await world.ask(FacesOfContainer, { code: 'FRZ-1' });
  expect(container).toMatchObject({ machine: { code: 'FRZ-1' }, sensors: [{ key: 'FRZ-1/power' }, { key: 'FRZ-1/temperature' }] });
});

test('what has no site of its own is where the nearest container around it is', async () => {
  expect((await world.ask(FacesOfContainer, { code: 'BOX-1' })).container?.site).toEqual({ code: 'LAB' });
});

test('a machine that only sends readings has been seen', async () => {
  await record(world, 'FRZ-1/power', start, [[0, 1.5]]);
  const { machine } = await world.ask(MachineByCode, { code: 'FRZ-1' });
  expect(Date.parse(machine!.lastSeenAt!)).toBeGreaterThan(Date.now() - 60_000);
});

test('a sensor names its asset by its type, whichever it is', async () => {
  expect((await world.ask(SensorByKey, { key: 'CNC-001/temperature' })).sensor?.asset).toEqual({ __typename: 'Machine', code: 'CNC-001', status: 'OFFLINE' });
  expect((await world.ask(SensorByKey, { key: 'BOX-1/temperature' })).sensor?.asset).toEqual({ __typename: 'Container', code: 'BOX-1', kind: 'BOX' });
  expect((await world.ask(SensorByKey, { key: 'S-2/probe' })).sensor?.asset).toEqual({ __typename: 'Sample', code: 'S-2', type: 'plasma' });
});

test('the latest reading is the one measured last, whatever arrived last', async () => {
  await record(world, 'CNC-001/temperature', start, [[5, 41.5]]);
  await record(world, 'CNC-001/temperature', start, [[2, 39]]);
  const { sensor } = await world.ask(SensorByKey, { key: 'CNC-001/temperature' });
  expect(sensor?.latest).toEqual({ measuredAt: minute(5), value: 41.5, unit: 'Cel', quality: 'GOOD', sensor: { key: 'CNC-001/temperature' } });
});

test('a sensor is never seen, then live, and stale when it was silent for longer than is expected of it', async () => {
  const statusOf = async (key: string) => (await world.ask(SensorByKey, { key })).sensor?.status;
  expect(await statusOf('FRZ-1/temperature')).toBe('NEVER_SEEN');
  await record(world, 'FRZ-1/temperature', start, [[0, 4]]);
  expect(await statusOf('FRZ-1/temperature')).toBe('STALE');
  await record(world, 'FRZ-1/temperature', now(), [[0, 4]]);
  expect(await statusOf('FRZ-1/temperature')).toBe('LIVE');
  expect(await statusOf('FRZ-1/power')).toBe('LIVE');
});

test('a position is the newest, and a track keeps its ends when it is thinned out', async () => {
  await sql(world.database.em.fork(), `insert into position (machine_id, at, latitude, longitude)
    select machine.id, $1::timestamptz + n * interval '1 minute', n * 0.5, 13 from machine, generate_series(0, 100) as n where code = 'FRZ-1'`, [minute(0)]);
  const { machine, container } = await world.ask(Track, { from: minute(0), to: minute(200), maxPoints: 5 });
  expect(machine?.position).toEqual({ at: minute(100), latitude: 50, longitude: 13 });
  expect(container?.position).toEqual({ latitude: 50 });
  expect(machine?.track.map(({ latitude }) => latitude)).toEqual([0, 12.5, 25, 37.5, 50]);
  const all = await world.ask(Track, { from: minute(10), to: minute(20), maxPoints: 10 });
  expect(all.machine?.track.map(({ latitude }) => latitude)).toEqual([5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5]);
});
