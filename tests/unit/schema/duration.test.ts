import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { formatDuration } from '../../../src/schema/duration.js';

test('a duration is written as Temporal writes it in hours', () => {
  const length = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -100, max: 100 }), fc.tuple(fc.constantFrom(HOUR, MINUTE, SECOND, SECOND / 10), fc.integer({ min: -90, max: 90 })).map(([unit, count]) => unit * count));
  fc.assert(
    fc.property(length, (microseconds) => expect(formatDuration(microseconds)).toBe(Temporal.Duration.from({ microseconds }).round({ largestUnit: 'hours' }).toString())),
    { numRuns: 3000, seed: 20261122 },
  );
});
