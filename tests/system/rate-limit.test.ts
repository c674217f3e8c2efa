import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis as Client } from 'ioredis';
import { pino } from 'pino';
import { WINDOW_SECONDS, createLocalSpending } from '../../src/access/rate-limit-local.js';
import { openRateLimit, type RateLimit } from '../../src/access/rate-limit.js';
import { eventually } from '../support/eventually.js';
import type { LogLine } from '../support/program.js';
import { startRedis, type Redis } from '../support/redis.js';

const LIMIT = 100;
const KEY = 'thermograph:rate:';

let servers: AsyncDisposableStack;
let redis: Redis;
let log: LogLine[];

beforeEach(async () => {
  servers = new AsyncDisposableStack();
  redis = servers.use(await startRedis());
  log = [];
});
afterEach(() => servers.disposeAsync());

/** As each process has one. */
async function openLimit(redisUrl: string | null = redis.url): Promise<RateLimit> {
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(JSON.parse(line) as LogLine) });
  return servers.use(await openRateLimit({ redisUrl, pointsPerMinute: LIMIT, log: logger }));
}

function openClient(): Client {
  const client = new Client(redis.url);
  servers.defer(() => client.disconnect());
  return client;
}

const logged = (beginning: string) => log.filter(({ msg }) => msg?.startsWith(beginning)).length;

