import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatInstant, HOUR, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { authenticateByName } from './access-callers.js';
import { Move } from './custody-documents.js';
import { DefineRule, RecordReadings, RegisterContainer, RegisterSamples, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { ReadingsOf, SetErrorCodes, StuckSensors, WentThrough } from './health-documents.js';

const Rejected = graphql(`
  query Rejected { rejections { nodes { reason } } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 10 * HOUR;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  for (const code of ['NORTH', 'SOUTH']) await world.ask(RegisterSite, { input: { code, name: code, timeZone: 'UTC' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A refrigerator that must not be warmer than 8, with a thermometer. */
async function refrigerator(code: string, sensor: object = {}) {
  await world.ask(RegisterContainer, { input: { code, name: code, kind: 'REFRIGERATOR', site: 'NORTH' } });
  expect((await world.ask(RegisterSensor, { input: { container: code, channel: 't', quantity: 'TEMPERATURE', ...sensor } })).registerSensor.userErrors).toEqual([]);
  await world.ask(DefineRule, { input: { code, quantity: 'TEMPERATURE', severity: 'CRITICAL', mode: 'INSTANT', low: 2, high: 8, containers: [code] } });
}

const set = async (errorCodes: number[], ...sensors: string[]) => (await world.ask(SetErrorCodes, { input: { sensors, errorCodes, reason: 'DS18B20' } })).setSensorErrorCodes;
const read = async (sensor: string, ...readings: { at: number; value: number; unit?: string }[]) =>
  (await world.ask(RecordReadings, { input: { readings: readings.map(({ at, ...rest }) => ({ sensor, measuredAt: minute(at), ...rest })) } })).recordReadings;
const kinds = async (container: string) => (await world.ask(StuckSensors, { container: [container] })).excursions.nodes.map(({ kind, peak }) => `${kind} ${peak}`).toReversed();
const stored = async (sensor: string) => (await world.ask(ReadingsOf, { sensor })).sensor!.readings.nodes.map(({ value, quality }) => [value, quality]).toReversed();

describe('the number by which a device says that it cannot measure', () => {
  test('is kept with quality BAD, raises no alarm and ends what was known', async () => {
    await refrigerator('A');
    await world.ask(RegisterSamples, { input: { samples: [{ code: 'TUBE', name: 'tube', type: 'plasma', collectedAt: minute(0) }] } });
    await world.ask(Move, { input: { items: [{ sample: 'TUBE' }], into: 'A', at: minute(0) } });
    expect(await set([882.6, -127, 85], 'A/t')).toEqual({ sensors: [{ key: 'A/t', errorCodes: [882.6, -127, 85] }], userErrors: [] });
    await read('A/t', { at: 0, value: 5 }, { at: 60, value: 882.6 }, { at: 90, value: -127 }, { at: 120, value: 6 });
    await read('A/t', { at: 180, value: 85 });
    expect(await stored('A/t')).toEqual([[5, 'GOOD'], [882.6, 'BAD'], [-127, 'BAD'], [6, 'GOOD'], [85, 'BAD']]);
    expect((await world.ask(ReadingsOf, { sensor: 'A/t', quality: ['BAD'] })).sensor).toMatchObject({ latest: { quality: 'BAD' }, readings: { nodes: [{ value: 85 }, { value: -127 }, { value: 882.6 }] } });
    expect(await kinds('A')).toEqual([]);
    const { sample } = await world.ask(WentThrough, { sample: 'TUBE', from: minute(0), to: minute(200) });
    expect(sample).toEqual({ exposure: { maximum: 6, unknown: 'PT1H20M', coverage: 0.6 }, compliance: { inRange: 'PT2H', outOfRange: 'PT0S', unknown: 'PT1H20M' }, excursions: { nodes: [] } });
    await read('A/t', { at: 190, value: 84 });
    expect(await kinds('A')).toEqual(['ABOVE 84']);
  });

  test('is told exactly, also as a device with numbers of 32 bits sends it; what is next to it is a value', async () => {
    await refrigerator('B', { errorCodes: [882.6, 85, 85] });
    await read('B/t', { at: 0, value: 882.6 }, { at: 1, value: Math.fround(882.6) }, { at: 2, value: 85 });
    expect(await kinds('B')).toEqual([]);
    await read('B/t', { at: 10, value: 85.0000001 }, { at: 11, value: 5 }, { at: 12, value: 882.5999999 }, { at: 13, value: 5 }, { at: 14, value: -85 });
    expect(await kinds('B')).toEqual(['ABOVE 85.0000001', 'ABOVE 882.5999999', 'BELOW -85']);
    expect((await world.ask(ReadingsOf, { sensor: 'B/t' })).sensor!.errorCodes).toEqual([882.6, 85]);
  });

  test('is told as the device sends it, before its unit becomes that of the sensor', async () => {
    await refrigerator('C');
    await set([-196.6, 999], 'C/t');
    await read('C/t', { at: 0, value: -196.6, unit: '°F' }, { at: 1, value: 999, unit: 'K' }, { at: 2, value: 41, unit: '°F' });
    expect(await stored('C/t')).toEqual([[-127, 'BAD'], [725.85, 'BAD'], [5, 'GOOD']]);
    expect(await kinds('C')).toEqual([]);
    await read('C/t', { at: 3, value: -127 });
    expect(await kinds('C')).toEqual(['BELOW -127']);
  });

  test('is that of what is received from then on, also late; what is stored stays, and comes a second time without a conflict', async () => {
    await refrigerator('D');
    await read('D/t', { at: 0, value: 5 }, { at: 10, value: 85 }, { at: 20, value: 5 });
    expect(await kinds('D')).toEqual(['ABOVE 85']);
    await set([85], 'D/t');
    expect(await read('D/t', { at: 10, value: 85 })).toEqual({ recorded: 0, duplicates: 1, userErrors: [] });
    expect(await read('D/t', { at: 15, value: 85 }, { at: 15, value: 85 })).toEqual({ recorded: 1, duplicates: 1, userErrors: [] });
    expect(await stored('D/t')).toEqual([[5, 'GOOD'], [85, 'GOOD'], [85, 'BAD'], [5, 'GOOD']]);
    expect(await kinds('D')).toEqual(['ABOVE 85']);
    await set([], 'D/t');
    expect(await read('D/t', { at: 15, value: 85 })).toEqual({ recorded: 0, duplicates: 1, userErrors: [] });
    await read('D/t', { at: 30, value: 85 });
    expect(await kinds('D')).toEqual(['ABOVE 85', 'ABOVE 85']);
    expect((await world.ask(Rejected)).rejections.nodes).toEqual([]);
  });
});

describe('error codes are refused', () => {
  beforeAll(async () => {
    await world.ask(RegisterContainer, { input: { code: 'FAR', name: 'far', kind: 'ROOM', site: 'SOUTH' } });
    await world.ask(RegisterSensor, { input: { container: 'FAR', channel: 't', quantity: 'TEMPERATURE' } });
    await refrigerator('E');
  });

  test.each([
    { what: 'where there is no such sensor', sensors: ['E/t', 'E/x'], codes: [1], code: 'NOT_FOUND', field: ['sensors', '1'] },
    { what: 'where it is out of sight', sensors: ['FAR/t', 'E/t'], codes: [1], code: 'NOT_FOUND', field: ['sensors', '0'] },
    { what: 'without a sensor', sensors: [], codes: [1], code: 'INVALID', field: ['sensors'] },
    { what: 'where they are too many', sensors: ['E/t'], codes: Array.from({ length: 51 }, (_, index) => index), code: 'INVALID', field: ['errorCodes'] },
  ])('$what, for all', async ({ sensors, codes, code, field }) => {
    const { setSensorErrorCodes } = await world.as('QUALITY@1').ask(SetErrorCodes, { input: { sensors, errorCodes: codes } });
    expect(setSensorErrorCodes).toMatchObject({ sensors: [], userErrors: [{ code, field }] });
    expect((await world.ask(ReadingsOf, { sensor: 'E/t' })).sensor!.errorCodes).toEqual([]);
  });
});
