import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import { MINUTE, now } from '../../src/domain/time.js';
import { authenticateByName } from './access-callers.js';
import { RegisterMachine, RegisterSensor, RegisterSite, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { SetErrorCodes } from './health-documents.js';

// What no field of a document shows is not fetched: one that shows it by way of a resolver must not be forgotten there.

let world: World;

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'UTC' } });
  await world.ask(RegisterMachine, { input: { code: 'M', name: 'Mill', site: 'LAB', kind: 'mill' } });
  await world.ask(RegisterSensor, { input: { machine: 'M', channel: 'silent', quantity: 'POWER' } });
  // Two hours ago, which is longer than is expected of the one and not of the other.
  for (const [channel, expectedEvery] of [['often', 'PT1H'], ['seldom', 'PT3H']] as const) {
    await world.ask(RegisterSensor, { input: { machine: 'M', channel, quantity: 'TEMPERATURE', interpolation: 'LINEAR', expectedEvery } });
    await record(world, `M/${channel}`, now() - 120 * MINUTE, [[0, 5], [1, -127], [2, 7]]);
  }
  await world.ask(SetErrorCodes, { input: { sensors: ['M/often'], errorCodes: [-127, 85], reason: 'DS18B20' } });
  await record(world, 'M/often', now() - 110 * MINUTE, [[0, 85]]);
});
afterAll(async () => world[Symbol.asyncDispose]());

interface Told {
  [field: string]: unknown;
}

const OF: Record<string, { ask: (selection: string) => string; list: (data: never) => readonly (Told | null)[] }> = {
  Machine: { ask: (selection) => `{ machines(first: 1) { nodes ${selection} } }`, list: ({ machines }: { machines: { nodes: Told[] } }) => machines.nodes },
  Sensor: {
    ask: (selection) => `{ machines(first: 1) { nodes { sensors ${selection} } } }`,
    list: ({ machines }: { machines: { nodes: { sensors: Told[] }[] } }) => machines.nodes.flatMap(({ sensors }) => sensors),
  },
  Reading: {
    ask: (selection) => `{ machines(first: 1) { nodes { sensors { latest ${selection} readings(first: 5) { nodes ${selection} edges { node ${selection} } } } } } }`,
    list: ({ machines }: { machines: { nodes: { sensors: Heard[] }[] } }) =>
      machines.nodes.flatMap(({ sensors }) => sensors.flatMap(({ latest, readings }) => [latest, ...readings.nodes, ...readings.edges.map(({ node }) => node)])),
  },
};

interface Heard {
  latest: Told | null;
  readings: { nodes: Told[]; edges: { node: Told }[] };
}

test.each(['VIEWER', 'VIEWER@1'].flatMap((key) => Object.keys(OF).map((type) => [type, key] as const)))('each field of a %s says the same alone as beside all others, to %s', async (name, key) => {
  const { ask, list } = OF[name]!;
  const fields = fieldsOf(name);
  const tell = async (asked: readonly string[]) => {
    const { data, errors = [] } = await world.as(key).post(ask(`{ ${asked.join(' ')} }`));
    expect(errors).toEqual([]);
    return list(data as never);
  };
  const all = await tell(fields.map(({ text }) => text));
  expect(all.length).toBeGreaterThan(0);
  for (const { text, field } of fields) expect(await tell([text])).toEqual(all.map((each) => each && { [field]: each[field] }));
});

test('what a sensor was last heard of tells whether it is silent, whatever else is asked', async () => {
  const { data } = await world.post('{ machines(first: 1) { nodes { sensors { key status } } } }');
  expect(data).toEqual({ machines: { nodes: [{ sensors: [{ key: 'M/often', status: 'STALE' }, { key: 'M/seldom', status: 'LIVE' }, { key: 'M/silent', status: 'NEVER_SEEN' }] }] } });
});

/** Those that need no argument; of what has fields of its own, that it is there. */
function fieldsOf(name: string): { field: string; text: string }[] {
  const type = world.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} has no fields`);
  return Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map((field) => ({ field: field.name, text: isCompositeType(getNamedType(field.type)) ? `${field.name} { __typename }` : field.name }));
}
