import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from '../log.js';

export interface RedisConnection extends AsyncDisposable {
  readonly redis: Redis;
  readonly connected: boolean;
  /** Resolves when it is connected, when the first attempt has failed, or when the time is over. */
  firstContact(milliseconds: number): Promise<void>;
}

const HEARTBEAT_MS = 3_000;
const SILENCE_MS = 6_000;
const LONGEST_PAUSE_MS = 2_000;
const GOODBYE_MS = 1_000;
/** From then on the peer has no more time to close its end. */
const CUT_OFF_MS = 100;

export interface RedisOptions {
  url: string;
  role: string;
  log: Logger;
  /** What is otherwise while it is away, for the log. */
  consequence?: string;
  /** Milliseconds after which a command has failed, if it is not answered. */
  commandTimeout?: number;
}

/** A connection that is rebuilt for ever. While it is away every command is refused at once and nothing is kept to be sent later. */
export function openRedis({ url, role, log, consequence = 'live events are lost until it is back, readings are not', commandTimeout }: RedisOptions): RedisConnection {
  const redis = new Redis(url, {
    ...(commandTimeout !== undefined && { commandTimeout }),
    connectionName: `thermograph-${role}`,
    connectTimeout: 5_000,
    // A command that is out when the connection breaks fails there and then; sent again, an event could arrive twice.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    // Its own SUBSCRIBE has nobody who would hear of its failure: ours is in redis-subscriber.
    autoResubscribe: false,
    // With the heartbeat, a Redis that hangs is as good as one that is gone.
    socketTimeout: SILENCE_MS,
    // By a timer that keeps the process, also where the connection is gone already.
    disconnectTimeout: CUT_OFF_MS,
    retryStrategy: (attempt) => 50 + Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt),
  });
  reportOutages(redis, role, consequence, log);
  const heartbeat = setInterval(() => {
    if (redis.status === 'ready') redis.ping().catch(() => {});
  }, HEARTBEAT_MS).unref();
  return {
    redis,
    get connected() {
      return redis.status === 'ready';
    },
    async firstContact(milliseconds) {
      if (redis.status !== 'ready') await once(redis, 'ready', { signal: AbortSignal.timeout(milliseconds) }).catch(() => {});
    },
    async [Symbol.asyncDispose]() {
      clearInterval(heartbeat);
      redis.removeAllListeners('close');
      if (redis.status === 'ready') await Promise.race([redis.quit().catch(() => {}), delay(GOODBYE_MS, null, { ref: false })]);
      redis.disconnect();
    },
  };
}

/** One line when an outage begins and one when it is over, however many attempts lie between. */
function reportOutages(redis: Redis, role: string, consequence: string, log: Logger): void {
  let away: boolean | null = null;
  let reason = 'the connection was closed';
  redis.on('error', (error: Error) => {
    reason = error.message || String((error as NodeJS.ErrnoException).code);
  });
  redis.on('close', () => {
    if (!away) log.warn({ role, reason }, `Redis is away; ${consequence}`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ role }, 'Redis is back');
    away = false;
  });
}
