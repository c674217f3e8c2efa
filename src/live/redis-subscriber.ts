import type { Redis } from 'ioredis';
import { decodeEvents, EVENT_NAMES, type Bus, type DomainEvent, type EventName } from '../events.js';
import type { Logger } from '../log.js';
import { channelOf, channelsOf } from './channel.js';

type Listener = (event: DomainEvent) => void;

/** Subscribed to the channels that somebody wants, on each new connection again. A message is decoded once for all. */
export function createSubscriber({ redis, log }: { redis: Redis; log: Logger }): Bus['subscribe'] {
  const listeners = new Map<EventName, Set<{ listener: Listener }>>(EVENT_NAMES.map((name) => [name, new Set()]));
  /** By how many. */
  const wanted = new Map<string, number>();

  const tell = (command: 'subscribe' | 'unsubscribe', channels: string[]) => {
    // Without a connection there is nothing to tell: the next one begins with all channels that are wanted then.
    if (redis.status !== 'ready' || channels.length === 0) return;
    redis[command](...channels).catch((err: Error) => log.warn({ command, channels, reason: err.message }, 'Redis did not take a subscription'));
  };
  const want = (channels: string[]) => {
    tell('subscribe', channels.filter((channel) => !wanted.has(channel)));
    for (const channel of channels) wanted.set(channel, (wanted.get(channel) ?? 0) + 1);
  };
  const unwant = (channels: string[]) => {
    for (const channel of channels) wanted.set(channel, wanted.get(channel)! - 1);
    const left = channels.filter((channel) => wanted.get(channel) === 0);
    for (const channel of left) wanted.delete(channel);
    tell('unsubscribe', left);
  };
  redis.on('ready', () => tell('subscribe', [...wanted.keys()]));
  redis.on('message', (channel: string, text: string) => {
    if (wanted.has(channel)) for (const event of decode(channel, text, log)) for (const { listener } of listeners.get(event.name)!) call(listener, event, log);
  });

  return (name, listener, shards) => {
    // An object of its own for each call: the same function may listen twice.
    const entry = { listener: listener as Listener };
    const channels = channelsOf(name, shards);
    listeners.get(name)!.add(entry);
    want(channels);
    return () => {
      if (listeners.get(name)!.delete(entry)) unwant(channels);
    };
  };
}

/** A message of another program, or of another version of this one, is passed over. */
function decode(channel: string, text: string, log: Logger): DomainEvent[] {
  try {
    return decodeEvents(text).filter((event) => channelOf(event) === channel);
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
