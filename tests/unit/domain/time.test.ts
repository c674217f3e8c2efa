import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, parseInstant } from '../../../src/domain/time.js';

const micros = (text: string) => Date.parse(text) * 1000;

describe('parseInstant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-01-01T00:00:00.000Z', micros('2026-01-01T00:00:00Z')],
    ['2024-02-29T12:00:00Z', micros('2024-02-29T12:00:00Z')],
    ['2000-02-29T23:59:59Z', micros('2000-02-29T23:59:59Z')],
    ['2024-03-01T00:00:00Z', micros('2024-03-01T00:00:00Z')],
    ['1969-12-31T23:59:59Z', -1_000_000],
    ['2026-01-01t00:00:00z', micros('2026-01-01T00:00:00Z')],
    ['2026-01-01 00:00:00Z', micros('2026-01-01T00:00:00Z')],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test('keeps microseconds and cuts what is finer', () => {
    const second = micros('2026-01-01T00:00:00Z');
    expect(parseInstant('2026-01-01T00:00:00.5Z')).toBe(second + 500_000);
    expect(parseInstant('2026-01-01T00:00:00.000001Z')).toBe(second + 1);
    expect(parseInstant('2026-01-01T00:00:00.123456789Z')).toBe(second + 123_456);
  });

  test('reads every offset from Greenwich', () => {
    const noon = micros('2026-01-01T12:00:00Z');
    for (const text of ['2026-01-01T13:00:00+01:00', '2026-01-01T17:30:00+0530', '2026-01-01T08:30:00.000-03:30', '2026-01-02T02:00:00+14:00', '2026-01-01T12:00:00-00:00']) {
      expect(parseInstant(text)).toBe(noon);
    }
  });

  test.each([
    '2026-01-01T00:00:00', '2026-01-01', '2026-01-01T00:00Z', '', 'now', '1767225600',
    '2026-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z',
    '2016-12-31T23:59:60Z', '2026-01-01T24:00:00Z', '2026-01-01T12:60:00Z',
    '2026-01-01T00:00:00.Z', '2026-01-01T00:00:00.1234567890Z', '2026-01-01T00:00:00,5Z', '2026-01-01T00:00:00+24:00', '2026-01-01T00:00:00+01:60',
    '2026-01-01T00:00:00+01', '2026-01-01T00:00:00Zx', ' 2026-01-01T00:00:00Z', '2026/01/01T00:00:00Z', '+02026-01-01T00:00:00Z', '２０26-01-01T00:00:00Z',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('agrees with the calendar of the platform on every day of 10,000 years', () => {
    const days = fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(fc.property(days, (date) => expect(parseInstant(date.toISOString())).toBe(date.getTime() * 1000)), { seed: 1, numRuns: 2000 });
  });

  test('reads back what formatInstant writes', () => {
    const instants = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(fc.property(instants, (instant) => expect(parseInstant(formatInstant(instant))).toBe(instant)), { seed: 1, numRuns: 2000 });
  });
});
