import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RegisterContainer, RegisterMachine, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
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
