import type { DomainEvent, Notice } from '../events.js';
import { isBehind, isLogged, type Logged, type Place } from './place.js';
import type { Tail } from './tail.js';

/** Said of a field of Subscription, as its extension `shared`: that those who ask the same may be told by one stream. */
export interface SharedField {
  /** Lets go of what the context knows, and says whether an event that has waited is still in its caller's sight. */
  isStillSeen(context: object, event: DomainEvent | Notice): boolean | Promise<boolean>;
  /** As WatchOptions have it, for those who fall behind; not asked of those who resumed. */
  coalesceBy?: (event: DomainEvent | Notice) => string | number;
  /** Of a field whose events cannot tell that there is none: the cursor of a notice, which is told beside them. */
  cursorOf?: (context: object, notice: Notice) => string;
}

/** How a stream is to be begun when it is not one caller's alone; what subscribing finds in its context. */
export interface Watching {
  /** It is for many, each of whom has a Seat. */
  isShared: boolean;
  /** Nothing may be left out, whether or not it resumes. */
  keepsAll: boolean;
  /** Called in the same breath in which it has come to the present, where it then ends, with the place behind which it was resumed; null: it goes on by itself. */
  onCaughtUp: ((behind: Place | null) => void) | null;
}

/** A place beside others at a stream that is shared. */
export interface Seat extends Disposable {
  /** Whether he was not told of it before he came; nor, where he did not resume, knew the stream of it. */
  isNews(event: DomainEvent | Notice): boolean;
}

/** Of somebody who comes now: after what he was told elsewhere, or without. */
export function createIsNews(tail: Pick<Tail, 'position' | 'expected'> | null, resumed: { behind: Place | null } | null): Seat['isNews'] {
  const { position } = tail ?? { position: 0 };
  const old = new Set(resumed ? [] : tail?.expected);
  const place: Place = resumed?.behind ?? [0];
  return (event) => {
    if (event.name === 'notice') return event.position >= Math.max(position, place[0]);
    return !old.has(event.position) && (!isLogged(event.name) || (event.position > position && isBehind(event as Logged, place)));
  };
}