describe('the limit with Redis', () => {
  test('is one for all processes, and what is refused takes nothing', async () => {
    const [one, other] = [await openLimit(), await openLimit()];
    expect(await one.spend('a', 60)).toBe(0);
    expect(await other.spend('a', 41)).toBeGreaterThanOrEqual(WINDOW_SECONDS - 2);
    expect(await other.spend('a', 40)).toBe(0);
    expect(await one.spend('a', 1)).toBeLessThanOrEqual(WINDOW_SECONDS);
    expect(await one.spend('b', LIMIT)).toBe(0);
  });

  test('is not exceeded by many calls at once, however many processes answer them', async () => {
    const limits = [await openLimit(), await openLimit(), await openLimit()];
    const waits = await Promise.all(Array.from({ length: 600 }, (_, call) => limits[call % 3]!.spend('a', 1)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(LIMIT);
  });

  test('would be exceeded, if each process counted alone', async () => {
    const limits = [await openLimit(null), await openLimit(null), await openLimit(null)];
    const waits = await Promise.all(Array.from({ length: 600 }, (_, call) => limits[call % 3]!.spend('a', 1)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3 * LIMIT);
  });

  test('says of what costs more than the limit, or nothing that can be counted, that it is never enough', async () => {
    const limit = await openLimit();
    expect(await limit.spend('a', LIMIT + 1)).toBe(Infinity);
    expect(await limit.spend('a', NaN)).toBe(Infinity);
    expect(await limit.spend('a', 0)).toBe(0);
    expect(await limit.spend('a', LIMIT - 0.5)).toBe(0);
    expect(await limit.spend('a', 0.1)).toBeGreaterThan(0);
  });

  test('keeps a key for each caller, which goes away by itself', async () => {
    const limit = await openLimit();
    const client = openClient();
    await limit.spend('a', 5);
    expect(await client.keys('*')).toEqual([`${KEY}a`]);
    expect(Object.values(await client.hgetall(`${KEY}a`))).toEqual(['5']);
    const seconds = await client.ttl(`${KEY}a`);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(WINDOW_SECONDS);
  });

  test('counts a minute that was already spent in Redis as it would here', async () => {
    const limit = await openLimit();
    const client = openClient();
    const ages = [[0, 60], [1, 59], [60], [61], [62, 75], [30, 20, 10, 5], [60, 61, 59], [-3, 2], [-3_600, 90]];
    for (const [index, seconds] of ages.entries()) {
      const caller = `caller-${index}`;
      const [found, expected] = await withinOneSecond(client, async (now) => {
        await client.del(KEY + caller);
        const spending = createLocalSpending({ pointsPerMinute: LIMIT, clock: () => clock });
        let clock = now;
        for (const age of seconds) await client.hset(KEY + caller, now - age, 25);
        for (const age of seconds.toSorted((a, b) => b - a)) {
          clock = now - age;
          if (age > -WINDOW_SECONDS) spending.note(caller, 25);
        }
        clock = now;
        return [await limit.spend(caller, 80), spending.spend(caller, 80)] as const;
      });
      expect({ seconds, wait: found }).toEqual({ seconds, wait: expected });
    }
  });
});

describe('when Redis does not answer', () => {
  test('a process that cannot reach it counts alone, and with the others when it is there', async () => {
    await redis.stop('SIGKILL');
    const [one, other] = [await openLimit(), await openLimit()];
    expect(await one.spend('a', LIMIT)).toBe(0);
    expect(await one.spend('a', 1)).toBeGreaterThan(0);
    expect(await other.spend('a', LIMIT)).toBe(0);
    await redis.start();
    await countTogether([one, other]);
  });

  test('nobody begins a fresh minute because it is killed, the process counts on, and it is found again', async () => {
    const [one, other] = [await openLimit(), await openLimit()];
    expect(await one.spend('a', 70)).toBe(0);
    await redis.stop('SIGKILL');
    expect(await one.spend('a', 31)).toBeGreaterThan(0);
    expect(await one.spend('a', 30)).toBe(0);
    expect(logged('Redis does not count')).toBe(1);
    await redis.start();
    await countTogether([one, other]);
    await redis.stop();
    expect(await one.spend('b', LIMIT)).toBe(0);
    await redis.start();
    await countTogether([one, other]);
  });

  test('because it hangs, the first calls are answered within 200 ms and those that follow at once', async () => {
    const limit = await openLimit();
    const other = await openLimit();
    expect(await limit.spend('a', 1)).toBe(0);
    process.kill(redis.pid, 'SIGSTOP');
    // A machine that is busy may hold up one timer and not the other, but not twice.
    const first = await winner(Promise.all([limit.spend('a', 1), limit.spend('b', 1)]), 200);
    const second = first === 'calls' ? first : await winner(other.spend('a', 1), 200);
    expect(second).toBe('calls');
    for (let call = 0; call < 50; call++) expect(await isAtOnce(limit.spend('c', 1))).toBe(true);
    // Also when it has hung for longer, and the connection is given up.
    await eventually(() => logged('Redis is away') > 0, { within: 15_000 });
    expect(await isAtOnce(limit.spend('c', 1))).toBe(true);
    process.kill(redis.pid, 'SIGCONT');
    await countTogether([limit, other]);
    expect(logged('Redis does not count')).toBeLessThanOrEqual(2);
  });

  test('because it hangs, whoever waited for it would wait longer', async () => {
    const client = openClient();
    await client.ping();
    process.kill(redis.pid, 'SIGSTOP');
    const answered = client.ping();
    expect(await winner(answered, 200)).toBe('timer');
    process.kill(redis.pid, 'SIGCONT');
    await answered;
  });

  test('because it refuses the script, it is said once and the process counts alone', async () => {
    const client = openClient();
    const limit = await openLimit();
    await client.acl('SETUSER', 'default', '-eval');
    expect(await limit.spend('a', LIMIT)).toBe(0);
    expect(await limit.spend('a', 1)).toBeGreaterThan(0);
    // On a busy machine the refusal may come later than anybody waits for it.
    expect(log.filter(({ msg }) => msg?.startsWith('Redis does not count'))).toEqual([expect.objectContaining({ reason: expect.stringMatching(/NOPERM|timed out/) })]);
    await client.acl('SETUSER', 'default', '+eval');
    await countTogether([limit, await openLimit()]);
  });
});

/** Which is over first. Both begin now. */
async function winner(calls: Promise<unknown>, milliseconds: number): Promise<'calls' | 'timer'> {
  return Promise.race([calls.then(() => 'calls' as const), delay(milliseconds, 'timer' as const, { ref: false })]);
}

/** Without a look at any socket or timer. */
const isAtOnce = (call: Promise<unknown>) => Promise.race([call.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);

let callers = 0;
/** When what one lets pass is counted against what the other does. */
async function countTogether([one, other]: [RateLimit, RateLimit]): Promise<void> {
  await eventually(async () => {
    const caller = `newcomer-${++callers}`;
    return (await one.spend(caller, LIMIT)) === 0 && (await other.spend(caller, 1)) > 0;
  });
}

/** Does it again when a second of Redis's clock began meanwhile. */
async function withinOneSecond<T>(client: Client, action: (now: number) => Promise<T>): Promise<T> {
  for (;;) {
    const [before] = await client.time();
    const result = await action(Number(before));
    const [after] = await client.time();
    if (Number(before) === Number(after)) return result;
  }
}
