import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Bus, DomainEvent, EventNamed } from '../../../src/events.js';
import { createLive } from '../../../src/live/live.js';
import type { Tail } from '../../../src/live/tail.js';

type Recorded = EventNamed<'readingsRecorded'>;
const recorded = (position: number): Recorded => ({ name: 'readingsRecorded', position, sensorId: 1, receivedAt: 0, readings: [[position, 0, 'GOOD' as never]] });

/** A process that has handed on transactions up to 10, and knows of 12 that it is committed. */
function open() {
  const listeners = new Set<(event: never) => void>();
  const tail = {
    position: 10,
    expected: new Set([12]),
    subscribe: (_: string, listener: (event: never) => void) => (listeners.add(listener), () => listeners.delete(listener)),
    recent: () => [],
  };
  const live = createLive({ bus: tail as unknown as Bus, tail: tail as unknown as Tail, log: pino({ level: 'silent' }) });
  const stream = live.resumable('readingsRecorded', { isShared: true, resume: null, gap: null, reaching: { shards: [], [Symbol.dispose]() {} }, heartbeat: false, onCaughtUp: null });
  const tell = (event: DomainEvent) => {
    tail.position = event.position;
    for (const listener of listeners) (listener as (event: DomainEvent) => void)(event);
  };
  return { live, stream, tell };
}

describe('of a transaction that was known, and not handed on, when he came', () => {
  test.each([
    ['who resumes is told', { behind: [9] as const }, true],
    ['who has been told of a gap is told', { behind: null }, true],
    ['who begins is not told', null, false],
  ])('%s, and the stream that he shares has it for those who are', async (_, resumed, isTold) => {
    const { live, stream, tell } = open();
    const seat = live.seat(resumed);
    tell(recorded(12));
    const { value } = await stream.next();
    expect(value).toMatchObject({ position: 12 });
    expect(seat.isNews(value)).toBe(isTold);
    expect(seat.isNews(recorded(13))).toBe(true);
  });
});

test('nobody is told of what the stream was told before he came, nor of what he was told elsewhere', () => {
  const { live, tell } = open();
  tell(recorded(11));
  expect([9, 10, 11, 13].map((position) => live.seat(null).isNews(recorded(position)))).toEqual([false, false, false, true]);
  expect([11, 12, 13, 14].map((position) => live.seat({ behind: [13, 1, 13] }).isNews(recorded(position)))).toEqual([false, false, false, true]);
});

test('those who have seats are counted, and the stream that they share is not', () => {
  const { live } = open();
  const seats = [live.seat(null), live.seat(null)];
  expect(live.subscribers).toBe(2);
  for (const seat of seats) seat[Symbol.dispose]();
  expect(live.subscribers).toBe(0);
});
