import { describe, expect, test } from '@jest/globals';
import { Quality } from '../../../src/domain/reading.js';
import { parseInstant } from '../../../src/domain/time.js';
import { parseMessage } from '../../../src/ingest/message.js';

const receivedAt = parseInstant('2026-01-08T00:00:00Z')!;
const parse = (topic: string, payload: string | Uint8Array) =>
  parseMessage({ topic, payload: typeof payload === 'string' ? Buffer.from(payload) : payload, receivedAt }, { now: receivedAt });
const values = (topic: string, payload: string) => parse(topic, payload).readings.map(({ key, value }) => [key, value]);
const reasons = (topic: string, payload: string | Uint8Array) => parse(topic, payload).refusals.map(({ reason }) => reason);
const detail = (topic: string, payload: string) => parse(topic, payload).refusals.map((refusal) => refusal.detail).join('\n');

describe('a channel of its own', () => {
  test('takes a number, measured when it arrived', () => {
    const origin = { topic: 'thermograph/CNC-001/temperature', payload: Buffer.from('20.00'), receivedAt };
    expect(parseMessage(origin, { now: receivedAt })).toEqual({
      readings: [{ key: 'CNC-001/temperature', measuredAt: receivedAt, value: 20, unit: null, quality: Quality.GOOD, origin }],
      positions: [],
      statuses: [],
      updates: [],
      refusals: [],
    });
  });

  test('takes an object with unit, time and quality', () => {
    const payload = '{"value": 39.2, "unit": "°F", "measuredAt": "2026-01-07T12:00:00+01:00", "quality": "uncertain"}';
    expect(parse('thermograph/FRZ-1/temperature', payload).readings).toMatchObject([
      { key: 'FRZ-1/temperature', value: 39.2, unit: '°F', quality: Quality.UNCERTAIN, measuredAt: parseInstant('2026-01-07T11:00:00Z') },
    ]);
  });

  test('takes a list, and the good elements beside the bad', () => {
    const payload = '[1, {"value": 2}, "3", null, {"value": 5, "quality": "odd"}, [6], {}, 8]';
    expect(values('thermograph/A/t', payload)).toEqual([['A/t', 1], ['A/t', 2], ['A/t', 8]]);
    expect(parse('thermograph/A/t', payload).refusals.map((refusal) => [refusal.reason, refusal.detail.split('. ')[0]])).toEqual([
      ['INVALID_VALUE', '[2] is the text "3", not a finite JSON number; [5] is a list, not a finite JSON number.'],
      ['MISSING_VALUE', '[3] is null; [6] is an object without a value'],
      ['INVALID_QUALITY', '[4].quality is the text "odd"'],
    ]);
  });

  test.each(['-196', '250', '882.6', '1e300', '1000.0'])('records %s, however unlikely it is', (payload) => {
    expect(values('thermograph/A/temperature', payload)).toEqual([['A/temperature', Number(payload)]]);
  });

  test('makes a zero of a negative zero', () => {
    for (const [topic, payload] of [['thermograph/A/t', '-0'], ['thermograph/A', '{"t": -0.0}'], ['thermograph/A', '[{"n": "t", "v": -0}]']]) {
      expect(Object.is(parse(topic!, payload!).readings[0]!.value, 0)).toBe(true);
    }
  });

  test.each([
    ['"4.2"', 'INVALID_VALUE'], ['1e400', 'INVALID_VALUE'], ['NaN', 'INVALID_VALUE'], ['-Infinity', 'INVALID_VALUE'], ['true', 'INVALID_VALUE'],
    ['{"value": "4.2"}', 'INVALID_VALUE'], ['{"value": [4.2]}', 'INVALID_VALUE'], ['{"value": 4.2, "unit": 7}', 'INVALID_VALUE'],
    ['{"value": 4.2, "unit": "\\u0000"}', 'INVALID_TEXT'], ['{"value": 4.2, "unit": "\\ud800"}', 'INVALID_TEXT'],
    ['null', 'MISSING_VALUE'], ['{"value": null}', 'MISSING_VALUE'], ['{}', 'MISSING_VALUE'], ['[]', 'MISSING_VALUE'], ['', 'MISSING_VALUE'],
    ['{"value": 4.2, "quality": "poor"}', 'INVALID_QUALITY'], ['{"value": 4.2, "quality": 1}', 'INVALID_QUALITY'],
    ['{', 'INVALID_JSON'], ['4,2', 'INVALID_JSON'], ['ON', 'INVALID_JSON'],
  ])('refuses %s as %s', (payload, reason) => {
    expect(parse('thermograph/A/temperature', payload).readings).toEqual([]);
    expect(reasons('thermograph/A/temperature', payload)).toEqual([reason]);
  });

  test('refuses bytes that are not UTF-8, and reads past a byte order mark', () => {
    expect(reasons('thermograph/A/t', Uint8Array.of(0x22, 0xff, 0x22))).toEqual(['INVALID_JSON']);
    expect(values('thermograph/A/t', '\ufeff4')).toEqual([['A/t', 4]]);
  });

  test('takes true and false for doors and motion only', () => {
    expect(values('thermograph/A/door', 'true')).toEqual([['A/door', 1]]);
    expect(values('thermograph/A/motion', '{"value": false}')).toEqual([['A/motion', 0]]);
    expect(reasons('thermograph/A/temperature', 'true')).toEqual(['INVALID_VALUE']);
  });
});

