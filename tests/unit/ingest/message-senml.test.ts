import { describe, expect, test } from '@jest/globals';
import { parseInstant } from '../../../src/domain/time.js';
import { parseMessage } from '../../../src/ingest/message.js';

const receivedAt = parseInstant('2026-01-08T00:00:00Z')!;
const parse = (records: unknown, topic = 'thermograph/CNC-1') => parseMessage({ topic, payload: Buffer.from(JSON.stringify(records)), receivedAt }, { now: receivedAt });
const found = (records: unknown) => parse(records).readings.map(({ key, value, unit, measuredAt }) => [key, value, unit, measuredAt]);
const reasons = (records: unknown) => parse(records).refusals.map(({ reason }) => reason);

describe('SenML (RFC 8428)', () => {
  test('reads base name, time and unit as in the example of section 5.1.3', () => {
    const at = parseInstant('2010-06-08T18:01:16.001Z')!;
    const pack = [
      { bn: 'urn:dev:ow:10e2073a0108006:', bt: 1.276020076001e9, bu: 'A', bver: 5, n: 'voltage', u: 'V', v: 120.1 },
      { n: 'current', t: -5, v: 1.2 },
      { n: 'current', t: -4, v: 1.3 },
    ];
    expect(found(pack)).toEqual([
      ['CNC-1/urn:dev:ow:10e2073a0108006:voltage', 120.1, 'V', at],
      ['CNC-1/urn:dev:ow:10e2073a0108006:current', 1.2, 'A', at - 5_000_000],
      ['CNC-1/urn:dev:ow:10e2073a0108006:current', 1.3, 'A', at - 4_000_000],
    ]);
  });

  test('counts times below 2^28 from now, and takes a missing time for now', () => {
    expect(found([{ n: 'a', v: 1 }, { n: 'a', t: -60, v: 2 }, { bt: -3600, n: 'a', t: 5.5, v: 3 }])).toEqual([
      ['CNC-1/a', 1, null, receivedAt],
      ['CNC-1/a', 2, null, receivedAt - 60_000_000],
      ['CNC-1/a', 3, null, receivedAt - 3_594_500_000],
    ]);
  });

  test('takes 2^28 seconds and more for a date', () => {
    expect(found([{ n: 'a', t: 2 ** 28, v: 1 }])).toEqual([['CNC-1/a', 1, null, 2 ** 28 * 1_000_000]]);
    expect(reasons([{ n: 'a', t: 2 ** 28 - 1, v: 1 }])).toEqual(['FUTURE_TIME']);
  });

  test('adds the base value', () => {
    expect(found([{ bv: 20, n: 'a', v: 0.5 }, { n: 'a', t: -1, v: -1 }]).map(([, value]) => value)).toEqual([20.5, 19]);
  });

  test('strips the code of the asset from the name, and no other code', () => {
    const names = ['CNC-1/temperature', 'CNC-1:temperature', 'CNC-1_temperature', 'temperature', 'CNC-10/temperature'];
    expect(names.map((n) => found([{ n, v: 1 }])[0]![0])).toEqual([
      'CNC-1/temperature', 'CNC-1/temperature', 'CNC-1/temperature', 'CNC-1/temperature', 'CNC-1/CNC-10/temperature',
    ]);
    expect(found([{ bn: 'CNC-1', n: 'temperature', v: 1 }, { n: 'humidity', v: 2 }]).map(([key]) => key)).toEqual(['CNC-1/temperature', 'CNC-1/humidity']);
    expect(found([{ bn: 'CNC-1/temperature', v: 1 }]).map(([key]) => key)).toEqual(['CNC-1/temperature']);
  });

  test('lets a record carry nothing but what holds for the next', () => {
    expect(parse([{ bn: 'CNC-1/', bu: 'Cel' }, { n: 'temperature', v: 4 }])).toMatchObject({ readings: [{ key: 'CNC-1/temperature', unit: 'Cel' }], refusals: [] });
  });

  test('takes booleans for doors, without the unit of the numbers', () => {
    expect(found([{ bu: 'Cel', n: 'door', vb: true }])).toEqual([['CNC-1/door', 1, null, receivedAt]]);
  });

  test('goes on beside what is wrong', () => {
    const pack = [{ n: 'a', v: '1' }, { n: 'a', vs: 'x' }, { n: 'a' }, { n: 'a', v: null }, { n: '', v: 1 }, { n: 'a', t: 601, v: 1 }, { n: 'a', t: 'x', v: 1 }, 7, { n: 'good', v: 1 }];
    expect(found(pack)).toEqual([['CNC-1/good', 1, null, receivedAt]]);
    expect(reasons(pack)).toEqual(['INVALID_VALUE', 'MISSING_VALUE', 'INVALID_TEXT', 'FUTURE_TIME', 'INVALID_TIME']);
  });

  test.each([
    [[{ n: 'a', v: 1, bver: 11 }], 'INVALID_VALUE'],
    [[{ n: 'a', v: 1, must_: 1 }], 'INVALID_VALUE'],
    [[{ n: 'a', v: 1, bt: 'x' }], 'INVALID_TIME'],
    [[{ n: 'a', v: 1, bt: -2e9 }], 'INVALID_TIME'],
    [[{ n: 'a', v: 1, bv: 'x' }], 'INVALID_VALUE'],
    [[{ n: 'a', v: 1, bn: 5 }], 'INVALID_VALUE'],
    [[{ n: 'a', v: 1, bu: 5 }], 'INVALID_VALUE'],
    [[{ bn: 'CNC-1/' }], 'MISSING_VALUE'],
  ])('refuses %j as %s', (pack, reason) => {
    expect(found(pack)).toEqual([]);
    expect(reasons(pack)).toEqual([reason]);
  });
});
