import { expect, test } from '@jest/globals';
import type { ExcursionChanged } from '../../../src/events.js';
import { ExcursionChange } from '../../../src/domain/excursion.js';
import { Recent } from '../../../src/live/recent.js';

test('what is remembered of an event is not the one that was handed on, on which hangs what was asked because of it', () => {
  const recent = new Recent([0], 10);
  const event: ExcursionChanged & { place: number } = { name: 'excursionChanged', position: 1, place: 0, change: ExcursionChange.OPENED, excursionId: 1, sensorId: 1 };
  recent.push(event);
  const [known] = recent.since([0])!;
  expect(known).toEqual(event);
  expect(known).not.toBe(event);
});
