import { describe, expect, test } from '@jest/globals';
import { parseValue } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { MINUTE, SECOND } from '../../../src/domain/time.js';
import { DateTime } from '../../../src/schema/date-time.js';
import { Duration } from '../../../src/schema/duration.js';

describe('DateTime', () => {
  test.each([
    ['2026-11-21T20:00:00Z', '2026-11-21T20:00:00.000Z'],
    ['2026-11-21T21:30:00+01:30', '2026-11-21T20:00:00.000Z'],
    ['2026-11-21T20:00:00.123456Z', '2026-11-21T20:00:00.123456Z'],
    ['1969-12-31T23:59:59.999999-00:00', '1969-12-31T23:59:59.999999Z'],
  ])('%s is written as %s', (text, written) => {
    expect(DateTime.serialize(DateTime.parseValue(text))).toBe(written);
    expect(DateTime.parseLiteral(parseValue(JSON.stringify(text)), {})).toBe(DateTime.parseValue(text));
  });

  test.each(['2026-11-21', '2026-11-21T20:00:00', '2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:00', '', 'now', 12, null, {}])('%j is none', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow(expect.objectContaining({ message: expect.stringContaining('A DateTime is text'), extensions: { code: 'BAD_USER_INPUT' } }));
    expect(() => DateTime.parseLiteral(parseValue(JSON.stringify(value).replace('{}', '{a: 1}')), {})).toThrow('A DateTime is text');
  });
});

describe('Duration', () => {
  test.each([
    ['PT30M', 30 * MINUTE, 'PT30M'],
    ['PT0S', 0, 'PT0S'],
    ['P1W', 7 * 1440 * MINUTE, 'PT168H'],
    ['P1DT1.5S', 1440 * MINUTE + 1.5 * SECOND, 'PT24H1.5S'],
    ['PT0.000001S', 1, 'PT0.000001S'],
    ['PT90M', 90 * MINUTE, 'PT1H30M'],
    ['PT1M0.25S', 60.25 * SECOND, 'PT1M0.25S'],
  ])('%s is %d microseconds and is written as %s', (text, length, written) => {
    expect(Duration.parseValue(text)).toBe(length);
    expect(Duration.serialize(length)).toBe(written);
    expect(Duration.parseLiteral(parseValue(JSON.stringify(text)), {})).toBe(length);
  });

  test.each([-0.4, 0, 1, 999_999, SECOND, 59 * SECOND + 10, MINUTE, 61 * MINUTE, -5 * MINUTE, -90.5 * SECOND, 2_500_000 * MINUTE + 7])('%d microseconds are written as Temporal does', (length) => {
    expect(Duration.serialize(length)).toBe(Temporal.Duration.from({ microseconds: Math.round(length) }).round({ largestUnit: 'hours' }).toString());
  });

  test.each([
    ['P1M', 'months'],
    ['P1Y', 'years'],
    ['-PT1M', 'not negative'],
    ['PT1X', 'ISO 8601'],
    ['30', 'ISO 8601'],
    [30, 'ISO 8601'],
    ['P9999999W', '285 years'],
  ])('%j is refused: %s', (value, reason) => {
    expect(() => Duration.parseValue(value)).toThrow(reason);
  });
});
