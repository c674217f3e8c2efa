import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLocalSpending } from '../../../src/access/rate-limit-local.js';

const LIMIT = 100;

/** A clock that the test sets. */
function counting(options: { mostCallers?: number } = {}) {
  const time = { seconds: 1_000 };
  return { time, spending: createLocalSpending({ pointsPerMinute: LIMIT, clock: () => time.seconds, ...options }) };
}

describe('what a caller may spend in a minute', () => {
  test('is counted for each caller, and comes back when a minute is over', () => {
    const { time, spending } = counting();
    expect(spending.spend('a', 60)).toBe(0);
    time.seconds += 10.9;
    expect(spending.spend('a', 40)).toBe(0);
    expect(spending.spend('a', 1)).toBe(51);
    expect(spending.spend('b', LIMIT)).toBe(0);
    time.seconds += 50.1;
    expect(spending.spend('a', 60)).toBe(0);
    expect(spending.spend('a', 1)).toBe(10);
  });

  test('is not touched by what is refused', () => {
    const { spending } = counting();
    expect(spending.spend('a', 30)).toBe(0);
    for (let times = 0; times < 10; times++) expect(spending.spend('a', 71)).toBe(61);
    expect(spending.spend('a', 70)).toBe(0);
  });

  test('is never enough for what costs more than the limit', () => {
    const { spending } = counting();
    expect(spending.spend('a', LIMIT + 1)).toBe(Infinity);
    expect(spending.spend('a', LIMIT)).toBe(0);
  });

  test('is noted also where it was more than the limit', () => {
    const { time, spending } = counting();
    spending.note('a', 150);
    time.seconds += 5;
    expect(spending.spend('a', 1)).toBe(56);
  });

  test('is never spent twice by a burst on each side of a full minute', () => {
    const { time, spending } = counting();
    expect(passedAroundAMinute(time, spending.spend)).toBe(LIMIT);
  });

  test('would be spent twice there, if each minute of the clock had a count of its own', () => {
    const time = { seconds: 0 };
    const spent = new Map<number, number>();
    const byTheClock = () => {
      const minute = Math.floor(time.seconds / 60);
      spent.set(minute, (spent.get(minute) ?? 0) + 1);
      return spent.get(minute)! <= LIMIT ? 0 : 60;
    };
    expect(passedAroundAMinute(time, byTheClock)).toBe(2 * LIMIT);
  });

  const calls = fc.array(fc.record({ pause: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 70, noNaN: true })), points: fc.integer({ min: 1, max: LIMIT }) }), { maxLength: 60 });
  test('is never more than the limit in any sixty seconds, and who waits as he was told has enough', () => {
    fc.assert(
      fc.property(calls, (sequence) => {
        const { time, spending } = counting();
        const passed: { at: number; points: number }[] = [];
        for (const { pause, points } of sequence) {
          time.seconds += pause;
          let wait = spending.spend('a', points);
          if (wait > 0) {
            expect(wait).toBeLessThanOrEqual(61);
            time.seconds += wait;
            wait = spending.spend('a', points);
          }
          expect(wait).toBe(0);
          passed.push({ at: time.seconds, points });
          expect(passed.filter(({ at }) => time.seconds - at < 60).reduce((sum, each) => sum + each.points, 0)).toBeLessThanOrEqual(LIMIT);
        }
      }),
      { seed: 20_270_113, numRuns: 1_000 },
    );
  });
});

describe('the callers that are remembered', () => {
  test('are forgotten when they have been quiet for a minute', () => {
    const { time, spending } = counting();
    for (let caller = 0; caller < 1_000; caller++) spending.spend(`${caller}`, 1);
    expect(spending.callers).toBe(1_000);
    time.seconds += 61;
    spending.spend('another', 1);
    expect(spending.callers).toBe(1);
  });

  test('are so many at most, and who has been quiet the longest is forgotten first', () => {
    const { spending } = counting({ mostCallers: 3 });
    for (const caller of ['a', 'b', 'c', 'a', 'd']) spending.spend(caller, 50);
    expect(spending.callers).toBe(3);
    expect(spending.spend('a', 1)).toBe(61);
    expect(spending.spend('b', LIMIT)).toBe(0);
  });
});

/** How many calls are let through, of so many as make the limit a moment before a full minute, and as many a moment after it. */
function passedAroundAMinute(time: { seconds: number }, spend: (callerId: string, points: number) => number): number {
  let passed = 0;
  for (const seconds of [1_199.9, 1_200.1]) {
    time.seconds = seconds;
    for (let call = 0; call < LIMIT; call++) if (spend('a', 1) === 0) passed += 1;
  }
  return passed;
}
