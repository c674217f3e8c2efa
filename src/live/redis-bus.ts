import type { Bus } from '../events.js';
import type { Logger } from '../log.js';
import { openRedis } from './redis-connection.js';
import { createPublisher } from './redis-publisher.js';
import { createSubscriber } from './redis-subscriber.js';

export interface RedisBusOptions {
  url: string;
  log: Logger;
  /** Told of events that were not handed to Redis, or of which it is not known. */
  onDropped?: (events: number) => void;
}

const FIRST_CONTACT_MS = 2_000;

/**
 * Events between processes, over two connections. Redis may be away, at the start too: events are dropped and counted
 * meanwhile, for Postgres is the log, and both connections come back by themselves. A process hears of its own events
 * through Redis only, so that nobody hears of anything twice. Why no library: docs/decisions/0003-our-own-fan-out.md
 */
export async function openRedisBus({ url, log, onDropped = () => {} }: RedisBusOptions): Promise<Bus> {
  const outgoing = openRedis({ url, role: 'publisher', log });
  const incoming = openRedis({ url, role: 'subscriber', log });
  const publisher = createPublisher({ redis: outgoing.redis, log, onDropped });
  const subscribe = createSubscriber({ redis: incoming.redis, log });
  await Promise.all([outgoing.firstContact(FIRST_CONTACT_MS), incoming.firstContact(FIRST_CONTACT_MS)]);
  return {
    ...publisher,
    subscribe,
    get connected() {
      return outgoing.connected && incoming.connected;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([outgoing[Symbol.asyncDispose](), incoming[Symbol.asyncDispose]()]);
    },
  };
}