describe('an asset at one moment', () => {
  test('takes every channel, with the shared time or its own, and a position', () => {
    const payload = `{"measuredAt": "2026-01-07T00:00:00Z", "temperature": 4.2, "humidity": {"value": 0.55, "unit": "1"},
      "door": {"value": true, "measuredAt": "2026-01-06T00:00:00Z"}, "latitude": 52.52, "longitude": 13.405}`;
    const { readings, positions, refusals } = parse('thermograph/BOX-1', payload);
    const [shared, own] = [parseInstant('2026-01-07T00:00:00Z')!, parseInstant('2026-01-06T00:00:00Z')!];
    expect(readings.map(({ key, value, unit, measuredAt }) => [key, value, unit, measuredAt])).toEqual([
      ['BOX-1/temperature', 4.2, null, shared],
      ['BOX-1/humidity', 0.55, '1', shared],
      ['BOX-1/door', 1, null, own],
    ]);
    expect(positions).toMatchObject([{ asset: 'BOX-1', latitude: 52.52, longitude: 13.405, measuredAt: shared }]);
    expect(refusals).toEqual([]);
  });

  test('takes a list of moments', () => {
    const payload = '[{"measuredAt": "2026-01-07T00:00:00Z", "t": 1}, {"measuredAt": "2026-01-07T00:01:00Z", "t": 2}, {}, 3]';
    expect(values('thermograph/A', payload)).toEqual([['A/t', 1], ['A/t', 2]]);
    expect(reasons('thermograph/A', payload)).toEqual(['MISSING_VALUE', 'INVALID_VALUE']);
  });

  test('records what is good beside NaN, null and texts', () => {
    const payload = '{"temperature": NaN, "humidity": 50, "pressure": null, "firmware": "NaN 1.2", "speed": -Infinity}';
    expect(values('thermograph/A', payload)).toEqual([['A/humidity', 50]]);
    expect(detail('thermograph/A', payload)).toBe(
      'temperature is NaN, infinite or too large, not a finite JSON number; firmware is the text "NaN 1.2", not a finite JSON number; ' +
        'speed is NaN, infinite or too large, not a finite JSON number.\n' +
        'pressure is null. Send a value, or leave the field out: nothing is recorded in its place.',
    );
  });

  test.each([
    ['{"latitude": 52.5, "t": 1}', 'MISSING_VALUE'], ['{"latitude": 90.1, "longitude": 0, "t": 1}', 'INVALID_VALUE'],
    ['{"latitude": 0, "longitude": "13", "t": 1}', 'INVALID_VALUE'], ['{"latitude": 0, "longitude": -180.5, "t": 1}', 'INVALID_VALUE'],
  ])('refuses the position in %s as %s and keeps the reading', (payload, reason) => {
    expect(reasons('thermograph/A', payload)).toEqual([reason]);
    expect(parse('thermograph/A', payload).positions).toEqual([]);
    expect(values('thermograph/A', payload)).toEqual([['A/t', 1]]);
  });

  test('finds nothing wrong with a receiver that has no fix', () => {
    expect(parse('thermograph/A', '{"latitude": null, "longitude": null, "t": 1}')).toMatchObject({ positions: [], refusals: [] });
  });

  test('refuses channels that no text column or object can hold', () => {
    const payload = `{"__proto__": 1, "constructor": 2, "prototype": 3, "": 4, "a\\u0000": 5, "b\\ud800": 6, "${'c'.repeat(201)}": 7, "${'d'.repeat(200)}": 8}`;
    expect(values('thermograph/A', payload)).toEqual([[`A/${'d'.repeat(200)}`, 8]]);
    expect(reasons('thermograph/A', payload)).toEqual(['INVALID_TEXT']);
    expect(detail('thermograph/A', payload)).not.toMatch(/[\0\p{Cs}]/u);
  });

  test('makes one refusal of many faults, and names the first ten', () => {
    const moments = JSON.stringify(Array.from({ length: 12 }, () => ({ temperature: 'warm' })));
    const { refusals } = parse('thermograph/A', moments);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]!.detail).toMatch(/^\[0\]\.temperature is the text "warm".*\[9\]\.temperature [^;]*; and 2 more\.$/);
  });
});

describe('a machine', () => {
  test.each(['RUNNING', ' running\n', '"Running"', '{"status": "running"}'])('says its status as %j', (payload) => {
    expect(parse('thermograph/CNC-001/status', payload)).toMatchObject({ statuses: [{ machine: 'CNC-001', status: 'RUNNING', measuredAt: receivedAt }], readings: [], refusals: [] });
  });

  test('says when its status was true', () => {
    const { statuses } = parse('thermograph/CNC-001/status', '{"status": "ERROR", "measuredAt": "2026-01-07T00:00:00Z"}');
    expect(statuses).toMatchObject([{ status: 'ERROR', measuredAt: parseInstant('2026-01-07T00:00:00Z') }]);
  });

  test.each([
    ['BROKEN', 'INVALID_STATUS'], ['"active"', 'INVALID_STATUS'], ['1', 'INVALID_STATUS'], ['["RUNNING"]', 'INVALID_STATUS'], ['{"status": 1}', 'INVALID_STATUS'],
    ['{"status": null}', 'MISSING_VALUE'], ['{}', 'MISSING_VALUE'], ['', 'MISSING_VALUE'], ['{"status":', 'INVALID_JSON'],
  ])('is refused when it says %s', (payload, reason) => {
    expect(parse('thermograph/CNC-001/status', payload).statuses).toEqual([]);
    expect(reasons('thermograph/CNC-001/status', payload)).toEqual([reason]);
  });
});
