import type { DomainEvent, EventName, EventNamed, Notice } from '../events.js';
import { Audience, type NamesOf } from './audience.js';
import { singleReadings } from './single-readings.js';
import type { Stream } from './stream.js';
import type { Feed } from './tail.js';

export type Told = DomainEvent | Notice;

/** What a stream is about; it is told of nothing else. */
export interface About<Event> {
  names: ReadonlySet<string>;
  namesOf: NamesOf<Event>;
}

/** The streams of one event name, of which the feed hears only while there are any. */
export interface Topic {
  readonly size: number;
  /** Null: it is about everything. */
  add(stream: Stream<Told>, about: About<never> | null): void;
  delete(stream: Stream<Told>): void;
  /** To one of them, in its turn. */
  tell(stream: Stream<Told>, notice: Notice): void;
  end(): void;
}

export function createTopic(name: EventName, feed: Feed): Topic {
  const streams = new Set<Stream<Told>>();
  // One for each way of naming: in a process that has one database there is one.
  const audiences = new Map<NamesOf<never>, Audience<DomainEvent, Notice>>();
  const audienceOf = new Map<Stream<Told>, Audience<DomainEvent, Notice>>();
  let leave: (() => void) | null = null;
  const offer = (event: EventNamed<EventName>) => {
    for (const piece of singleReadings(event)) {
      for (const stream of streams) stream.offer(piece);
      for (const audience of audiences.values()) audience.offer(piece);
    }
  };
  const audienceBy = (namesOf: NamesOf<never>) => {
    const audience = audiences.get(namesOf) ?? new Audience<DomainEvent, Notice>(namesOf as NamesOf<DomainEvent>);
    audiences.set(namesOf, audience);
    return audience;
  };
  return {
    get size() {
      return streams.size + audienceOf.size;
    },
    add(stream, about) {
      if (about) {
        const audience = audienceBy(about.namesOf);
        audience.add(stream, about.names);
        audienceOf.set(stream, audience);
      } else streams.add(stream);
      leave ??= feed.subscribe(name, offer);
    },
    delete(stream) {
      audienceOf.get(stream)?.delete(stream);
      const known = audienceOf.delete(stream) || streams.delete(stream);
      for (const [namesOf, audience] of audiences) if (audience.size === 0) audiences.delete(namesOf);
      if (!known || streams.size + audienceOf.size > 0) return;
      leave?.();
      leave = null;
    },
    tell(stream, notice) {
      const audience = audienceOf.get(stream);
      if (audience) audience.tell(stream, notice);
      else stream.offer(notice);
    },
    end() {
      for (const stream of [...streams, ...audienceOf.keys()]) stream.end();
    },
  };
}
