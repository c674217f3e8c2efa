import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { DefineStorageCondition, ExcursionsWhere, Move, MoveSensor, SetStabilityProfile, SetStorageCondition } from './custody-documents.js';
import { record, RegisterContainer } from './graphql-documents.js';
import { take, type Caller } from './graphql-fixture.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

const ReadingsAfterMove = graphql(`
  subscription ReadingsAfterMove { readingRecorded { reading { value sensor { key asset { code } } } } }
`);
const AcknowledgeById = graphql(`
  mutation AcknowledgeById($id: ID!) { acknowledgeExcursion(input: { excursion: $id }) { userErrors { code } } }
`);
const SensorNow = graphql(`
  query SensorNow($key: String!) { sensor(key: $key) { asset { code } } }
`);

let sites: TwoSites;
let northern: Caller;
let southern: Caller;
beforeAll(async () => {
  sites = await openTwoSites();
  northern = sites.world.as(`QUALITY@${sites.north}`);
  southern = sites.world.as(`QUALITY@${sites.south}`);
});
afterAll(async () => sites[Symbol.asyncDispose]());

const reasons = (payload: { userErrors: { code: string; field: string[] }[] }) => payload.userErrors.map(({ code, field }) => [code, ...field].join(' '));
const moveSample = async (who: Caller, sample: string, into: string | null, at?: string) => (await who.ask(Move, { input: { items: [{ sample }], into, ...(at ? { at } : {}) } })).move;

test('who is bound moves what is in his sight to where he sees it, and not out of the world', async () => {
  expect(await moveSample(northern, 'NORTH-S-1', 'NORTH-BOX-A')).toMatchObject({ moved: [{ container: { code: 'NORTH-BOX-A' } }], userErrors: [] });
  for (const where of ['SOUTH', 'NOWHERE', 'UNHEARD-OF']) {
    expect(reasons(await moveSample(northern, `${where}-S`, 'NORTH-BOX-A'))).toEqual(['NOT_FOUND items 0 sample']);
    expect(reasons(await moveSample(northern, 'NORTH-S', `${where}-BOX-A`))).toEqual(['NOT_FOUND into']);
    expect(reasons((await northern.ask(SetStorageCondition, { input: { containers: [`${where}-BOX-A`], storageCondition: 'USP_CRT' } })).setStorageCondition)).toEqual(['NOT_FOUND containers 0']);
    expect(reasons((await northern.ask(SetStabilityProfile, { input: { samples: [`${where}-S`], stabilityProfile: null } })).setStabilityProfile)).toEqual(['NOT_FOUND samples 0']);
    expect(reasons((await northern.ask(MoveSensor, { input: { sensor: 'NORTH-S/probe', sample: `${where}-S` } })).moveSensor)).toEqual(['NOT_FOUND sample']);
    expect(reasons((await northern.ask(MoveSensor, { input: { sensor: `${where}-S/probe`, sample: 'NORTH-S' } })).moveSensor)).toEqual(['NOT_FOUND sensor']);
  }
  expect(reasons(await moveSample(northern, 'NORTH-S', null))).toEqual(['INVALID into']);
});

test('who is bound does not correct what others said of their containers', async () => {
  // It is in the south now, and was in the northern freezer.
  expect(reasons(await moveSample(southern, 'SOUTH-MOVED', 'SOUTH-BOX-B', formatInstant(sites.start + 15 * MINUTE)))).toEqual(['FORBIDDEN items 0']);
  expect(reasons(await moveSample(southern, 'SOUTH-MOVED', 'SOUTH-BOX-B'))).toEqual([]);
  await sites.world.ask(RegisterContainer, { input: { code: 'SOUTH-ROVER', name: 'SOUTH rover', kind: 'SHIPPER' } });
  for (const [into, after] of [['NORTH-ROOM', 10], ['SOUTH-ROOM', 20]] as const) await sites.world.ask(Move, { input: { items: [{ container: 'SOUTH-ROVER' }], into, at: formatInstant(sites.start + after * MINUTE) } });
  const keep = async (after: number) => reasons((await southern.ask(SetStorageCondition, { input: { containers: ['SOUTH-BOX-A', 'SOUTH-ROVER'], storageCondition: 'USP_CRT', at: formatInstant(sites.start + after * MINUTE) } })).setStorageCondition);
  expect(await keep(15)).toEqual(['FORBIDDEN containers 1']);
  expect(await keep(25)).toEqual([]);
});

test('what holds at every site is defined by somebody who is bound to none', async () => {
  const errors = await northern.errorsOf(DefineStorageCondition, { input: { code: 'X', label: 'x', maximum: 8, mktApplicable: true } });
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('a sensor that goes to another site is seen there within a second, and its excursions by those who see both', async () => {
  const key = 'NORTH-FRZ/temperature';
  const listed = async (who: Caller) => (await who.ask(ExcursionsWhere, { where: { machine: ['NORTH-FRZ'] } })).excursions.nodes;
  const ownRule = ({ rule }: { rule?: { code: string } | null }) => rule?.code === 'NORTH-20';
  const [excursion] = (await listed(northern)).filter(ownRule);
  expect(excursion).toBeDefined();
  const [ofNorth, ofSouth] = [await northern.watch(ReadingsAfterMove), await southern.watch(ReadingsAfterMove)];
  await record(sites.world, key, sites.start, [[100, 0]]);
  expect((await take(ofNorth, 1))[0]).toMatchObject({ readingRecorded: { reading: { value: 0 } } });
  expect(reasons((await sites.world.ask(MoveSensor, { input: { sensor: key, machine: 'SOUTH-MILL' } })).moveSensor)).toEqual([]);
  await delay(1_000);
  await record(sites.world, key, sites.start, [[101, 1]]);
  expect((await take(ofSouth, 1))[0]).toMatchObject({ readingRecorded: { reading: { value: 1, sensor: { key, asset: { code: 'SOUTH-MILL' } } } } });
  expect(await southern.ask(SensorNow, { key })).toEqual({ sensor: { asset: { code: 'SOUTH-MILL' } } });
  expect(await northern.ask(SensorNow, { key })).toEqual({ sensor: null });
  for (const who of [northern, southern]) {
    expect((await listed(who)).filter(ownRule)).toEqual([]);
    expect((await who.ask(AcknowledgeById, { id: excursion!.id })).acknowledgeExcursion.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  }
  expect((await listed(sites.world)).filter(ownRule).map(({ id }) => id)).toContain(excursion!.id);
  for (const stream of [ofNorth, ofSouth]) await stream.return?.();
});
