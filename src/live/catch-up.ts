import type { Page } from './log.js';
import { placeOf, type Logged, type LoggedName, type Place } from './place.js';
import type { Reaching } from './reaching.js';
import type { Stream } from './stream.js';
import type { Tail } from './tail.js';

/** Reads some of what was committed behind a place and up to a transaction. */
export type ReadBehind = (after: Place, upTo: number) => Promise<Page<Logged>>;

export interface CatchUpOptions {
  tail: Tail;
  name: LoggedName;
  after: Place;
  read: ReadBehind;
  /** In which shards he wants readings. It keeps the tail awake. */
  reaching: Reaching;
  /** Begins to tell the stream what is handed on. */
  join: () => void;
}

/** So much is offered to a subscriber before he has taken what was offered. */
const SLICE = 1_000;

/**
 * Brings a stream from a place to the present: out of the log page by page, as fast as he takes them, until what is left is
 * remembered here. The last of that and the joining are one breath, with nothing between them. Nothing else is told to
 * him meanwhile, so that however long it takes nothing waits for him but a page.
 */
export async function catchUp(stream: Pick<Stream<Logged>, 'offer' | 'drained' | 'hasEnded'>, { tail, name, after, read, reaching, join }: CatchUpOptions): Promise<void> {
  let place = after;
  while (!stream.hasEnded) {
    const recent = tail.recent(name, place, reaching.shards);
    if (recent && recent.length <= SLICE) {
      for (const event of recent) stream.offer(event);
      return join();
    }
    const { position } = tail;
    const { events, next } = recent ? { events: recent.slice(0, SLICE), next: placeOf(recent[SLICE - 1]!) } : await read(place, position);
    for (let from = 0; from < events.length; from += SLICE) {
      for (const event of events.slice(from, from + SLICE)) stream.offer(event);
      await stream.drained();
    }
    place = next ?? [position];
  }
}
