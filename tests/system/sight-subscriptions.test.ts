import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse, subscribe, type ExecutionResult } from 'graphql';
import { formatInstant } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { graphql } from '../client/index.js';
import { viewerNamed } from './access-callers.js';
import { RecordReadings, RegisterContainer, RegisterSensor } from './graphql-documents.js';
import { take, type Caller } from './graphql-fixture.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

const ReadingsInSight = graphql(`
  subscription ReadingsInSight($where: ReadingFilter) {
    readingRecorded(where: $where) { reading { value sensor { key asset { code site { code } ... on Container { parent { code } } ... on Sample { container { code } } } } } }
  }
`);
const ExcursionsInSight = graphql(`
  subscription ExcursionsInSight($where: ExcursionFilter) {
    excursionChanged(where: $where) { change excursion { id sensor { key } asset { code site { code } } rule { code assets { code } } } }
  }
`);
const MachinesInSight = graphql(`
  subscription MachinesInSight($machine: [String!]) { machineStatusChanged(machine: $machine) { code status site { code } } }
`);
const IdleMachine = graphql(`
  mutation IdleMachine($machine: String!) { setMachineStatus(input: { machine: $machine, status: IDLE }) { userErrors { code } } }
`);

let sites: TwoSites;
let northern: Caller;
let southern: Caller;
let serial = 0;
beforeAll(async () => {
  sites = await openTwoSites();
  northern = sites.world.as(`VIEWER@${sites.north}`);
  southern = sites.world.as(`VIEWER@${sites.south}`);
  await sites.world.ask(RegisterContainer, { input: { code: 'CRATE', name: 'crate', kind: 'SHIPPER', parent: 'NORTH-ROOM' } });
  await sites.world.ask(RegisterSensor, { input: { container: 'CRATE', channel: 'temperature', quantity: 'TEMPERATURE' } });
});
afterAll(async () => sites[Symbol.asyncDispose]());
/** What the process remembers of sites is a second old at most; no test shall live on what one before it knew. */
beforeEach(() => delay(1_000));

const bring = async (sensor: string, value: number) => {
  const { recordReadings } = await sites.world.ask(RecordReadings, { input: { readings: [{ sensor, measuredAt: formatInstant(sites.start + ++serial), value }] } });
  expect(recordReadings).toMatchObject({ recorded: 1, userErrors: [] });
};

async function move(item: string, to: string): Promise<void> {
  const em = sites.world.database.em.fork();
  await query(em, sql`update placement set container_id = (select id from container where code = ${to}) where to_at is null and item_container_id = (select id from container where code = ${item})`);
}

test('readings of what is elsewhere or nowhere are left out without a word', async () => {
  const stream = await northern.watch(ReadingsInSight, { where: null });
  for (const [sensor, value] of [['SOUTH-FRZ/power', 1], ['NORTH-FRZ/power', 2], ['NOWHERE-FRZ/power', 3], ['SOUTH-S/probe', 4], ['NORTH-S/probe', 5]] as const) await bring(sensor, value);
  const told = await take(stream, 2);
  expect(told.map(({ readingRecorded }) => readingRecorded.reading)).toMatchObject([
    { value: 2, sensor: { key: 'NORTH-FRZ/power', asset: { code: 'NORTH-FRZ', site: { code: 'NORTH' } } } },
    { value: 5, sensor: { key: 'NORTH-S/probe', asset: { code: 'NORTH-S', container: { code: 'NORTH-BOX-A' } } } },
  ]);
  await stream.return?.();
});

test('a sensor that is new is told of at once', async () => {
  const stream = await northern.watch(ReadingsInSight, { where: null });
  await sites.world.ask(RegisterSensor, { input: { container: 'NORTH-BOX-B', channel: 'power', quantity: 'POWER' } });
  await bring('NORTH-BOX-B/power', 11);
  expect((await take(stream, 1))[0]!.readingRecorded.reading).toMatchObject({ value: 11, sensor: { key: 'NORTH-BOX-B/power' } });
  await stream.return?.();
});

