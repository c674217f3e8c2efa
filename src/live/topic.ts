import type { DomainEvent, EventName, EventNamed } from '../events.js';
import { singleReadings } from './single-readings.js';
import type { Stream } from './stream.js';
import type { Feed } from './tail.js';

/** The streams of one event name, of which the feed hears only while there are any. */
export interface Topic<Event> {
  readonly size: number;
  add(stream: Stream<Event>): void;
  delete(stream: Stream<Event>): void;
  end(): void;
}

export function createTopic<Event>(name: EventName, feed: Feed): Topic<Event | DomainEvent> {
  const streams = new Set<Stream<Event | DomainEvent>>();
  let leave: (() => void) | null = null;
  const offer = (event: EventNamed<EventName>) => {
    for (const piece of singleReadings(event)) for (const stream of streams) stream.offer(piece);
  };
  return {
    get size() {
      return streams.size;
    },
    add(stream) {
      streams.add(stream);
      leave ??= feed.subscribe(name, offer);
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
