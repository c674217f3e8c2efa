import { now } from '../domain/time.js';
import { ALL_SHARDS, EVENT_NAMES, type EventName, type EventNamed, type Notice } from '../events.js';
import type { Logger } from '../log.js';
import { catchUp } from './catch-up.js';
import { createHeartbeat } from './heartbeat.js';
import { isBehind, type Logged, type LoggedName, type Place } from './place.js';
import type { Reaching, Where } from './reaching.js';
import { createIsNews, type Seat } from './sharing.js';
import { cameAt, newest } from './single-readings.js';
import { isTooSlow, Stream } from './stream.js';
import type { Feed, Tail } from './tail.js';
import { createThinning } from './thinning.js';
import { Traffic } from './traffic.js';
import { createTopic, type About, type Told } from './topic.js';
import type { ResumableOptions, WatchOptions } from './watch-options.js';

/** What happens here, for those who watch: one listener for each event name, a bounded queue for each subscriber. */
export interface Live {
  /** Resolves when a stream that begins with it in the same breath misses nothing that is committed from then on, of readings those that are where he says. */
  reach(where: Where): Promise<Reaching>;
  /** Begins at once. A readingsRecorded carries one reading here, whatever it was committed with. */
  stream<N extends EventName>(name: N, options?: WatchOptions<N>): AsyncIterableIterator<EventNamed<N>>;
  /** The same, from where somebody left off, and with notices. */
  resumable<N extends LoggedName>(name: N, options: ResumableOptions<N>): AsyncIterableIterator<EventNamed<N> | Notice>;
  /** For somebody who is told what a stream tells that is shared: from now on, or behind what he was told until now. */
  seat(resumed: { behind: Place | null } | null): Seat;
  /** Names the database by which positions count. */
  readonly epoch: string;
  /** Who has missed more readings than so many is not told of them one by one. */
  readonly mostReplayed: number;
  readonly subscribers: number;
  /** For how many seconds a transaction that is not over has been keeping subscribers from what was committed after it began. */
  readonly heldSeconds: number;
  readonly traffic: Traffic;
  /** Ends all streams, and those that are still asked for. */
  close(): void;
}

export interface LiveOptions {
  bus: Feed;
  /** What puts events in order. Without it, where there is no database, they are told as the bus brings them. */
  tail?: Tail | null;
  log: Logger;
  mostReplayed?: number;
  /** Milliseconds of quiet after which a stream with a heartbeat says so. */
  heartbeatMs?: number;
}

export function createLive({ bus, tail = null, log, mostReplayed = 100_000, heartbeatMs = 15_000 }: LiveOptions): Live {
  const topics = new Map(EVENT_NAMES.map((name) => [name, createTopic(name, tail ?? bus)]));
  const catchingUp = new Set<Stream<Told>>();
  const shared = new Set<Stream<Told>>();
  const seats = new Set<Seat>();
  const traffic = new Traffic();
  const heartbeat = createHeartbeat({ tail, everyMs: heartbeatMs });
  let closed = false;

  const open = <N extends EventName>(name: N, { accept, coalesceBy, every, isShared, reaching, onEnd = () => {} }: WatchOptions<N>, isOnes = !isShared) => {
    const keyOf = coalesceBy && ((event: Told) => (event.name === 'notice' ? event.name : coalesceBy(event as EventNamed<N>)));
    const stream = new Stream<Told>({
      accept: accept && ((event) => event.name === 'notice' || accept(event as EventNamed<N>)),
      coalesceBy: keyOf,
      keep: newest,
      onLeftOut: (events) => void (traffic.coalesced += events),
      thin: every === undefined || !keyOf ? undefined : (pass) => createThinning({ every, keyOf, keep: newest, cameAt, pass, onLeftOut: () => void (traffic.thinned += 1) }),
      onEnd: (failure) => {
        traffic.queues.delete(stream);
        if (isOnes && isTooSlow(failure)) traffic.letGo += 1;
        topics.get(name)!.delete(stream);
        catchingUp.delete(stream);
        heartbeat.delete(stream);
        shared.delete(stream);
        reaching?.[Symbol.dispose]();
        onEnd();
        if (failure) log.warn({ event: name, err: failure }, 'subscription ended');
      },
    });
    traffic.queues.add(stream);
    if (isShared) shared.add(stream);
    if (closed) stream.end();
    return stream;
  };
  const begin = (name: EventName, stream: Stream<Told>, about: About<never> | null = null, beats = false) => {
    catchingUp.delete(stream);
    if (stream.hasEnded) return;
    const topic = topics.get(name)!;
    topic.add(stream, about);
    if (beats) heartbeat.add(stream, (notice) => topic.tell(stream, notice));
  };
  const handOver = (stream: Stream<Told>, onCaughtUp: () => void) => {
    catchingUp.delete(stream);
    if (!stream.hasEnded) onCaughtUp();
    void stream.finish();
  };
  return {
    reach: async (where) => tail?.reach(where) ?? { shards: ALL_SHARDS, [Symbol.dispose]() {} },
    stream(name, { accept, ...options } = {}) {
      if (tail && name === 'readingsRecorded' && !options.reaching) throw new Error('A stream of readings hears nothing unless it says in which shards it wants them.');
      const stream = open(name, { ...options, accept: options.isShared ? accept : notBefore(tail, accept) });
      begin(name, stream, options.about);
      return stream as AsyncIterableIterator<never>;
    },
    resumable(name, { accept, resume, gap, heartbeat: beats, onCaughtUp, ...options }) {
      const stream = open(name, { ...options, accept: resume ? behind(resume.after, accept) : gap || options.isShared ? accept : notBefore(tail, accept) }, !options.isShared && !onCaughtUp);
      if (resume) traffic.resumed += 1;
      if (gap) traffic.gaps += 1;
      if (gap) stream.offer({ name: 'notice', position: tail?.position ?? 0, at: now(), gap });
      const join = () => (onCaughtUp ? handOver(stream, () => onCaughtUp(resume && resume.after)) : begin(name, stream, options.about, beats));
      if (!resume || !tail) join();
      else {
        catchingUp.add(stream);
        catchUp(stream, { tail, name, ...resume, reaching: options.reaching, join }).catch((error: unknown) => stream.end(error));
      }
      return stream as AsyncIterableIterator<never>;
    },
    seat(resumed) {
      const seat: Seat = { isNews: createIsNews(tail, resumed), [Symbol.dispose]: () => void seats.delete(seat) };
      seats.add(seat);
      return seat;
    },
    get epoch() {
      return tail?.epoch ?? '';
    },
    mostReplayed,
    traffic,
    get heldSeconds() {
      return tail?.heldSeconds ?? 0;
    },
    get subscribers() {
      return [...topics.values()].reduce((sum, topic) => sum + topic.size, catchingUp.size + seats.size - shared.size);
    },
    close() {
      closed = true;
      for (const topic of topics.values()) topic.end();
      for (const stream of catchingUp) stream.end();
    },
  };
}

/** What was known to be committed before he came, and only waits for its turn, is no news to him; where streams are shared, seats know. */
function notBefore<N extends EventName>(tail: Tail | null, accept: WatchOptions<N>['accept']): WatchOptions<N>['accept'] {
  if (!tail || tail.expected.size === 0) return accept;
  const old = new Set(tail.expected);
  return (event) => !old.has(event.position) && (accept?.(event) ?? true);
}

/** What he was told of where he was before may be handed on here only now. */
const behind =
  <N extends LoggedName>(place: Place, accept: WatchOptions<N>['accept']): WatchOptions<N>['accept'] =>
  (event) => isBehind(event as Logged, place) && (accept?.(event) ?? true);
