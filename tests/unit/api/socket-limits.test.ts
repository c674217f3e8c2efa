import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createBudget, Tally } from '../../../src/api/socket-limits.js';

beforeEach(() => void jest.useFakeTimers({ now: 0 }));
afterEach(() => void jest.useRealTimers());

test('a budget has a burst, fills up by so many in a second, and never holds more than the burst', () => {
  const hasBudget = createBudget(3, 2);
  const spend = (count: number) => Array.from({ length: count }, hasBudget);
  expect(spend(3)).toEqual([true, true, true]);
  jest.advanceTimersByTime(1_000);
  expect(spend(2)).toEqual([true, true]);
  jest.advanceTimersByTime(60_000);
  expect(spend(4)).toEqual([true, true, true, false]);
});

test('a tally forgets who has nothing any more', () => {
  const tally = new Tally();
  tally.add('him', 1);
  tally.add('him', 1);
  tally.add('__proto__', 1);
  expect([tally.of('him'), tally.of('__proto__'), tally.of('her')]).toEqual([2, 1, 0]);
  tally.add('him', -1);
  tally.add('him', -1);
  expect([tally.of('him'), tally.of('her')]).toEqual([0, 0]);
});
