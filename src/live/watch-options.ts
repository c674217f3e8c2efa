import type { Duration } from '../domain/time.js';
import type { EventName, EventNamed, Notice } from '../events.js';
import type { ReadBehind } from './catch-up.js';
import type { LoggedName, Place } from './place.js';
import type { Reaching } from './reaching.js';
import type { Watching } from './sharing.js';
import type { About } from './topic.js';

export interface WatchOptions<N extends EventName> {
  /** Which events the subscriber gets to see. */
  accept?: ((event: EventNamed<N>) => boolean | Promise<boolean>) | undefined;
  /** What a live value is of: once he has fallen behind, only the newest of each waits for him. Without it nothing is ever left out. */
  coalesceBy?: ((event: EventNamed<N>) => string | number) | undefined;
  /** How often he wants to hear of each of what `coalesceBy` tells apart; left out: of all that happens. */
  every?: Duration | undefined;
  /** Only events of these names are for him; left out: any may be. */
  about?: About<EventNamed<N>> | undefined;
  /** For a stream of readings: in which shards they are. It is the stream's from then on. */
  reaching?: Reaching | undefined;
  /** Called once, when it has ended. */
  onEnd?: (() => void) | undefined;
  /** Whether those who hear it have seats, and are counted by them. */
  isShared?: boolean | undefined;
}

export interface ResumableOptions<N extends LoggedName> extends WatchOptions<N> {
  reaching: Reaching;
  /** Where he left off, and how to read what was committed since; null: he wants what is told from now on. */
  resume: { after: Place; read: ReadBehind } | null;
  /** What he is told first that cannot be bridged; null: nothing. */
  gap: Notice['gap'];
  /** Whether he is told how far it has come, when it is quiet. */
  heartbeat: boolean;
  /** Called in the same breath in which it has come to the present, where it then ends; null: it goes on. */
  onCaughtUp: Watching['onCaughtUp'];
}