test('an asset that moves leaves the stream of the one site and comes into that of the other within a second', async () => {
  const [ofNorth, ofSouth] = [await northern.watch(ReadingsInSight, { where: null }), await southern.watch(ReadingsInSight, { where: null })];
  await bring('CRATE/temperature', 101);
  expect((await take(ofNorth, 1))[0]!.readingRecorded.reading).toMatchObject({ value: 101, sensor: { asset: { parent: { code: 'NORTH-ROOM' } } } });
  await move('CRATE', 'SOUTH-ROOM');
  await delay(1_000);
  await bring('CRATE/temperature', 102);
  expect((await take(ofSouth, 1))[0]!.readingRecorded.reading).toMatchObject({ value: 102, sensor: { asset: { site: { code: 'SOUTH' }, parent: { code: 'SOUTH-ROOM' } } } });
  await move('CRATE', 'NORTH-ROOM');
  await delay(1_000);
  await bring('CRATE/temperature', 103);
  // Had the north been told of 102, that would come first.
  expect((await take(ofNorth, 1))[0]!.readingRecorded.reading).toMatchObject({ value: 103 });
  await bring('SOUTH-FRZ/power', 104);
  expect((await take(ofSouth, 1))[0]!.readingRecorded.reading).toMatchObject({ value: 104 });
  for (const stream of [ofNorth, ofSouth]) await stream.return?.();
});

test('while it moves, nobody gets an error, and each event is told to one site or to the other', async () => {
  const [ofNorth, ofSouth] = [await northern.watch(ReadingsInSight, { where: null }), await southern.watch(ReadingsInSight, { where: null })];
  await bring('CRATE/temperature', 199);
  expect((await take(ofNorth, 1))[0]!.readingRecorded.reading).toMatchObject({ value: 199 });
  for (let turn = 0; turn < 12; turn++) {
    await bring('CRATE/temperature', 200 + turn);
    await move('CRATE', turn % 2 === 0 ? 'SOUTH-ROOM' : 'NORTH-ROOM');
    await bring('CRATE/temperature', 300 + turn);
    await delay(150);
  }
  await bring('NORTH-FRZ/power', -1);
  await bring('SOUTH-FRZ/power', -1);
  const untilEnd = async (stream: typeof ofNorth) => {
    const values: number[] = [];
    for (;;) {
      const value = (await take(stream, 1))[0]!.readingRecorded.reading!.value;
      if (value === -1) return values;
      values.push(value);
    }
  };
  const [north, south] = [await untilEnd(ofNorth), await untilEnd(ofSouth)];
  expect(north.length).toBeGreaterThan(0);
  expect(south.length).toBeGreaterThan(0);
  const all = Array.from({ length: 12 }, (_, turn) => [200 + turn, 300 + turn]).flat();
  expect([...north, ...south].toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b));
  for (const stream of [ofNorth, ofSouth]) await stream.return?.();
});

test('a caller whose role or sites change is held to what he is now, event by event', async () => {
  const caller = { viewer: viewerNamed('VIEWER') };
  const document = parse('subscription { readingRecorded { reading { value } } }');
  const stream = (await subscribe({ schema: sites.world.schema, document, contextValue: sites.world.contextOf(caller) })) as AsyncGenerator<ExecutionResult>;
  const next = stream.next();
  await bring('SOUTH-FRZ/power', 21);
  expect((await next).value).toEqual({ data: { readingRecorded: { reading: { value: 21 } } } });
  caller.viewer = viewerNamed(`VIEWER@${sites.north}`);
  const afterwards = stream.next();
  await bring('SOUTH-FRZ/power', 22);
  await bring('NORTH-FRZ/power', 23);
  expect((await afterwards).value).toEqual({ data: { readingRecorded: { reading: { value: 23 } } } });
  caller.viewer = viewerNamed('DEVICE:NORTH-FRZ');
  const refused = stream.next();
  await bring('NORTH-FRZ/power', 24);
  expect((await refused).value).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  await stream.return(undefined);
});

