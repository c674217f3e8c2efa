import { describe, expect, test } from '@jest/globals';
import { Quality } from '../../../src/domain/reading.js';
import { parseInstant } from '../../../src/domain/time.js';
import { parseMessage } from '../../../src/ingest/message.js';

const receivedAt = parseInstant('2026-01-08T00:00:00Z')!;
const parse = (topic: string, body: unknown) => {
  const origin = { topic, payload: Buffer.from(JSON.stringify(body)), receivedAt };
  return { origin, ...parseMessage(origin, { now: receivedAt }) };
};
const reasons = (topic: string, body: unknown) => parse(topic, body).refusals.map(({ reason }) => reason);

describe('bio_supply', () => {
  const at = parseInstant('2026-01-07T10:00:00Z')!;
  const telemetry = { temperature: 4.2, humidity: 51, timestamp: '2026-01-07T10:00:00Z', geolocation: '52.5200,13.4050', status: 'in_transit' };

  test.each(['box', 'sample'])('telemetry of a %s is two readings and a position', (entity) => {
    const { origin, ...found } = parse(`bio_supply/telemetry/${entity}/X-0001`, telemetry);
    expect(found).toEqual({
      readings: [
        { key: 'X-0001/temperature', measuredAt: at, value: 4.2, unit: 'Cel', quality: Quality.GOOD, origin },
        { key: 'X-0001/humidity', measuredAt: at, value: 51, unit: '%', quality: Quality.GOOD, origin },
      ],
      positions: [{ asset: 'X-0001', measuredAt: at, latitude: 52.52, longitude: 13.405, origin }],
      statuses: [],
      updates: [],
      refusals: [],
    });
  });

  test('a missing temperature is missing, and not 0 °C', () => {
    expect(parse('bio_supply/telemetry/box/B', { humidity: 51 })).toMatchObject({ readings: [{ key: 'B/humidity', value: 51 }], refusals: [] });
    expect(reasons('bio_supply/telemetry/box/B', { temperature: null, humidity: 51 })).toEqual(['MISSING_VALUE']);
    expect(reasons('bio_supply/telemetry/box/B', { status: 'active' })).toEqual(['MISSING_VALUE']);
    expect(reasons('bio_supply/telemetry/box/B', { temperature: '4.2' })).toEqual(['INVALID_VALUE']);
  });

  test('a missing timestamp is the time of arrival', () => {
    expect(parse('bio_supply/telemetry/box/B', { temperature: 4 }).readings).toMatchObject([{ measuredAt: receivedAt }]);
  });

  test.each([[{ geolocation: 'Berlin' }], [{ geolocation: '' }], [{ geolocation: null }], [{}]])('%j is no position, and no error', (where) => {
    expect(parse('bio_supply/telemetry/box/B', { temperature: 4, ...where })).toMatchObject({ positions: [], refusals: [] });
  });

  test.each(['95,13', '52,181', 52.5])('%p is a position that cannot be', (geolocation) => {
    expect(parse('bio_supply/telemetry/box/B', { temperature: 4, geolocation })).toMatchObject({ readings: [{ value: 4 }], positions: [], refusals: [{ reason: 'INVALID_VALUE' }] });
  });

  test('an update describes the sample by four fields, and sets nothing else that has a name', () => {
    const body = { name: 'Blood', description: 'A', status: 'stored', collected_at: '2026-01-01T08:00:00', temperature: -80, id: 7, box: 3, sample_id: 'S-9', delete: true, __proto__: { x: 1 } };
    const { origin, updates, readings, refusals } = parse('bio_supply/updates/sample/S-1', body);
    expect(updates).toEqual([
      { entity: 'sample', code: 'S-1', name: 'Blood', description: 'A', status: 'stored', collectedAt: parseInstant('2026-01-01T08:00:00Z'), measuredAt: receivedAt, origin },
    ]);
    expect(readings).toMatchObject([{ key: 'S-1/temperature', value: -80, unit: 'Cel' }]);
    expect(refusals).toEqual([]);
  });

  test('an update that only measures is no update', () => {
    expect(parse('bio_supply/updates/box/B', { temperature: 4, geolocation: '1,2' })).toMatchObject({ updates: [], readings: [{ value: 4 }], positions: [{ latitude: 1, longitude: 2 }] });
  });

  test('a field that is wrong is refused, and the others stand', () => {
    const { updates, refusals } = parse('bio_supply/updates/sample/S', { name: 5, description: 'a\0b', status: 'stored', collected_at: 'soon' });
    expect(updates).toMatchObject([{ status: 'stored' }]);
    expect(Object.keys(updates[0]!)).toEqual(['entity', 'code', 'status', 'measuredAt', 'origin']);
    expect(refusals.map(({ reason }) => reason)).toEqual(['INVALID_VALUE', 'INVALID_TEXT', 'INVALID_TIME']);
  });

  test.each([[[]], [4], ['x'], [null]])('%j is no message of theirs', (body) => {
    expect(reasons('bio_supply/telemetry/box/B', body)).toEqual(['INVALID_VALUE']);
  });
});

