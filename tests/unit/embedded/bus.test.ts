import { expect, test } from '@jest/globals';
import { createInProcessBus } from '../../../src/embedded/bus.js';
import type { DomainEvent } from '../../../src/events.js';
import { createLog } from '../../../src/log.js';

const log = createLog('silent');
const status = (machineId: number): DomainEvent => ({ name: 'machineStatusChanged', position: 1, machineId });
const rejection = (rejectionId: number): DomainEvent => ({ name: 'messageRejected', position: 1, rejectionId });

test('every listener of a name has heard of an event when publish returns, and no other has', () => {
  const bus = createInProcessBus(log);
  const heard: unknown[] = [];
  bus.subscribe('machineStatusChanged', ({ machineId }) => heard.push(['a', machineId]));
  bus.subscribe('machineStatusChanged', ({ machineId }) => heard.push(['b', machineId]));
  bus.subscribe('excursionChanged', () => heard.push('excursion'));
  bus.publish([status(1), rejection(9), status(2)]);
  expect(heard).toEqual([['a', 1], ['b', 1], ['a', 2], ['b', 2]]);
});

test('a listener that throws hurts neither the publisher nor the other listeners', () => {
  const bus = createInProcessBus(log);
  const heard: number[] = [];
  bus.subscribe('messageRejected', () => {
    throw new Error('on purpose');
  });
  bus.subscribe('messageRejected', ({ rejectionId }) => heard.push(rejectionId));
  bus.publish([rejection(1), rejection(2)]);
  expect(heard).toEqual([1, 2]);
});

test('a function that listens twice hears twice, and once when one of the two has left', () => {
  const bus = createInProcessBus(log);
  let heard = 0;
  const listener = () => void (heard += 1);
  const leave = bus.subscribe('messageRejected', listener);
  bus.subscribe('messageRejected', listener);
  bus.publish([rejection(1)]);
  expect(heard).toBe(2);
  leave();
  leave();
  bus.publish([rejection(2)]);
  expect(heard).toBe(3);
});

test('who leaves while an event is handed out does not keep it from the others', () => {
  const bus = createInProcessBus(log);
  const heard: string[] = [];
  const leave = bus.subscribe('messageRejected', () => {
    heard.push('first');
    leave();
  });
  bus.subscribe('messageRejected', () => heard.push('second'));
  bus.publish([rejection(1), rejection(2)]);
  expect(heard).toEqual(['first', 'second', 'second']);
});

test('after its end nobody hears anything', async () => {
  const bus = createInProcessBus(log);
  let heard = 0;
  bus.subscribe('messageRejected', () => void (heard += 1));
  await bus[Symbol.asyncDispose]();
  bus.publish([rejection(1)]);
  expect(heard).toBe(0);
});
