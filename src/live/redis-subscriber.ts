import type { Redis } from 'ioredis';
import { decodeEvents, type Bus, type DomainEvent } from '../events.js';
import type { Logger } from '../log.js';
import { channelOf } from './channel.js';

type Listener = (event: DomainEvent) => void;

/** Subscribed to the channels that somebody listens to, on each new connection again. A message is decoded once for all. */
export function createSubscriber({ redis, log }: { redis: Redis; log: Logger }): Bus['subscribe'] {
  const listeners = new Map<string, Set<{ listener: Listener }>>();

  const tell = (command: 'subscribe' | 'unsubscribe', channels: string[]) => {
    // Without a connection there is nothing to tell: the next one begins with all channels that are wanted then.
    if (redis.status !== 'ready' || channels.length === 0) return;
    redis[command](...channels).catch((err: Error) => log.warn({ command, channels, reason: err.message }, 'Redis did not take a subscription'));
  };
  redis.on('ready', () => tell('subscribe', [...listeners.keys()]));
  redis.on('message', (channel: string, text: string) => {
    const present = listeners.get(channel);
    if (present) for (const event of decode(channel, text, log)) for (const { listener } of present) call(listener, event, log);
  });

  return (name, listener) => {
    const channel = channelOf(name);
    // An object of its own for each call: the same function may listen twice.
    const entry = { listener: listener as Listener };
    const present = listeners.get(channel) ?? new Set();
    if (present.size === 0) {
      listeners.set(channel, present);
      tell('subscribe', [channel]);
    }
    present.add(entry);
    return () => {
      if (!present.delete(entry) || present.size > 0) return;
      listeners.delete(channel);
      tell('unsubscribe', [channel]);
    };
  };
}

/** A message of another program, or of another version of this one, is passed over. */
function decode(channel: string, text: string, log: Logger): DomainEvent[] {
  try {
    return decodeEvents(text).filter((event) => channelOf(event.name) === channel);
  } catch (error) {
    log.warn({ channel, reason: (error as Error).message }, 'a message on our channel is not ours');
    return [];
  }
}

function call(listener: Listener, event: DomainEvent, log: Logger): void {
  try {
    listener(event);
  } catch (err) {
    log.error({ err, event: event.name }, 'a listener failed');
  }
}
