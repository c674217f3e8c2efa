import { expect, test } from '@jest/globals';
import { quietUntil } from '../../../src/domain/quiet-hours.js';
import { formatInstant, parseInstant } from '../../../src/domain/time.js';

const NIGHT = { from: '22:00', until: '06:00', timeZone: 'Europe/Berlin' };
const EARLY = { from: '00:30', until: '02:30', timeZone: 'Europe/Berlin' };

test.each([
  { what: 'before they begin', hours: NIGHT, at: '2026-11-21T21:59:59+01:00', over: null },
  { what: 'as they begin, until the next morning', hours: NIGHT, at: '2026-11-21T22:00:00+01:00', over: '2026-11-22T06:00:00+01:00' },
  { what: 'just before midnight', hours: NIGHT, at: '2026-11-21T23:59:59.999999+01:00', over: '2026-11-22T06:00:00+01:00' },
  { what: 'at midnight, until the same morning', hours: NIGHT, at: '2026-11-22T00:00:00+01:00', over: '2026-11-22T06:00:00+01:00' },
  { what: 'as they end', hours: NIGHT, at: '2026-11-22T06:00:00+01:00', over: null },
  { what: 'within one day', hours: { ...NIGHT, from: '12:00', until: '13:00' }, at: '2026-11-22T12:30:00+01:00', over: '2026-11-22T13:00:00+01:00' },
  { what: 'after those of one day', hours: { ...NIGHT, from: '12:00', until: '13:00' }, at: '2026-11-22T23:30:00+01:00', over: null },
  { what: 'of another zone', hours: { ...NIGHT, timeZone: 'Asia/Kolkata' }, at: '2026-11-22T16:30:00Z', over: '2026-11-23T00:30:00Z' },
  { what: 'over a year', hours: NIGHT, at: '2026-12-31T23:00:00+01:00', over: '2027-01-01T06:00:00+01:00' },
  { what: 'in a night that is an hour shorter', hours: NIGHT, at: '2026-03-28T23:00:00+01:00', over: '2026-03-29T06:00:00+02:00' },
  { what: 'in a night that is an hour longer', hours: NIGHT, at: '2026-10-24T23:00:00+02:00', over: '2026-10-25T06:00:00+01:00' },
  { what: 'that end at a time that is left out', hours: EARLY, at: '2026-03-29T01:00:00+01:00', over: '2026-03-29T03:30:00+02:00' },
  { what: 'that end at a time that comes twice', hours: EARLY, at: '2026-10-25T01:00:00+02:00', over: '2026-10-25T02:30:00+02:00' },
  { what: 'when it has come once', hours: EARLY, at: '2026-10-25T02:15:00+01:00', over: '2026-10-25T02:30:00+01:00' },
])('quiet hours $what', ({ hours, at, over }) => {
  const end = quietUntil(hours, parseInstant(at)!);
  expect(end && formatInstant(end)).toBe(over && formatInstant(parseInstant(over)!));
});
