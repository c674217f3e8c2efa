import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { openRedisBus } from '../../src/live/redis-bus.js';
import { createLog } from '../../src/log.js';
import { eventually } from '../support/eventually.js';
import { openFolder } from '../support/folder.js';
import { startRedis } from '../support/redis.js';
import { openServer, type Server } from '../support/server.js';

const log = createLog('silent');
const PROGRAM = fileURLToPath(new URL('live-process.js', import.meta.url));

/** A process with a bus of its own: if anything in it is left unhandled, Node ends it. */
async function startProcess(url: string, ...habits: string[]): Promise<Server> {
  const lines: string[] = [];
  return openServer({
    name: 'live',
    folder: await openFolder('live'),
    command: [process.execPath, '--enable-source-maps', PROGRAM, url, ...habits],
    ready: async () => lines.includes('started'),
    onLine: (line: string) => lines.push(line),
  });
}

const heard = ({ lines }: Server) => lines.filter((line) => line.startsWith('heard ')).map((line) => Number(line.slice(6)));
const logged = ({ lines }: Server, message: string) => lines.filter((line) => line.includes(`"msg":"${message}`)).length;

describe('when Redis goes away', () => {
  test('under load, with subscribers coming and leaving, the processes live on and deliver again when it is back', async () => {
    await using redis = await startRedis();
    await using publisher = await startProcess(redis.url, 'publish', 'churn');
    await using listener = await startProcess(redis.url, 'churn');
    const pids = [publisher.pid, listener.pid];
    await eventually(() => [publisher, listener].every((each) => heard(each).length > 100));

    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      await redis.stop(signal);
      await eventually(() => [publisher, listener].every((each) => logged(each, 'Redis is away') >= 1));
      const before = [publisher, listener].map((each) => heard(each).length);
      await redis.start();
      await eventually(() => [publisher, listener].every((each, index) => heard(each).length > before[index]! + 100));
    }
    expect([publisher.pid, listener.pid]).toEqual(pids);
    for (const each of [publisher, listener]) {
      const ids = heard(each);
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
      // One line for each connection and outage, however long it takes.
      expect(logged(each, 'Redis is away')).toBe(4);
      expect(await each.stop()).toBe(0);
      expect(each.lines).toContain('left over 0');
    }
    expect(Number(publisher.lines.find((line) => line.startsWith('dropped '))?.slice(8))).toBeGreaterThan(0);
  });

  test('a process starts without it and finds it when it comes', async () => {
    await using redis = await startRedis();
    await redis.stop();
    const bus = await openRedisBus({ url: redis.url, log });
    expect(bus.connected).toBe(false);
    bus.publish([{ name: 'messageRejected', position: 1, rejectionId: 1 }]);
    const received: number[] = [];
    const leave = bus.subscribe('messageRejected', ({ rejectionId }) => received.push(rejectionId));
    await redis.start();
    await eventually(() => bus.connected);
    await eventually(() => {
      bus.publish([{ name: 'messageRejected', position: 2, rejectionId: 2 }]);
      return received.length > 0;
    });
    expect(received[0]).toBe(2);
    leave();
    await bus[Symbol.asyncDispose]();
  });

  test('a Redis that hangs is noticed, what waits for it is bounded, and it is found again', async () => {
    await using redis = await startRedis();
    let dropped = 0;
    const bus = await openRedisBus({ url: redis.url, log, onDropped: (events) => (dropped += events) });
    const received: number[] = [];
    bus.subscribe('messageRejected', ({ rejectionId }) => received.push(rejectionId));
    await eventually(() => {
      bus.publish([{ name: 'messageRejected', position: 1, rejectionId: 1 }]);
      return received.length > 0;
    });

    process.kill(redis.pid, 'SIGSTOP');
    for (let rejectionId = 2; rejectionId < 5_002; rejectionId++) bus.publish([{ name: 'messageRejected', position: rejectionId, rejectionId }]);
    expect(bus.queued!()).toEqual({ messages: 1_000, bytes: expect.any(Number) });
    await eventually(() => dropped >= 4_000 && dropped < 5_000);
    await eventually(() => !bus.connected, { within: 15_000 });
    process.kill(redis.pid, 'SIGCONT');
    await eventually(() => bus.connected, { within: 15_000 });
    await eventually(() => {
      bus.publish([{ name: 'messageRejected', position: 9_999, rejectionId: 9_999 }]);
      return received.includes(9_999);
    });
    await eventually(() => bus.queued!().messages === 0);
    expect(received.filter((id) => id > 1 && id < 9_999)).toHaveLength(new Set(received.filter((id) => id > 1 && id < 9_999)).size);
    await bus[Symbol.asyncDispose]();
  });
});
