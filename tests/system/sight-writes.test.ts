import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatInstant } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { DefineRule, RecordReadings, RegisterContainer, RegisterMachine, RegisterSamples, RegisterSensor } from './graphql-documents.js';
import { authenticateByName } from './access-callers.js';
import { openWorld, type Caller } from './graphql-fixture.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

const MaintainMachine = graphql(`
  mutation MaintainMachine($machine: String!) {
    setMachineStatus(input: { machine: $machine, status: MAINTENANCE }) {
      machine { code status site { code } sensors { key asset { code site { code } } } container { code parent { code } containers { code } samples { nodes { code } pageInfo { hasNextPage } } } }
      userErrors { code field message }
    }
  }
`);
const RetireInSight = graphql(`
  mutation RetireInSight($code: String!) { retireExcursionRule(input: { code: $code }) { excursionRule { code retiredAt } userErrors { code field } } }
`);
const AcknowledgeInSight = graphql(`
  mutation AcknowledgeInSight($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { excursion { id acknowledgedBy } userErrors { code field } } }
`);
const RulesInSight = graphql(`
  query RulesInSight { excursionRules(includeRetired: true) { code version retiredAt assets { code } } }
`);
const RejectedForAll = graphql(`
  query RejectedForAll { rejections(first: 500) { nodes { reason payload } } }
`);
const StatusForAll = graphql(`
  query StatusForAll($code: String!) { machine(code: $code) { status } }
`);

let sites: TwoSites;
let northern: Caller;
let sample: { name: string; type: string; collectedAt: string };
beforeAll(async () => {
  sites = await openTwoSites();
  northern = sites.world.as(`QUALITY@${sites.north}`);
  sample = { name: 'new', type: 'plasma', collectedAt: formatInstant(sites.start) };
});
afterAll(async () => sites[Symbol.asyncDispose]());

const reasons = (payload: { userErrors: { code: string; field: string[] }[] }) => payload.userErrors.map(({ code, field }) => [code, ...field].join(' '));

