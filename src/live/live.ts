import { now } from '../domain/time.js';
import { EVENT_NAMES, type DomainEvent, type EventName, type EventNamed, type Notice } from '../events.js';
import type { Logger } from '../log.js';
import { catchUp, type ReadBehind } from './catch-up.js';
import { createHeartbeat } from './heartbeat.js';
import { isBehind, type Logged, type LoggedName, type Place } from './place.js';
import { newest } from './single-readings.js';
import { Stream } from './stream.js';
import type { Feed, Tail } from './tail.js';
import { createTopic } from './topic.js';

export interface WatchOptions<N extends EventName> {
  /** Which events the subscriber gets to see. */
  accept?: ((event: EventNamed<N>) => boolean | Promise<boolean>) | undefined;
  /** What a live value is of: once he has fallen behind, only the newest of each waits for him. Without it nothing is ever left out. */
  coalesceBy?: ((event: EventNamed<N>) => string | number) | undefined;
}

export interface ResumableOptions<N extends LoggedName> extends WatchOptions<N> {
  /** Where he left off, and how to read what was committed since; null: he wants what is told from now on. */
  resume: { after: Place; read: ReadBehind } | null;
  /** What he is told first that cannot be bridged; null: nothing. */
  gap: Notice['gap'];
  /** Whether he is told how far it has come, when it is quiet. */
  heartbeat: boolean;
}

/** What happens here, for those who watch: one listener for each event name, a bounded queue for each subscriber. */
export interface Live {
  /** Resolves when a stream that begins in the same breath misses nothing that is committed from then on. */
  ready(): Promise<void>;
  /** Begins at once. A readingsRecorded carries one reading here, whatever it was committed with. */
  stream<N extends EventName>(name: N, options?: WatchOptions<N>): AsyncIterableIterator<EventNamed<N>>;
  /** The same, from where somebody left off, and with notices. */
  resumable<N extends LoggedName>(name: N, options: ResumableOptions<N>): AsyncIterableIterator<EventNamed<N> | Notice>;
  /** Names the database by which positions count. */
  readonly epoch: string;
  /** Who has missed more readings than so many is not told of them one by one. */
  readonly mostReplayed: number;
  readonly subscribers: number;
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

type Told = DomainEvent | Notice;

export function createLive({ bus, tail = null, log, mostReplayed = 100_000, heartbeatMs = 15_000 }: LiveOptions): Live {
  const topics = new Map(EVENT_NAMES.map((name) => [name, createTopic<Told>(name, tail ?? bus)]));
  const catchingUp = new Set<Stream<Told>>();
  const heartbeat = createHeartbeat({ tail, everyMs: heartbeatMs });
  let closed = false;

  const open = <N extends EventName>(name: N, { accept, coalesceBy }: WatchOptions<N>) => {
    const stream = new Stream<Told>({
      accept: accept && ((event) => event.name === 'notice' || accept(event as EventNamed<N>)),
      coalesceBy: coalesceBy && ((event) => (event.name === 'notice' ? event.name : coalesceBy(event as EventNamed<N>))),
      keep: newest,
      onEnd: (failure) => {
        topics.get(name)!.delete(stream);
        catchingUp.delete(stream);
        heartbeat.delete(stream);
        if (failure) log.warn({ event: name, err: failure }, 'subscription ended');
      },
    });
    if (closed) stream.end();
    return stream;
  };
  const begin = (name: EventName, stream: Stream<Told>, beats = false) => {
    catchingUp.delete(stream);
    if (stream.hasEnded) return;
    topics.get(name)!.add(stream);
    if (beats) heartbeat.add(stream);
  };
  return {
    ready: async () => tail?.ready(),
    stream(name, { accept, ...options } = {}) {
      const stream = open(name, { ...options, accept: notBefore(tail, accept) });
      begin(name, stream);
      return stream as AsyncIterableIterator<never>;
    },
    resumable(name, { accept, resume, gap, heartbeat: beats, ...options }) {
      const stream = open(name, { ...options, accept: resume ? behind(resume.after, accept) : gap ? accept : notBefore(tail, accept) });
      if (gap) stream.offer({ name: 'notice', position: tail?.position ?? 0, at: now(), gap });
      if (!resume || !tail) begin(name, stream, beats);
      else {
        catchingUp.add(stream);
        catchUp(stream, { tail, name, ...resume, join: () => begin(name, stream, beats) }).catch((error: unknown) => stream.end(error));
      }
      return stream as AsyncIterableIterator<never>;
    },
    get epoch() {
      return tail?.epoch ?? '';
    },
    mostReplayed,
    get subscribers() {
      return [...topics.values()].reduce((sum, topic) => sum + topic.size, catchingUp.size);
    },
    close() {
      closed = true;
      for (const topic of topics.values()) topic.end();
      for (const stream of catchingUp) stream.end();
    },
  };
}

/** What was known to be committed before he came, and only waits for its turn, is no news to him. */
function notBefore<N extends EventName>(tail: Tail | null, accept: WatchOptions<N>['accept']): WatchOptions<N>['accept'] {
  if (!tail || tail.expected.size === 0) return accept;
  const old = new Set(tail.expected);
  return (event) => !old.has(event.position) && (accept?.(event) ?? true);
}

/** What he was told of where he was before may be handed on here only now. */
const behind =
  <N extends LoggedName>(place: Place, accept: WatchOptions<N>['accept']): WatchOptions<N>['accept'] =>
  (event) => isBehind(event as Logged, place) && (accept?.(event) ?? true);
