import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { RegisterContainer, RegisterMachine, RegisterSamples, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Known = graphql(`
  query Known { machines { nodes { code } } samples(first: 500) { nodes { code } } sensors { nodes { key } } }
`);

const SamplesNamed = graphql(`
  query SamplesNamed($codes: [String!]!) { samples(where: { code: $codes }) { nodes { code } } }
`);

let world: World;
const collectedAt = '2026-03-01T12:00:00+01:00';
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

test('a site is registered once, in a time zone that exists', async () => {
  const input = { code: 'LAB', name: 'Laboratory', timeZone: 'Europe/Berlin' };
  expect((await world.ask(RegisterSite, { input })).registerSite).toEqual({ site: { id: expect.any(String), ...input }, userErrors: [] });
  expect((await world.ask(RegisterSite, { input })).registerSite).toEqual({
    site: null,
    userErrors: [{ code: 'ALREADY_EXISTS', field: ['code'], message: "There is a site 'LAB' already." }],
  });
  for (const timeZone of ['Mars/Olympus', '+01:00', '']) {
    expect((await world.ask(RegisterSite, { input: { ...input, code: 'X', timeZone } })).registerSite.userErrors).toMatchObject([{ code: 'INVALID', field: ['timeZone'] }]);
  }
});

test('a machine is registered with what is known of it', async () => {
  const known = { code: 'CNC-001', name: 'Mill 1', kind: 'mill', manufacturer: 'Haas', model: 'VF-2SS' };
  const { registerMachine } = await world.ask(RegisterMachine, { input: { ...known, site: 'LAB' } });
  expect(registerMachine).toEqual({ machine: { ...known, id: expect.any(String), status: 'OFFLINE', lastSeenAt: null, site: { code: 'LAB' } }, userErrors: [] });
  const again = await world.ask(RegisterMachine, { input: { code: 'CNC-001', name: 'another' } });
  expect(again.registerMachine).toMatchObject({ machine: null, userErrors: [{ code: 'ALREADY_EXISTS', field: ['code'] }] });
  const nowhere = await world.ask(RegisterMachine, { input: { code: 'CNC-002', name: 'Mill 2', site: 'NOWHERE' } });
  expect(nowhere.registerMachine.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['site'], message: "There is no site 'NOWHERE'." }]);
});

test.each(['', ' ', 'a/b', 'a+', '#', 'x'.repeat(201), 'tab\t', 'nul\u0000', ' padded', '\ud800'])('%j is no code', async (code) => {
  const { registerMachine } = await world.ask(RegisterMachine, { input: { code, name: 'x' } });
  expect(registerMachine).toMatchObject({ machine: null, userErrors: [{ code: 'INVALID', field: ['code'] }] });
});

test('every refusal of an input is told at once', async () => {
  const { registerMachine } = await world.ask(RegisterMachine, { input: { code: 'a/b', name: '', kind: 'x'.repeat(201) } });
  expect(registerMachine.userErrors.map(({ field }) => field)).toEqual([['code'], ['name'], ['kind']]);
});

test('a freezer is registered as the container that a machine is, and stands in its room from now on', async () => {
  await world.ask(RegisterMachine, { input: { code: 'FRZ-1', name: 'Freezer' } });
  await world.ask(RegisterContainer, { input: { code: 'ROOM', name: 'Room', kind: 'ROOM', site: 'LAB' } });
  const { registerContainer } = await world.ask(RegisterContainer, { input: { code: 'FRZ-1', name: 'Freezer', kind: 'FREEZER', machine: 'FRZ-1', parent: 'ROOM' } });
  expect(registerContainer).toMatchObject({
    container: { code: 'FRZ-1', kind: 'FREEZER', machine: { code: 'FRZ-1' }, parent: { code: 'ROOM' }, site: { code: 'LAB' }, custody: [{ container: { code: 'ROOM' }, to: null, by: 'local', reason: null }] },
    userErrors: [],
  });
  const twin = await world.ask(RegisterContainer, { input: { code: 'FRZ-2', name: 'Freezer', kind: 'FREEZER', machine: 'FRZ-1' } });
  expect(twin.registerContainer).toMatchObject({ container: null, userErrors: [{ code: 'ALREADY_EXISTS', field: ['machine'] }] });
  const lost = await world.ask(RegisterContainer, { input: { code: 'FRZ-3', name: 'Freezer', kind: 'FREEZER', machine: 'NO', parent: 'NO', site: 'NO' } });
  expect(lost.registerContainer.userErrors.map(({ code, field }) => [code, ...field])).toEqual([['NOT_FOUND', 'site'], ['NOT_FOUND', 'machine'], ['NOT_FOUND', 'parent']]);
});

test('a sensor is registered on one asset, in a unit of its quantity', async () => {
  const { registerSensor } = await world.ask(RegisterSensor, { input: { machine: 'FRZ-1', channel: 'temperature', quantity: 'TEMPERATURE', unit: '°F', expectedEvery: 'P1W', interpolation: 'LINEAR' } });
  expect(registerSensor).toEqual({
    sensor: {
      id: expect.any(String), key: 'FRZ-1/temperature', quantity: 'TEMPERATURE', unit: '[degF]', expectedEvery: 'PT168H', interpolation: 'LINEAR', status: 'NEVER_SEEN',
      asset: { __typename: 'Machine', code: 'FRZ-1' }, latest: null,
    },
    userErrors: [],
  });
  const canonical = await world.ask(RegisterSensor, { input: { container: 'ROOM', channel: 'pressure', quantity: 'PRESSURE' } });
  expect(canonical.registerSensor.sensor).toMatchObject({ unit: 'bar', asset: { __typename: 'Container', code: 'ROOM' }, expectedEvery: null, interpolation: 'STEP' });
});