describe('manufacturing', () => {
  const body = { value: 1500.5, unit: 'rpm', timestamp: '2026-01-07T10:00:00.123456', quality: 'good', metadata: { machine_type: 'cnc' }, correlation_id: 'x' };

  test('a reading keeps its unit as the device spells it', () => {
    expect(parse('manufacturing/CNC-001/speed', body).readings).toMatchObject([
      { key: 'CNC-001/speed', value: 1500.5, unit: 'rpm', quality: Quality.GOOD, measuredAt: parseInstant('2026-01-07T10:00:00.123456Z') },
    ]);
  });

  test.each([['good', Quality.GOOD], ['poor', Quality.UNCERTAIN], ['uncertain', Quality.UNCERTAIN], ['bad', Quality.BAD], [undefined, Quality.GOOD]])('quality %p is %s', (quality, expected) => {
    expect(parse('manufacturing/CNC-001/speed', { ...body, quality }).readings).toMatchObject([{ quality: expected }]);
  });

  test("the unit 'unknown' of its bridge is none", () => {
    expect(parse('manufacturing/CNC-001/speed', { ...body, unit: 'unknown' }).readings).toMatchObject([{ unit: null }]);
  });

  test.each([250, -80, -196, 1e6])('%d is recorded, whatever the sensor', (value) => {
    expect(parse('manufacturing/CNC-001/temperature', { ...body, value }).readings).toMatchObject([{ value }]);
  });

  test('the status of a machine', () => {
    const { statuses } = parse('manufacturing/status', { machine_id: 'CNC-001', status: 'maintenance', timestamp: '2026-01-07T10:00:00' });
    expect(statuses).toMatchObject([{ machine: 'CNC-001', status: 'MAINTENANCE', measuredAt: parseInstant('2026-01-07T10:00:00Z') }]);
  });

  test.each([
    [{ status: 'idle' }, 'MISSING_VALUE'], [{ machine_id: 'CNC-001' }, 'MISSING_VALUE'], [{ machine_id: 1, status: 'idle' }, 'INVALID_VALUE'],
    [{ machine_id: '', status: 'idle' }, 'INVALID_TEXT'], [{ machine_id: '__proto__', status: 'idle' }, 'INVALID_TEXT'],
    [{ machine_id: 'CNC-001', status: 'active' }, 'INVALID_STATUS'], [{ machine_id: 'CNC-001', status: 'idle', timestamp: 'x' }, 'INVALID_TIME'], ['idle', 'INVALID_VALUE'],
  ])('%j is refused as %s', (status, reason) => {
    expect(parse('manufacturing/status', status).statuses).toEqual([]);
    expect(reasons('manufacturing/status', status)).toEqual([reason]);
  });
});
