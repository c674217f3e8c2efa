import { expect, test } from '@jest/globals';
import { Member } from '../../../src/api/member.js';
import type { Session } from '../../../src/api/session.js';
import { Role } from '../../../src/domain/role.js';
import type { ReadingsRecorded } from '../../../src/events.js';
import { COALESCE_FROM, MOST_WAITING } from '../../../src/live/backlog.js';

const reading = (value: number, sensorId = 1): ReadingsRecorded => ({ name: 'readingsRecorded', position: value, sensorId, receivedAt: 0, readings: [[value, value, 'GOOD' as never]] });
const bodyOf = (from: string, event: object) => Buffer.from(`"${from} ${(event as ReadingsRecorded).position}"}`);

interface Situation {
  sites?: number[] | null;
  coalesces?: boolean;
  isSeen?: (value: number) => boolean;
}

/** A subscriber on a socket that takes what he is sent only while it is open, and all that is left when it opens again. */
function open({ sites = null, coalesces = false, isSeen = () => true }: Situation = {}) {
  const written: string[] = [];
  const pinged: string[] = [];
  const socket = { pinged, isFull: false, isCovered: true, written, blocked: [] as (() => void)[], executed: 0, left: 0, leftOut: 0 };
  const say = (bytes: Buffer) => written.push((JSON.parse(String(bytes)) as { payload: string }).payload);
  const session = {
    id: 'him',
    viewer: { name: 'him', role: Role.VIEWER, sites, asset: null },
    lease: { covers: () => socket.isCovered, cover: async () => socket.isCovered, wake() {} },
    outlet: {
      unread: () => (socket.isFull ? 1e9 : 0),
      push: (head: Buffer, bodies: Buffer[]) => bodies.forEach((body) => say(Buffer.concat([head, body]))),
      async write(bytes: Buffer | string) {
        if (socket.isFull) await new Promise<void>((resolve) => socket.blocked.push(resolve));
        if (typeof bytes === 'string') pinged.push((JSON.parse(bytes) as { payload: { cursor: string } }).payload.cursor);
        else say(bytes);
      },
    },
  } as unknown as Session;
  const member = new Member({
    session,
    id: '1',
    tell: async (event) => (socket.executed++, bodyOf('alone', event)),
    isStillSeen: (event) => isSeen(event.position),
    coalesceBy: coalesces ? (event) => (event as ReadingsRecorded).sensorId : undefined,
    onLeftOut: (events) => void (socket.leftOut += events),
    onReplayed: () => {},
    onLeave: () => socket.left++,
  });
  member.sit({ isNews: ({ name, position }) => name !== 'notice' || position >= 0, [Symbol.dispose]() {} });
  const take = (...events: ReadingsRecorded[]) => member.take(events.map((event) => ({ event, result: bodyOf('all', event) })), performance.now());
  const drain = async () => {
    socket.isFull = false;
    socket.blocked.splice(0).forEach((resolve) => resolve());
    while (!member.keepsUp && !member.hasEnded) await new Promise(setImmediate);
  };
  const beat = (position: number) => member.beat({ name: 'notice', position, at: 0, gap: null }, `behind ${position}`);
  return { member, socket, take, drain, beat };
}

test('who keeps up is handed what was made for all', () => {
  const { member, socket, take } = open();
  take(reading(1), reading(2));
  take(reading(3));
  expect(socket).toMatchObject({ written: ['all 1', 'all 2', 'all 3'], executed: 0 });
  expect(member.keepsUp).toBe(true);
});

test('who does not read is told in order when he does again, and then carried along as before', async () => {
  const { member, socket, take, drain } = open();
  socket.isFull = true;
  for (let value = 1; value <= 100; value++) take(reading(value));
  expect(member.keepsUp).toBe(false);
  expect(socket.written).toEqual([]);
  await drain();
  // What was made for all waits with the first of them only.
  expect(socket.written.map((text) => Number(text.split(' ')[1]))).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  expect(socket.executed).toBeGreaterThan(0);
  expect(socket.executed).toBeLessThan(100);
  take(reading(101));
  expect(socket.written.at(-1)).toBe('all 101');
});

test('who is bound to sites is told nothing that was made before it waited, nor what is out of his sight when its turn comes', async () => {
  const { socket, take, drain } = open({ sites: [1], isSeen: (value) => value !== 2 });
  socket.isFull = true;
  take(reading(1), reading(2), reading(3));
  await drain();
  expect(socket.written).toEqual(['alone 1', 'alone 3']);
});

test('of live values the newest of each sensor wait for him, however many come', async () => {
  const { member, socket, take, drain } = open({ coalesces: true });
  socket.isFull = true;
  for (let value = 1; value <= 20 * COALESCE_FROM; value++) take(reading(value, value % 2));
  expect(member.hasEnded).toBe(false);
  await drain();
  expect(socket.written.length).toBeLessThan(2 * COALESCE_FROM);
  expect(socket.written.length + socket.leftOut).toBe(20 * COALESCE_FROM);
  expect(socket.written.slice(-2).map((text) => text.split(' ')[1])).toEqual([String(20 * COALESCE_FROM - 1), String(20 * COALESCE_FROM)]);
});

test('what may not be left out ends his stream when too much of it waits, with the word to resume', async () => {
  const { member, socket, take } = open();
  const over = member.next();
  socket.isFull = true;
  for (let value = 0; value < MOST_WAITING + 10; value++) take(reading(value));
  await expect(over).rejects.toMatchObject({ extensions: { code: 'SUBSCRIBER_TOO_SLOW' }, message: expect.stringContaining('resume') });
  expect(socket).toMatchObject({ written: [], left: 1 });
});

test('of whom it is not known that he still may, nothing reaches him, and his stream ends when he may not', async () => {
  const { member, socket, take, drain } = open();
  const over = member.next();
  take(reading(1));
  socket.isCovered = false;
  take(reading(2));
  take(reading(3));
  await drain();
  expect(await over).toEqual({ value: undefined, done: true });
  expect(socket).toMatchObject({ written: ['all 1'], left: 1 });
});

test('how far it has come is said only to who was told all before it, came before it, and still may hear', async () => {
  const { socket, take, drain, beat } = open();
  take(reading(1));
  beat(1);
  beat(-1);
  socket.isFull = true;
  take(reading(2));
  beat(2);
  await drain();
  expect(socket).toMatchObject({ pinged: ['behind 1'], written: ['all 1', 'all 2'] });
  beat(2);
  socket.isCovered = false;
  beat(3);
  expect(socket.pinged).toEqual(['behind 1', 'behind 2']);
});
