import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { authenticateByName } from './access-callers.js';
import { DefineRule, record, RegisterContainer, RegisterMachine, RegisterSamples, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

/** Everything that can be asked of a machine, some of it on two levels. */
const Deep = graphql(`
  query Deep($first: Int!, $from: DateTime!, $to: DateTime!) {
    machines(first: $first) {
      nodes {
        code lastSeenAt site { code } position { at } track(from: $from, to: $to) { at }
        sensors {
          key status latest { value unit sensor { key } }
          readings(first: 2) { nodes { value quality sensor { key } } }
          series(from: $from, to: $to, maxPoints: 10) { coverage buckets { mean } }
          asset { code ... on Machine { container { code } } ... on Container { machine { code } } }
        }
        excursions(first: 2) { nodes { kind duration sensor { key } asset { code } rule { code assets { code sensors { key } } } revisions { cause } } }
        container {
          code machine { code } parent { code containers { code } } containers { code parent { code } } custody { container { code site { code } } }
          samples(first: 2) { nodes { code parent { code } aliquots { code } container { code } custody { container { code } } excursions(first: 2) { nodes { id sensor { key } } } } }
        }
      }
    }
  }
`);

const DeepSensors = graphql(`
  query DeepSensors($first: Int!) { sensors(first: $first) { nodes { key status asset { code site { code } } latest { value } } } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 60 * MINUTE;
const interval = { from: formatInstant(start), to: formatInstant(start + 30 * MINUTE) };
const MOST = 12;

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'UTC' } });
  await world.ask(RegisterContainer, { input: { code: 'ROOM', name: 'Room', kind: 'ROOM', site: 'LAB' } });
  for (let n = 0; n < MOST; n++) await furnishMachine(`M-${String(n).padStart(2, '0')}`);
  const machines = Array.from({ length: MOST }, (_, n) => `M-${String(n).padStart(2, '0')}`);
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'INFO', mode: 'INSTANT', high: 8, machines } });
  for (const code of machines) await record(world, `${code}/temperature`, start, [[0, 5], [1, 9], [2, 5], [3, 10], [4, 5]]);
});
afterAll(async () => world[Symbol.asyncDispose]());

async function furnishMachine(code: string): Promise<void> {
  await world.ask(RegisterMachine, { input: { code, name: code, site: 'LAB' } });
  await world.ask(RegisterContainer, { input: { code, name: code, kind: 'FREEZER', machine: code, parent: 'ROOM' } });
  await world.ask(RegisterContainer, { input: { code: `${code}-BOX`, name: code, kind: 'BOX', parent: code } });
  await world.ask(RegisterSensor, { input: { machine: code, channel: 'power', quantity: 'POWER' } });
  await world.ask(RegisterSensor, { input: { container: code, channel: 'temperature', quantity: 'TEMPERATURE', expectedEvery: 'PT1H' } });
  const sample = { name: 'plasma', type: 'plasma', collectedAt: interval.from };
  await world.ask(RegisterSamples, { input: { samples: [{ ...sample, code: `${code}-S`, container: `${code}-BOX` }, { ...sample, code: `${code}-A`, parent: `${code}-S`, container: code }] } });
}

test.each([['sees everything', 'VIEWER', 40], ['is bound to a site', 'VIEWER@1', 70]])('the statements of a deep query do not grow with the rows that it finds, when the caller %s', async (_, key, most) => {
  const statementsFor = async (first: number) => {
    const before = world.statements;
    const { machines } = await world.as(key).ask(Deep, { first, ...interval });
    expect(machines.nodes).toHaveLength(first);
    for (const machine of machines.nodes) {
      expect(machine).toMatchObject({ site: { code: 'LAB' }, sensors: [{ latest: null, readings: { nodes: [] } }, { latest: { value: 5 }, readings: { nodes: [{ value: 5 }, { value: 10 }] } }] });
      expect(machine.excursions.nodes).toMatchObject([{ rule: { code: 'HOT', assets: { length: MOST } } }, {}]);
      expect(machine.container?.samples.nodes).toMatchObject([{ parent: { code: `${machine.code}-S` } }, { aliquots: [{ code: `${machine.code}-A` }] }]);
    }
    return world.statements - before;
  };
  // The first time also opens connections, which begin with a statement of their own.
  await statementsFor(MOST);
  const few = await leastOf(5, () => statementsFor(2));
  const many = await leastOf(5, () => statementsFor(MOST));
  // About one for each field that reads. Two ways to the same loader share a statement only when their answers arrive
  // together: the least of several tries is what is needed. One statement too many for each machine would be ten more.
  expect(few).toBeLessThanOrEqual(most);
  expect(Math.abs(many - few)).toBeLessThan(5);
});

const LATEST = 'latest { value measuredAt }';

test.each([[LATEST, ''], [`... on Sensor { newest: ${LATEST} }`, ''], ['...Told', `fragment Told on Sensor { ${LATEST} }`]])('machines, their sensors and the newest reading of each (%s) are two statements', async (asked, fragment) => {
  const alone = async (key: string) => ((await world.as('VIEWER').post(`{ sensor(key: "${key}") { ${LATEST} } }`)).data as { sensor: { latest: unknown } }).sensor.latest;
  const statementsFor = async () => {
    const before = world.statements;
    const { data } = await world.as('VIEWER').post(`{ machines(first: ${MOST}) { nodes { sensors { key ${asked} } } } } ${fragment}`);
    const took = world.statements - before;
    const sensors = (data as { machines: { nodes: { sensors: Record<string, unknown>[] }[] } }).machines.nodes.flatMap((machine) => machine.sensors);
    expect(sensors).toHaveLength(2 * MOST);
    for (const { key, latest, newest = latest } of sensors.slice(0, 4)) expect(newest).toEqual(await alone(key as string));
    return took;
  };
  expect(await leastOf(3, statementsFor)).toBe(2);
});

test('the newest readings of many sensors are one statement', async () => {
  const statementsFor = async (first: number) => {
    const before = world.statements;
    expect((await world.ask(DeepSensors, { first })).sensors.nodes).toHaveLength(first);
    return world.statements - before;
  };
  // Sensors, their states, their newest readings, their assets of two types, the ids of the sites of each type, the sites.
  expect(await statementsFor(2 * MOST)).toBeLessThanOrEqual(8);
});

async function leastOf(tries: number, count: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let n = 0; n < tries; n++) least = Math.min(least, await count());
  return least;
}
