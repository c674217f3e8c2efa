import type { Client } from 'graphql-ws';

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
export async function* resume<Result extends object, Variables>({ client, document, variables, after = null, most = 1_000, signal }: ResumeOptions<Result, Variables>): AsyncGenerator<Result[keyof Result] & Resumable, void, void> {
  const query = document.toString();
  let cursor = after;
  while (!signal?.aborted) {
    const inbox = new Inbox<Result[keyof Result] & Resumable>(most);
    // graphql-ws subscribes again with the same object after each reconnect: it reads where we are then.
    const payload = { query, variables: { ...variables, get after() { return inbox.newest?.cursor ?? cursor; } } };
    const leave = client.subscribe<Result>(payload, {
      next: ({ data, errors }) => {
        if (errors || !data) return inbox.end(errors ?? []);
        const [event] = Object.values(data) as (Result[keyof Result] & Resumable)[];
        if (!inbox.put(event!)) leave();
      },
      error: (error) => inbox.end(error),
      complete: () => inbox.end([]),
    });
    const abort = () => inbox.end(null);
    signal?.addEventListener('abort', abort);
    try {
      for await (const event of inbox) {
        cursor = event.cursor;
        yield event;
      }
    } finally {
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

/** A bounded queue between a socket that cannot be asked to wait and somebody who iterates. */
class Inbox<Event> {
  #events: Event[] = [];
  #wake = () => {};
  #ended = false;
  newest: Event | null = null;
  isFull = false;
  failure: unknown = null;

  constructor(private readonly most: number) {}

  /** False: no more is taken. */
  put(event: Event): boolean {
    if (this.#ended) return false;
    this.#events.push(event);
    this.newest = event;
    if (this.#events.length >= this.most) {
      this.isFull = true;
      this.#ended = true;
    }
    this.#wake();
    return !this.#ended;
  }

  end(failure: unknown): void {
    if (!this.#ended) this.failure = failure;
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, void> {
    for (;;) {
      yield* this.#events.splice(0);
      if (this.#events.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
