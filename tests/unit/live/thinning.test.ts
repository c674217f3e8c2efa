import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createThinning } from '../../../src/live/thinning.js';

interface Measured {
  sensor: string;
  cameAt: number | null;
  measuredAt: number;
}

const SECOND = 1_000_000;
beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

const open = () => {
  const passed: string[] = [];
  const onLeftOut = jest.fn();
  const thinning = createThinning<Measured>({
    every: 10 * SECOND,
    keyOf: ({ sensor }) => sensor,
    keep: (earlier, later) => (earlier.measuredAt > later.measuredAt ? earlier : later),
    cameAt: ({ cameAt }) => cameAt,
    pass: ({ sensor, measuredAt }) => passed.push(`${sensor}${measuredAt}`),
    onLeftOut,
  });
  const add = (sensor: string, seconds: number, measuredAt = seconds) => thinning.add({ sensor, cameAt: (1_000 + seconds) * SECOND, measuredAt });
  return { passed, thinning, add, onLeftOut };
};

test('of each interval the newest of each sensor passes, in order, when it is over', () => {
  const { passed, add, onLeftOut } = open();
  add('a', 1);
  add('b', 2);
  add('a', 3);
  jest.advanceTimersByTime(9_999);
  expect(passed).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(passed).toEqual(['b2', 'a3']);
  expect(onLeftOut).toHaveBeenCalledTimes(1);
});

test('a reading that came late is not newer', () => {
  const { passed, thinning, add } = open();
  add('a', 1, 7);
  add('a', 2, 3);
  thinning.flush();
  expect(passed).toEqual(['a7']);
});

test('what is replayed is thinned by when it came, however fast it comes', () => {
  const { passed, thinning, add } = open();
  for (let seconds = -100; seconds < 0; seconds++) add('a', seconds);
  thinning.flush();
  expect(passed).toEqual(['a-91', 'a-81', 'a-71', 'a-61', 'a-51', 'a-41', 'a-31', 'a-21', 'a-11', 'a-1']);
});

test('what comes for an interval that is over waits for the next, so that no two of a sensor are nearer', () => {
  const { passed, add } = open();
  add('a', 9);
  jest.advanceTimersByTime(10_000);
  add('a', 9.5);
  jest.advanceTimersByTime(9_999);
  expect(passed).toEqual(['a9']);
  jest.advanceTimersByTime(1);
  expect(passed).toEqual(['a9', 'a9.5']);
});

test('how far the stream has come is not said while something is held back, and nothing of it once it has ended', () => {
  const { passed, thinning, add } = open();
  const say = () => thinning.add({ sensor: 'notice', cameAt: null, measuredAt: 0 });
  say();
  add('a', 1);
  say();
  expect([...passed, thinning.isEmpty]).toEqual(['notice0', false]);
  thinning.end();
  jest.advanceTimersByTime(60_000);
  expect(passed).toEqual(['notice0']);
});