test('what waited for a slow subscriber while it moved away is not told to him any more', async () => {
  const stream = sites.world.contextOf({ viewer: viewerNamed(`VIEWER@${sites.north}`) });
  const document = parse('subscription { readingRecorded { reading { value } } }');
  const slow = (await subscribe({ schema: sites.world.schema, document, contextValue: stream })) as AsyncGenerator<ExecutionResult>;
  await bring('CRATE/temperature', 31);
  await bring('NORTH-FRZ/power', 32);
  await move('CRATE', 'SOUTH-ROOM');
  await delay(1_100);
  expect((await slow.next()).value).toEqual({ data: { readingRecorded: { reading: { value: 32 } } } });
  await move('CRATE', 'NORTH-ROOM');
  await slow.return(undefined);
});

test('excursions and statuses of what is elsewhere are left out, and rules tell only of assets in sight', async () => {
  const excursions = await northern.watch(ExcursionsInSight, { where: null });
  const statuses = await northern.watch(MachinesInSight, { machine: null });
  for (const site of ['SOUTH', 'NORTH']) {
    serial += 1_000_000 * 3600;
    await bring(`${site}-FRZ/power`, 7);
    await sites.world.ask(IdleMachine, { machine: `${site}-MILL` });
  }
  expect((await take(excursions, 1))[0]).toEqual({
    excursionChanged: { change: 'OPENED', excursion: { id: expect.any(String), sensor: { key: 'NORTH-FRZ/power' }, asset: { code: 'NORTH-FRZ', site: { code: 'NORTH' } }, rule: { code: 'BOTH', assets: [{ code: 'NORTH-FRZ' }] } } },
  });
  expect(await take(statuses, 1)).toEqual([{ machineStatusChanged: { code: 'NORTH-MILL', status: 'IDLE', site: { code: 'NORTH' } } }]);
  for (const stream of [excursions, statuses]) await stream.return?.();
});

test.each(['SOUTH-MILL', 'NOWHERE-FRZ', 'UNHEARD-OF'])('a filter that names %s is refused as an unknown code is', async (code) => {
  const refusal = `There is no machine '${code}'.`;
  await expect((await northern.watch(ReadingsInSight, { where: { machine: [code] } })).next()).rejects.toThrow(refusal);
  await expect((await northern.watch(ExcursionsInSight, { where: { machine: [code] } })).next()).rejects.toThrow(refusal);
  await expect((await northern.watch(MachinesInSight, { machine: [code] })).next()).rejects.toThrow(refusal);
  await expect((await northern.watch(ReadingsInSight, { where: { sensor: [`${code}/x`] } })).next()).rejects.toThrow(`There is no sensor '${code}/x'.`);
});

test('what is remembered of sites is asked of the database once for all sensors and subscribers', async () => {
  const streams = await Promise.all(Array.from({ length: 5 }, () => northern.watch(ReadingsInSight, { where: { quantity: ['POWER'] } })));
  const events = async () => {
    const before = sites.world.statements;
    await sites.world.ask(RecordReadings, { input: { readings: ['NORTH-FRZ/power', 'SOUTH-FRZ/power', 'NOWHERE-FRZ/power'].map((sensor) => ({ sensor, measuredAt: formatInstant(sites.start + ++serial), value: 1 })) } });
    for (const stream of streams) expect((await take(stream, 1))[0]!.readingRecorded.reading).toMatchObject({ sensor: { key: 'NORTH-FRZ/power' } });
    return sites.world.statements - before;
  };
  await events();
  const remembered = await events();
  await delay(1_000);
  expect((await events()) - remembered).toBeLessThanOrEqual(2);
  for (const stream of streams) await stream.return?.();
});