describe('who is bound to the north', () => {
  test('registers what is there', async () => {
    const machine = await northern.ask(RegisterMachine, { input: { code: 'NEW-MILL', name: 'new', site: 'NORTH' } });
    expect(machine.registerMachine).toMatchObject({ machine: { code: 'NEW-MILL', site: { code: 'NORTH' } }, userErrors: [] });
    const box = await northern.ask(RegisterContainer, { input: { code: 'NEW-BOX', name: 'new', kind: 'BOX', parent: 'NORTH-FRZ' } });
    expect(box.registerContainer).toMatchObject({ container: { code: 'NEW-BOX', site: { code: 'NORTH' } }, userErrors: [] });
    const samples = await northern.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'NEW-S', container: 'NEW-BOX', parent: 'NORTH-S' }, { ...sample, code: 'NEW-S-1', container: 'NEW-BOX', parent: 'NEW-S' }] } });
    expect(samples.registerSamples).toMatchObject({ samples: [{ code: 'NEW-S', parent: { code: 'NORTH-S' } }, { code: 'NEW-S-1' }], userErrors: [] });
    const sensor = await northern.ask(RegisterSensor, { input: { machine: 'NEW-MILL', channel: 'power', quantity: 'POWER' } });
    expect(sensor.registerSensor).toMatchObject({ sensor: { key: 'NEW-MILL/power', asset: { code: 'NEW-MILL' } }, userErrors: [] });
  });

  test('must say where a new thing is, for he would not see what is nowhere', async () => {
    expect(reasons((await northern.ask(RegisterMachine, { input: { code: 'LOST', name: 'x' } })).registerMachine)).toEqual(['INVALID site']);
    expect(reasons((await northern.ask(RegisterContainer, { input: { code: 'LOST', name: 'x', kind: 'BOX' } })).registerContainer)).toEqual(['INVALID site']);
    expect(reasons((await northern.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'LOST', parent: 'NORTH-S' }] } })).registerSamples)).toEqual(['INVALID samples 0 container']);
  });

  test('cannot name what is elsewhere: it is as if it were not there', async () => {
    for (const where of ['SOUTH', 'NOWHERE', 'UNHEARD-OF']) {
      expect(reasons((await northern.ask(RegisterMachine, { input: { code: 'LOST', name: 'x', site: where } })).registerMachine)).toEqual(['NOT_FOUND site']);
      const container = await northern.ask(RegisterContainer, { input: { code: 'LOST', name: 'x', kind: 'BOX', site: where, machine: `${where}-FRZ`, parent: `${where}-ROOM` } });
      expect(reasons(container.registerContainer)).toEqual(['NOT_FOUND site', 'NOT_FOUND machine', 'NOT_FOUND parent']);
      const samples = await northern.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'LOST', container: `${where}-BOX-A` }, { ...sample, code: 'LOST-2', container: 'NORTH-BOX-A', parent: `${where}-S` }] } });
      expect(reasons(samples.registerSamples)).toEqual(['NOT_FOUND samples 0 container', 'NOT_FOUND samples 1 parent']);
      for (const asset of [{ machine: `${where}-FRZ` }, { container: `${where}-BOX-A` }, { sample: `${where}-S` }]) {
        expect(reasons((await northern.ask(RegisterSensor, { input: { ...asset, channel: 'new', quantity: 'POWER' } })).registerSensor)).toEqual([`NOT_FOUND ${Object.keys(asset)[0]}`]);
      }
      expect(await northern.ask(MaintainMachine, { machine: `${where}-FRZ` })).toEqual({
        setMachineStatus: { machine: null, userErrors: [{ code: 'NOT_FOUND', field: ['machine'], message: `There is no machine '${where}-FRZ'.` }] },
      });
    }
    expect(await sites.world.ask(StatusForAll, { code: 'SOUTH-FRZ' })).toEqual({ machine: { status: 'OFFLINE' } });
    expect((await northern.ask(MaintainMachine, { machine: 'NORTH-FRZ' })).setMachineStatus).toMatchObject({ machine: { status: 'MAINTENANCE' }, userErrors: [] });
  });

  test('is told of a code that is taken elsewhere, for codes are unique', async () => {
    expect(reasons((await northern.ask(RegisterMachine, { input: { code: 'SOUTH-MILL', name: 'x', site: 'NORTH' } })).registerMachine)).toEqual(['ALREADY_EXISTS code']);
    expect(reasons((await northern.ask(RegisterContainer, { input: { code: 'SOUTH-ROOM', name: 'x', kind: 'BOX', site: 'NORTH' } })).registerContainer)).toEqual(['ALREADY_EXISTS code']);
    expect(reasons((await northern.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'SOUTH-S', container: 'NORTH-BOX-A' }] } })).registerSamples)).toEqual(['ALREADY_EXISTS samples 0 code']);
  });

  test('does not get a code that somebody else takes elsewhere in the same moment', async () => {
    const southern = sites.world.as(`QUALITY@${sites.south}`);
    const codes = Array.from({ length: 20 }, (_, index) => `RACE-${index}`);
    const races = codes.map((code) =>
      Promise.all([
        northern.ask(RegisterMachine, { input: { code, name: 'x', site: 'NORTH' } }).then(({ registerMachine }) => reasons(registerMachine)),
        southern.ask(RegisterContainer, { input: { code, name: 'x', kind: 'BOX', site: 'SOUTH' } }).then(({ registerContainer }) => reasons(registerContainer)),
      ]),
    );
    expect((await Promise.all(races)).map((outcomes) => outcomes.flat())).toEqual(codes.map(() => ['ALREADY_EXISTS code']));
  });

  test('reads what he got wrong, but not all of it again', async () => {
    const { setMachineStatus } = await northern.ask(MaintainMachine, { machine: 'x'.repeat(300_000) });
    expect(setMachineStatus).toEqual({ machine: null, userErrors: [{ code: 'NOT_FOUND', field: ['machine'], message: `There is no machine '${'x'.repeat(200)}...'.` }] });
  });

  test('acknowledges excursions of the north only', async () => {
    const { excursions } = (await sites.world.post('{ excursions { nodes { id sensor { key } } } }')).data as { excursions: { nodes: { id: string; sensor: { key: string } }[] } };
    const idOf = (key: string) => excursions.nodes.find(({ sensor }) => sensor.key === key)!.id;
    expect(reasons((await northern.ask(AcknowledgeInSight, { excursion: idOf('SOUTH-MILL/temperature') })).acknowledgeExcursion)).toEqual(['NOT_FOUND excursion']);
    expect((await northern.ask(AcknowledgeInSight, { excursion: idOf('NORTH-MILL/temperature') })).acknowledgeExcursion).toMatchObject({ excursion: { acknowledgedBy: `QUALITY@${sites.north}` }, userErrors: [] });
    expect(reasons((await northern.ask(AcknowledgeInSight, { excursion: idOf('NORTH-MILL/temperature') })).acknowledgeExcursion)).toEqual(['ALREADY_ACKNOWLEDGED excursion']);
  });

  test('defines, replaces and retires rules that apply to the north and to nothing else', async () => {
    const rule = { quantity: 'POWER', severity: 'INFO', mode: 'INSTANT', high: 9 } as const;
    const define = async (code: string, machines: string[]) => reasons((await northern.ask(DefineRule, { input: { ...rule, code, machines } })).defineExcursionRule);
    const before = await sites.world.ask(RulesInSight);
    expect(await define('NEW', ['NORTH-MILL', 'SOUTH-MILL'])).toEqual(['NOT_FOUND machines 1']);
    expect(await define('SOUTH-70', ['NORTH-MILL'])).toEqual(['ALREADY_EXISTS code']);
    expect(await define('BOTH', ['NORTH-FRZ'])).toEqual(['FORBIDDEN code']);
    expect(reasons((await northern.ask(RetireInSight, { code: 'SOUTH-70' })).retireExcursionRule)).toEqual(['NOT_FOUND code']);
    expect(reasons((await northern.ask(RetireInSight, { code: 'BOTH' })).retireExcursionRule)).toEqual(['FORBIDDEN code']);
    expect(await sites.world.ask(RulesInSight)).toEqual(before);
    expect(await define('NORTH-70', ['NORTH-MILL', 'NORTH-FRZ'])).toEqual([]);
    expect((await northern.ask(RetireInSight, { code: 'NORTH-70' })).retireExcursionRule).toMatchObject({ excursionRule: { code: 'NORTH-70', retiredAt: expect.any(String) }, userErrors: [] });
  });

  test('brings readings for the north; the others are refused, and nobody has to look at them', async () => {
    const before = await sites.world.ask(RejectedForAll);
    const bring = (keys: string[]) => northern.ask(RecordReadings, { input: { readings: keys.map((sensor) => ({ sensor, measuredAt: formatInstant(sites.start + 1), value: 3 })) } });
    expect((await bring(['SOUTH-MILL/temperature', 'NORTH-FRZ/power', 'NOWHERE-FRZ/power', 'UNHEARD-OF/power', 'SOUTH-MILL/unheard-of', 'NUL\0/x', 'NORTH-S/probe'])).recordReadings).toMatchObject({
      recorded: 2,
      userErrors: ['0', '2', '3', '4', '5'].map((index) => ({ code: 'NOT_FOUND', field: ['readings', index] })),
    });
    expect(await bring(['SOUTH-MILL/temperature'])).toMatchObject({ recordReadings: { recorded: 0, duplicates: 0, userErrors: [{ message: "There is no sensor 'SOUTH-MILL/temperature'." }] } });
    expect(await sites.world.ask(RejectedForAll)).toEqual(before);
    // An unknown sensor on an asset of his is worth keeping: it may be registered, and the reading replayed.
    expect((await bring(['NORTH-MILL/unheard-of', 'NORTH-FRZ/power'])).recordReadings).toMatchObject({ duplicates: 1, userErrors: [{ code: 'UNKNOWN_SENSOR', field: ['readings', '0'] }] });
    expect((await sites.world.ask(RejectedForAll)).rejections.nodes.length).toBe(before.rejections.nodes.length + 1);
  });
});

