import { afterEach, expect, jest, test } from '@jest/globals';
import { patiently } from '../../../src/live/patience.js';

afterEach(() => void jest.restoreAllMocks());

const OUTAGE = Object.assign(new Error('the database is away'), { code: 'ECONNREFUSED' });
/** Of three answers the first two are that the database is away, the second of them an hour later. */
function askedInAnOutage() {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked === 2) jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    if (asked <= 2) throw OUTAGE;
    return 'back';
  };
}

test('what waits for an event is given up some time, what has a signal is not', async () => {
  await expect(patiently(askedInAnOutage())).rejects.toBe(OUTAGE);
  jest.restoreAllMocks();
  expect(await patiently(askedInAnOutage(), new AbortController().signal)).toBe('back');
});

test('until the signal is given', async () => {
  const leaving = new AbortController();
  const ask = async () => {
    leaving.abort();
    throw OUTAGE;
  };
  await expect(patiently(ask, leaving.signal)).rejects.toThrow('aborted');
});
