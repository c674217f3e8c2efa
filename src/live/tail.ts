import { ALL_SHARDS, type EventName, type EventNamed } from '../events.js';
import { Follower, type TailOptions } from './follow.js';
import { POLL_MS } from './pace.js';
import { isLogged, LOGGED, type Logged, type LoggedName, type Place } from './place.js';
import { Reachings, type Reaching, type Where } from './reaching.js';
import { WantedShards } from './wanted.js';

/** Where events come from. */
export interface Feed {
  /** Of a tail, for readings that somebody reaches for; of a bus, for all. */
  subscribe<N extends EventName>(name: N, listener: (event: EventNamed<N>) => void): () => void;
}

/**
 * What is committed, handed on once and in the order of commits: by the log in Postgres, with what the bus has brought
 * already. Whoever listens is called for each event, of a reading for one at a time, and only for those that somebody wants. Names
 * that the log does not know are as the bus brings them.
 */
export interface Tail extends Feed, AsyncDisposable {
  /** Resolves when all that is committed from now on will be handed on, of readings those that are where he says; it stays so while he wants it. */
  reach(where: Where): Promise<Reaching>;
  /** Names the database by which positions count. */
  readonly epoch: string;
  /** Everything up to and with this transaction has been handed on, and nothing behind it. */
  readonly position: number;
  /** Transactions that are known to be committed, and not yet handed on. */
  readonly expected: ReadonlySet<number>;
  /** For how many seconds a transaction that is not over has been holding back what was committed after it. */
  readonly heldSeconds: number;
  /** Whether Postgres has been heard lately: if not, silence means nothing. */
  readonly isCurrent: boolean;
  /** What was handed on behind a place, oldest first; null: not all of that is remembered, of the given shards. Whoever subscribes in the same breath misses nothing. */
  recent<N extends LoggedName>(name: N, place: Place, shards?: readonly number[]): EventNamed<N>[] | null;
}

/** What nobody wants any more is kept up for so long. */
const LINGER_MS = 60_000;

/** Asleep while nobody wants it. */
export function openTail({ lingerMs = LINGER_MS, ...options }: TailOptions & { lingerMs?: number }): Tail {
  let following: Follower | null = null;
  let leaving: NodeJS.Timeout | undefined;
  const wanted = new WantedShards({ lingerMs, onCome: (shard) => following?.come(shard), onGo: (shard) => following?.reach.go(shard) });
  const reachings = new Reachings(wanted, options.log, () => following && wake());
  const listeners = new Map<LoggedName, Set<{ listener: (event: never) => void }>>(LOGGED.map((name) => [name, new Set()]));
  const tell = (event: Logged) => {
    for (const { listener } of listeners.get(event.name)!) {
      try {
        (listener as (event: Logged) => void)(event);
      } catch (err) {
        options.log.error({ err, event: event.name }, 'a listener failed');
      }
    }
  };
  const stop = async () => {
    clearTimeout(leaving);
    const before = following;
    following = null;
    await before?.stop();
  };
  const wake = () => {
    following ??= new Follower(options, wanted, reachings, tell);
    clearTimeout(leaving);
    if ([reachings, ...listeners.values()].every(({ size }) => size === 0)) leaving = setTimeout(() => void stop(), lingerMs).unref();
    return following;
  };
  const subscribe: Tail['subscribe'] = (name, listener) => {
    if (!isLogged(name)) return options.bus.subscribe(name, listener);
    const entry = { listener };
    listeners.get(name)!.add(entry);
    wake();
    return () => {
      if (listeners.get(name)!.delete(entry) && following) wake();
    };
  };
  return {
    async reach(where) {
      const asking = reachings.add(where);
      try {
        const { reach } = wake();
        // What is moved behind the place where it begins is told of by the log.
        await reach.upToDate([]);
        await asking.ask();
        await reach.upToDate(asking.shards);
        return asking;
      } catch (error) {
        asking[Symbol.dispose]();
        throw error;
      }
    },
    get epoch() {
      return following?.epoch ?? '';
    },
    get position() {
      return following?.sequence.position ?? 0;
    },
    get expected() {
      return following?.sequence.expected ?? new Set<number>();
    },
    get heldSeconds() {
      return following?.hold.seconds ?? 0;
    },
    get isCurrent() {
      return following !== null && performance.now() - following.answeredAt < 3 * POLL_MS;
    },
    recent: <N extends LoggedName>(name: N, place: Place, shards = ALL_SHARDS) => (following?.since(name, place, shards) ?? null) as EventNamed<N>[] | null,
    subscribe,
    async [Symbol.asyncDispose]() {
      wanted.clear();
      await stop();
    },
  };
}
