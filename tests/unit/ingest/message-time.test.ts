import { describe, expect, test } from '@jest/globals';
import { parseInstant } from '../../../src/domain/time.js';
import { parseMessage } from '../../../src/ingest/message.js';

const receivedAt = parseInstant('2026-01-08T00:00:00Z')!;
const parse = (topic: string, body: unknown) => parseMessage({ topic, payload: Buffer.from(JSON.stringify(body)), receivedAt }, { now: receivedAt });
const measuredAt = (time: unknown) => parse('thermograph/A/t', { value: 1, measuredAt: time }).readings.map((reading) => reading.measuredAt);
const refused = (time: unknown) => parse('thermograph/A/t', { value: 1, measuredAt: time }).refusals.map(({ reason }) => reason);

describe('the time of a measurement', () => {
  test.each([
    ['2026-01-07T23:00:00.123456Z', '2026-01-07T23:00:00.123456Z'],
    ['2026-01-08T01:00:00+02:00', '2026-01-07T23:00:00Z'],
    [1_767_225_600, '2026-01-01T00:00:00Z'],
    [1_767_225_600.25, '2026-01-01T00:00:00.25Z'],
    [1_767_225_600_123, '2026-01-01T00:00:00.123Z'],
    [1_767_225_600_123_456, '2026-01-01T00:00:00.123456Z'],
    [0, '1970-01-01T00:00:00Z'],
    // The least milliseconds and the least microseconds; one less would be the year 5138.
    [100_000_000_000, '1973-03-03T09:46:40Z'],
    [100_000_000_000_000, '1973-03-03T09:46:40Z'],
  ])('%p is %s', (time, expected) => {
    expect(measuredAt(time)).toEqual([parseInstant(expected)]);
  });

  test.each([undefined, null])('is that of arrival when it is %p', (time) => {
    expect(measuredAt(time)).toEqual([receivedAt]);
  });

  test('may be called timestamp, time or ts', () => {
    for (const name of ['timestamp', 'time', 'ts']) {
      expect(parse('thermograph/A', { [name]: '2026-01-07T00:00:00Z', t: 1 })).toMatchObject({ readings: [{ key: 'A/t', measuredAt: parseInstant('2026-01-07T00:00:00Z') }], refusals: [] });
    }
  });

  test.each([
    '2026-01-07T23:00:00', '2026-01-07', 'yesterday', '', '2026-02-30T00:00:00Z', '2026-01-07T24:00:00Z', '1969-12-31T23:59:59Z', '9999-01-01T00:00:00Z',
    -1, 1e300, 1e17, true, {}, [],
  ])('%p is refused', (time) => {
    expect(measuredAt(time)).toEqual([]);
    expect(refused(time)).toEqual(['INVALID_TIME']);
  });

  // The past is unlimited here: a logger may come home after years.
  test.each([
    ['1970-01-01T00:00:00Z', []], ['2025-12-31T23:59:59Z', []], ['2026-01-01T00:00:00Z', []], ['2026-01-08T00:10:00Z', []],
    ['2026-01-08T00:10:00.000001Z', ['FUTURE_TIME']], ['2026-01-08T00:10:01Z', ['FUTURE_TIME']], [1_767_831_001, ['FUTURE_TIME']],
    [99_999_999_999, ['INVALID_TIME']], [99_999_999_999_999, ['INVALID_TIME']],
  ])('%p meets %j when it is 2026-01-08T00:00:00Z', (time, expected) => {
    expect(refused(time)).toEqual(expected);
  });

  test('without a zone is refused from our devices, with the reason, and UTC from those of the predecessors', () => {
    expect(parse('thermograph/A/t', { value: 1, measuredAt: '2026-01-07T23:00:00' }).refusals[0]!.detail).toMatch(/has no time zone.*offset/);
    const expected = parseInstant('2026-01-07T23:00:00.5Z');
    expect(parse('manufacturing/CNC-001/power', { value: 1, timestamp: '2026-01-07T23:00:00.5' }).readings).toMatchObject([{ measuredAt: expected }]);
    expect(parse('bio_supply/telemetry/box/B', { temperature: 1, timestamp: '2026-01-07T23:00:00.5' }).readings).toMatchObject([{ measuredAt: expected }]);
  });

  test('that is wrong refuses what shares it, and not what has its own', () => {
    const { readings, refusals } = parse('thermograph/A', { measuredAt: 'noon', temperature: 1, humidity: { value: 2, measuredAt: '2026-01-07T00:00:00Z' }, latitude: 1, longitude: 2 });
    expect(readings.map(({ key }) => key)).toEqual(['A/humidity']);
    expect(refusals.map(({ reason }) => reason)).toEqual(['INVALID_TIME']);
  });
});
