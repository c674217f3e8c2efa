import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { createInProcessBus } from '../../../src/embedded/bus.js';
import { MOST_WAITING } from '../../../src/live/backlog.js';
import { createLive } from '../../../src/live/live.js';
import { Traffic } from '../../../src/live/traffic.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('deliveries are counted by field, and per second of the last minute', () => {
  const traffic = new Traffic();
  traffic.deliver('readingRecorded', 60);
  jest.advanceTimersByTime(30_000);
  traffic.deliver('readingRecorded', 30);
  traffic.deliver('excursionChanged', 30);
  expect([...traffic.delivered]).toEqual([['readingRecorded', 90], ['excursionChanged', 30]]);
  expect(traffic).toMatchObject({ deliveries: 120, deliveriesPerSecond: 2 });
  jest.advanceTimersByTime(45_000);
  expect(traffic).toMatchObject({ deliveries: 120, deliveriesPerSecond: 1 });
  jest.advanceTimersByTime(45_000);
  traffic.deliver('readingRecorded', 6);
  expect(traffic).toMatchObject({ deliveries: 126, deliveriesPerSecond: 0.1 });
});

test('what waits is that of all who are there, and who is let go waits no more', async () => {
  const log = pino({ level: 'silent' });
  const bus = createInProcessBus(log);
  const live = createLive({ bus, log });
  const [slow, other] = [live.stream('messageRejected'), live.stream('messageRejected')];
  const tell = (events: number) => bus.publish(Array.from({ length: events }, (_, rejectionId) => ({ name: 'messageRejected', position: 1, rejectionId })));
  tell(10);
  expect(live.traffic).toMatchObject({ waiting: 20, letGo: 0 });
  for (let taken = 0; taken < 10; taken++) await other.next();
  expect(live.traffic.waiting).toBe(10);
  tell(MOST_WAITING - 5);
  expect(live.traffic).toMatchObject({ waiting: MOST_WAITING - 5, letGo: 1 });
  await expect(slow.next()).rejects.toMatchObject({ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } });
  await other.return!();
  expect(live.traffic).toMatchObject({ waiting: 0, letGo: 1 });
});
