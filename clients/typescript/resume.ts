import type { Client } from 'graphql-ws';
import { idOf } from './connect.js';
import { Inbox } from './inbox.js';

/** A document, typed by graphql-codegen or not. */
export interface Document<Result, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Result;
}

export interface ResumeOptions<Result, Variables> {
  client: Client;
  /** A subscription to one field that takes `after` and tells a `cursor`, with the variable `$after`. */
  document: string | Document<Result, Variables>;
  variables?: Omit<Variables, 'after'>;
  /** The cursor of the last event that was dealt with, from wherever it was kept; null: from now on. */
  after?: string | null;
  /** So many events wait for whoever iterates; then the subscription is left, and resumed when they are taken. Default: 1,000. */
  most?: number;
  /**
   * Told of the cursors of pings by which the server says that it is quiet, when all events before them have been dealt
   * with: keep them too. Only of clients of `connect`, and of fields whose events cannot say it.
   */
  onQuiet?: (cursor: string) => void;
  /**
   * When for so long neither an event comes nor word that it is quiet, which comes every 15 seconds, the connection is given
   * up for another. Not for subscriptions that hold events back for as long, by `every`. Default: never.
   */
  quietMs?: number;
  /** Ends it at once, also while nothing comes. To dispose of the client alone does not: it would be connected again. */
  signal?: AbortSignal;
}

/** What each event tells beside its own things. */
export interface Resumable {
  /** Keep it with what was made of the event: `after` goes on behind it. */
  cursor: string;
}

/** An answer with errors that coming again does not mend, such as CURSOR_TOO_OLD: ask by query, and begin anew. */
export class SubscriptionError extends Error {
  override readonly name = 'SubscriptionError';

  constructor(
    readonly errors: readonly { message: string; extensions?: Record<string, unknown> }[],
    /** Behind which everything is still to be asked for; null: it was never told of anything. */
    readonly cursor: string | null,
  ) {
    super(errors.map(({ message }) => message).join('; '));
  }
}

/** After these the same subscription goes on from its cursor. */
const PASSING = new Set(['SUBSCRIBER_TOO_SLOW', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED']);
const PAUSE_MS = 1_000;

/**
 * The events of a subscription, each once and in the order of commits, over any number of connections: whenever one is lost,
 * the next one goes on behind the last event. An event with a `gap` is handed on like the others: what lies in it is asked for
 * by query. Leaving the loop ends the subscription, and so does `signal`.
 */
export async function* resume<Result extends object, Variables>({ client, document, variables, after = null, most = 1_000, onQuiet, quietMs, signal }: ResumeOptions<Result, Variables>): AsyncGenerator<Result[keyof Result] & Resumable, void, void> {
  const query = document.toString();
  let cursor = after;
  while (!signal?.aborted) {
    const inbox = new Inbox<Result[keyof Result] & Resumable>(most);
    // graphql-ws subscribes again with the same object after each reconnect: it reads where we are then.
    const payload = { query, variables: { ...variables, get after() { return inbox.newest ?? cursor; } } };
    const patience = createPatience(quietMs, () => inbox.hasEnded || client.terminate());
    const deafen = client.on('ping', (isReceived, ping) => {
      if (!isReceived || typeof ping?.['cursor'] !== 'string' || ping['id'] !== idOf(payload)) return;
      patience.renew();
      inbox.pass(ping['cursor']);
    });
    const leave = client.subscribe<Result>(payload, {
      next: ({ data, errors }) => {
        patience.renew();
        if (errors || !data) return inbox.end(errors ?? []);
        const [event] = Object.values(data) as (Result[keyof Result] & Resumable)[];
        if (!inbox.put(event!)) leave();
      },
      error: (error) => inbox.end(error),
      complete: () => inbox.end([]),
    });
    // Here too, because whoever does not iterate just now does not come to the end of the loop.
    const abort = () => {
      inbox.end(null);
      patience.end();
      leave();
    };
    signal?.addEventListener('abort', abort);
    try {
      for await (const item of inbox) {
        cursor = item.cursor;
        if ('event' in item) yield item.event;
        else onQuiet?.(cursor);
      }
    } finally {
      patience.end();
      deafen();
      signal?.removeEventListener('abort', abort);
      leave();
    }
    if (signal?.aborted) return;
    if (inbox.isFull) continue;
    if (!isPassing(inbox.failure)) throw errorOf(inbox.failure, cursor);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS));
  }
}

type Failure = readonly { message: string; extensions?: Record<string, unknown> }[];

/** That the server completes a subscription, which it does when it ends, passes too. */
const isPassing = (failure: unknown): boolean => Array.isArray(failure) && (failure as Failure).every(({ extensions }) => PASSING.has(String(extensions?.code)));

const errorOf = (failure: unknown, cursor: string | null): unknown => (Array.isArray(failure) ? new SubscriptionError(failure as Failure, cursor) : failure);

/** Lets somebody know when nothing has come for so long, again and again. */
function createPatience(milliseconds: number | undefined, giveUp: () => void) {
  const timer = milliseconds === undefined ? undefined : setInterval(() => {
    if (performance.now() - heardAt >= milliseconds) {
      renew();
      giveUp();
    }
  }, milliseconds / 4);
  let heardAt = performance.now();
  const renew = () => void (heardAt = performance.now());
  return { renew, end: () => clearInterval(timer) };
}
