import { describe, expect, test } from '@jest/globals';
import { ExcursionKind } from '../../../src/domain/excursion.js';
import { isHistory, pauseAfter } from '../../../src/domain/notification.js';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';

const FOUND = 100 * HOUR;
const { ABOVE, NO_DATA, STUCK, CALIBRATION_DUE } = ExcursionKind;

describe('history', () => {
  test.each([
    { what: 'what was over more than an hour ago', kind: ABOVE, endedAt: FOUND - HOUR - 1, newestAt: FOUND, history: true },
    { what: 'what was over an hour ago', kind: ABOVE, endedAt: FOUND - HOUR, newestAt: FOUND, history: false },
    { what: 'what lasts', kind: ABOVE, endedAt: null, newestAt: FOUND - MINUTE, history: false },
    { what: 'what has no end in old readings', kind: ABOVE, endedAt: null, newestAt: FOUND - HOUR - 1, history: true },
    { what: 'a silence that lasts', kind: NO_DATA, endedAt: null, newestAt: FOUND - 50 * HOUR, history: false },
    { what: 'a sensor that was stuck at the end of old readings', kind: STUCK, endedAt: null, newestAt: FOUND - 50 * HOUR, history: true },
    { what: 'a calibration that is due, whatever the sensor says', kind: CALIBRATION_DUE, endedAt: null, newestAt: FOUND - 50 * HOUR, history: false },
    { what: 'a silence that is over', kind: NO_DATA, endedAt: FOUND - 2 * HOUR, newestAt: FOUND, history: true },
    { what: 'what nothing is known of', kind: ABOVE, endedAt: null, newestAt: null, history: false },
  ])('is $what: $history', ({ kind, endedAt, newestAt, history }) => {
    expect(isHistory({ kind, endedAt }, newestAt, FOUND)).toBe(history);
  });
});

test('pauses grow to half an hour, and are up to a fifth shorter', () => {
  expect([1, 2, 3, 9, 10, 60, 2_000].map((failures) => pauseAfter(failures, 0) / SECOND)).toEqual([5, 10, 20, 1_280, 1_800, 1_800, 1_800]);
  expect(pauseAfter(3, 0.999_999)).toBe(16 * SECOND + 4);
});