describe('a device', () => {
  const device = () => sites.world.as('DEVICE:NORTH-FRZ');

  test('brings readings of both faces of its asset, and of nothing else', async () => {
    const before = await sites.world.ask(RejectedForAll);
    const keys = ['NORTH-FRZ/power', 'NORTH-FRZ/temperature', 'NORTH-FRZ-2/power', 'NORTH-MILL/temperature', 'SOUTH-FRZ/power', 'UNHEARD-OF/x'];
    const { recordReadings } = await device().ask(RecordReadings, { input: { readings: keys.map((sensor) => ({ sensor, measuredAt: formatInstant(sites.start + 2), value: 1 })) } });
    expect(recordReadings).toMatchObject({ recorded: 2, userErrors: ['2', '3', '4', '5'].map((index) => ({ code: 'NOT_FOUND', field: ['readings', index] })) });
    expect(await sites.world.ask(RejectedForAll)).toEqual(before);
  });

  test('makes sensors known by bringing readings where that is allowed, and only its own', async () => {
    await using world = await openWorld({ authenticate: authenticateByName, autoRegister: true });
    for (const code of ['MINE', 'OTHER']) await world.ask(RegisterMachine, { input: { code, name: code } });
    const readings = ['MINE/temperature', 'OTHER/temperature'].map((sensor) => ({ sensor, measuredAt: formatInstant(sites.start), value: 1 }));
    expect((await world.as('DEVICE:MINE').ask(RecordReadings, { input: { readings } })).recordReadings).toMatchObject({ recorded: 1, userErrors: [{ code: 'NOT_FOUND', field: ['readings', '1'] }] });
    expect(await world.post('{ sensors { nodes { key } } rejections { nodes { id } } }')).toEqual({ data: { sensors: { nodes: [{ key: 'MINE/temperature' }] }, rejections: { nodes: [] } } });
  });

  test('registers sensors on both faces of its asset, and says its status', async () => {
    for (const asset of [{ machine: 'NORTH-FRZ' }, { container: 'NORTH-FRZ' }]) {
      const { registerSensor } = await device().ask(RegisterSensor, { input: { ...asset, channel: Object.keys(asset)[0]!, quantity: 'POWER' } });
      expect(registerSensor).toMatchObject({ sensor: { asset: { code: 'NORTH-FRZ' } }, userErrors: [] });
    }
    for (const asset of [{ machine: 'NORTH-MILL' }, { container: 'NORTH-ROOM' }, { sample: 'NORTH-S' }, { machine: 'UNHEARD-OF' }]) {
      expect(reasons((await device().ask(RegisterSensor, { input: { ...asset, channel: 'new', quantity: 'POWER' } })).registerSensor)).toEqual([`NOT_FOUND ${Object.keys(asset)[0]}`]);
    }
    expect((await device().ask(MaintainMachine, { machine: 'NORTH-MILL' })).setMachineStatus).toMatchObject({ machine: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('sees its asset and its sensors in what it is answered, and nothing around', async () => {
    const { machine } = (await device().ask(MaintainMachine, { machine: 'NORTH-FRZ' })).setMachineStatus;
    expect(machine).toMatchObject({ code: 'NORTH-FRZ', site: null, container: { code: 'NORTH-FRZ', parent: null, containers: [], samples: { nodes: [], pageInfo: { hasNextPage: false } } } });
    expect(machine!.sensors.length).toBeGreaterThan(2);
    for (const sensor of machine!.sensors) expect(sensor).toEqual({ key: expect.stringMatching(/^NORTH-FRZ\//), asset: { code: 'NORTH-FRZ', site: null } });
  });

  test.each([['without an asset', 'DEVICE'], ['bound to a site where its asset is not', `DEVICE@7770002:NORTH-FRZ`]])('%s reaches nothing', async (_, key) => {
    expect((await sites.world.as(key).ask(MaintainMachine, { machine: 'NORTH-FRZ' })).setMachineStatus).toMatchObject({ machine: null, userErrors: [{ code: 'NOT_FOUND' }] });
    const readings = [{ sensor: 'NORTH-FRZ/power', measuredAt: formatInstant(sites.start + 3), value: 1 }];
    expect((await sites.world.as(key).ask(RecordReadings, { input: { readings } })).recordReadings).toMatchObject({ recorded: 0, userErrors: [{ code: 'NOT_FOUND' }] });
  });
});
