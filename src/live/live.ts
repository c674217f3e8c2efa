import { EVENT_NAMES, type Bus, type EventName, type EventNamed } from '../events.js';
import type { Logger } from '../log.js';
import { newest, singleReadings } from './single-readings.js';
import { Stream } from './stream.js';

export interface WatchOptions<N extends EventName> {
  /** Which events the subscriber gets to see. */
  accept?: (event: EventNamed<N>) => boolean | Promise<boolean>;
  /** What a live value is of: once he has fallen behind, only the newest of each waits for him. Without it nothing is ever left out. */
  coalesceBy?: (event: EventNamed<N>) => string | number;
}

/** What happens here, for those who watch: one listener on the bus for each event name, a bounded queue for each subscriber. */
export interface Live {
  /** Begins at once. A readingsRecorded carries one reading here, whatever it was committed with. */
  stream<N extends EventName>(name: N, options?: WatchOptions<N>): AsyncIterableIterator<EventNamed<N>>;
  readonly subscribers: number;
  /** Ends all streams, and those that are still asked for. */
  close(): void;
}

export function createLive({ bus, log }: { bus: Bus; log: Logger }): Live {
  const topics = new Map(EVENT_NAMES.map((name) => [name, createTopic(name, bus)]));
  let closed = false;
  return {
    stream<N extends EventName>(name: N, { accept, coalesceBy }: WatchOptions<N> = {}) {
      const topic = topics.get(name) as unknown as Topic<EventNamed<N>>;
      const stream = new Stream<EventNamed<N>>({
        accept,
        coalesceBy,
        keep: newest,
        onEnd: (failure) => {
          topic.delete(stream);
          if (failure) log.warn({ event: name, err: failure }, 'subscription ended');
        },
      });
      if (closed) stream.end();
      else topic.add(stream);
      return stream;
    },
    get subscribers() {
      return [...topics.values()].reduce((sum, topic) => sum + topic.size, 0);
    },
    close() {
      closed = true;
      for (const topic of topics.values()) topic.end();
    },
  };
}

/** The streams of one event name, of which the bus hears only while there are any. */
interface Topic<Event> {
  readonly size: number;
  add(stream: Stream<Event>): void;
  delete(stream: Stream<Event>): void;
  end(): void;
}

function createTopic<N extends EventName>(name: N, bus: Bus): Topic<EventNamed<N>> {
  const streams = new Set<Stream<EventNamed<N>>>();
  let leave: (() => void) | null = null;
  const offer = (event: EventNamed<N>) => {
    for (const piece of singleReadings(event)) for (const stream of streams) stream.offer(piece);
  };
  return {
    get size() {
      return streams.size;
    },
    add(stream) {
      streams.add(stream);
      leave ??= bus.subscribe(name, offer);
    },
    delete(stream) {
      if (!streams.delete(stream) || streams.size > 0) return;
      leave?.();
      leave = null;
    },
    end() {
      for (const stream of streams) stream.end();
    },
  };
}