test.each([
  [{ machine: 'FRZ-1', channel: 'temperature' }, ['ALREADY_EXISTS', 'channel']],
  [{ container: 'FRZ-1', channel: 'temperature' }, ['ALREADY_EXISTS', 'channel']],
  [{ machine: 'FRZ-1', container: 'ROOM', channel: 't' }, ['INVALID']],
  [{ channel: 't' }, ['INVALID']],
  [{ machine: 'NO', channel: 't' }, ['NOT_FOUND', 'machine']],
  [{ machine: 'FRZ-1', channel: 'a/b' }, ['INVALID', 'channel']],
  [{ machine: 'FRZ-1', channel: 't', unit: 'bar' }, ['INVALID', 'unit']],
  [{ machine: 'FRZ-1', channel: 't', unit: 'smoots' }, ['INVALID', 'unit']],
  [{ machine: 'FRZ-1', channel: 't', expectedEvery: 'PT0S' }, ['INVALID', 'expectedEvery']],
])('a sensor is refused with a reason: %j', async (input, [code, ...field]) => {
  const { registerSensor } = await world.ask(RegisterSensor, { input: { quantity: 'TEMPERATURE', ...input } });
  expect(registerSensor).toMatchObject({ sensor: null, userErrors: [{ code, field }] });
});

describe('samples', () => {
  const sample = { name: 'plasma', type: 'plasma', collectedAt };

  test('thousands are registered at once, in a number of statements that does not grow', async () => {
    const register = async (prefix: string, count: number) => {
      const samples = Array.from({ length: count }, (_, index) => ({ ...sample, code: `${prefix}-${index}`, container: 'ROOM', parent: index === 0 ? null : `${prefix}-${index - 1}` }));
      const before = world.statements;
      const { registerSamples } = await world.ask(RegisterSamples, { input: { samples } });
      expect(registerSamples.userErrors).toEqual([]);
      expect(registerSamples.samples.map(({ code }) => code)).toEqual(samples.map(({ code }) => code));
      expect(registerSamples.samples.at(-1)).toMatchObject({ parent: { code: `${prefix}-${count - 2}` }, container: { code: 'ROOM' }, collectedAt: '2026-03-01T11:00:00.000Z', status: 'COLLECTED' });
      return world.statements - before;
    };
    expect(await register('B', 3000)).toBe(await register('A', 3));
  });

  test('one bad sample refuses the whole call, and every bad one is named by its index', async () => {
    const before = await world.ask(Known);
    const { registerSamples } = await world.ask(RegisterSamples, {
      input: {
        samples: [{ ...sample, code: 'N-1' }, { ...sample, code: 'A-1' }, { ...sample, code: 'N-2', container: 'NO' }, { ...sample, code: 'N-3', parent: 'NO' }],
      },
    });
    expect(registerSamples.samples).toEqual([]);
    expect(registerSamples.userErrors.map(({ code, field }) => [code, ...field])).toEqual([
      ['ALREADY_EXISTS', 'samples', '1', 'code'],
      ['NOT_FOUND', 'samples', '2', 'container'],
      ['NOT_FOUND', 'samples', '3', 'parent'],
    ]);
    expect(await world.ask(Known)).toEqual(before);
  });

  test('a call that contradicts itself is refused', async () => {
    const { registerSamples } = await world.ask(RegisterSamples, {
      input: { samples: [{ ...sample, code: 'C-1', parent: 'C-2' }, { ...sample, code: 'C-2', parent: 'C-1' }, { ...sample, code: 'C-3' }, { ...sample, code: 'C-3', name: '' }] },
    });
    expect(registerSamples.userErrors.map(({ code, field }) => [code, ...field])).toEqual([
      ['INVALID', 'samples', '0', 'parent'],
      ['INVALID', 'samples', '1', 'parent'],
      ['INVALID', 'samples', '3', 'name'],
      ['INVALID', 'samples', '3', 'code'],
    ]);
    expect((await world.ask(RegisterSamples, { input: { samples: [] } })).registerSamples.userErrors).toMatchObject([{ code: 'INVALID', field: ['samples'] }]);
  });

  test('a code that somebody else takes at the same moment refuses the call, and nothing of it stays', async () => {
    const waiting = () => sql(world.database.em.fork(), `select from pg_locks where not granted`);
    let call: ReturnType<typeof register> | null = null;
    const register = () => world.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'D-1' }, { ...sample, code: 'TAKEN' }] } });
    await world.database.em.fork().transactional(async (em) => {
      await sql(em, `insert into sample (code, name, type, collected_at) values ('TAKEN', 'x', 'x', now())`);
      call = register();
      await eventually(async () => (await waiting()).rows.length > 0);
    });
    const { registerSamples } = await call!;
    expect(registerSamples).toMatchObject({ samples: [], userErrors: [{ code: 'ALREADY_EXISTS', field: ['samples', '1', 'code'] }] });
    expect((await world.ask(SamplesNamed, { codes: ['D-1', 'TAKEN'] })).samples.nodes).toEqual([{ code: 'TAKEN' }]);
  });
});
