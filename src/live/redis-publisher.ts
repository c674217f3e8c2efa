import type { Redis } from 'ioredis';
import { encodeEvents, type Bus, type DomainEvent } from '../events.js';
import type { Logger } from '../log.js';
import { channelOf } from './channel.js';

export interface PublisherOptions {
  redis: Redis;
  log: Logger;
  onDropped: (events: number) => void;
}

/** So much may be on its way to a Redis that does not answer; beyond it events are dropped. */
const MOST_COMMANDS = 1_000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** One message for each event name of a batch, of readings one for each shard. */
export function createPublisher({ redis, log, onDropped }: PublisherOptions): Required<Pick<Bus, 'publish' | 'queued'>> {
  let commands = 0;
  let characters = 0;

  const send = async (channel: string, events: DomainEvent[]) => {
    if (redis.status !== 'ready' || commands >= MOST_COMMANDS || characters >= MOST_CHARACTERS) return onDropped(events.length);
    const text = encodeEvents(events);
    commands += 1;
    characters += text.length;
    try {
      await redis.publish(channel, text);
    } catch {
      // The connection broke while it was out: it may have arrived, and is never sent again.
      onDropped(events.length);
    } finally {
      commands -= 1;
      characters -= text.length;
    }
  };
  return {
    publish(events) {
      for (const [channel, group] of Map.groupBy(events, channelOf)) {
        send(channel, group).catch((err: unknown) => log.error({ err, channel }, 'events could not be encoded'));
      }
    },
    // Of what we tell, a character is a byte.
    queued: () => ({ messages: commands, bytes: characters }),
  };
}
