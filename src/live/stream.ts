import { GraphQLError } from 'graphql';
import { createBacklog, type Backlog, type BacklogOptions } from './backlog.js';
import { createGate, type Gate } from './gate.js';
import type { Thinning } from './thinning.js';

export interface StreamOptions<Event> extends BacklogOptions<Event> {
  /** Which events the subscriber gets to see. */
  accept?: ((event: Event) => boolean | Promise<boolean>) | undefined;
  /** Makes what lets only some of what was accepted pass, and passes that on; left out: all of it does. */
  thin?: ((pass: (event: Event) => void) => Thinning<Event>) | undefined;
  /** Called once, when it takes no more: with the reason if it failed. */
  onEnd: (failure: unknown) => void;
}

/**
 * One subscriber's events, as an async iterator over a bounded queue. `return()` ends it at once, also while a `next()`
 * waits. A subscriber who has fallen too far behind loses what waits for him, and his stream fails with the word to resume.
 */
export class Stream<Event> implements AsyncIterableIterator<Event> {
  readonly offer: (event: Event) => void;
  /** When something was passed on to him last, or he came. */
  passedAt = performance.now();
  readonly #gate: Gate<Event>;
  readonly #backlog: Backlog<Event>;
  readonly #thinning: Thinning<Event> | null;
  readonly #onEnd: (failure: unknown) => void;
  #readers: PromiseWithResolvers<IteratorResult<Event>>[] = [];
  #ended = false;
  #onRead: () => void = () => {};
  /** Set until the reader has been told. */
  #failure: unknown = null;

  constructor({ accept = () => true, thin, onEnd, ...options }: StreamOptions<Event>) {
    this.#backlog = createBacklog(options);
    this.#thinning = thin?.((event) => this.#deliver(event)) ?? null;
    this.#onEnd = onEnd;
    this.#gate = createGate({
      accept,
      pass: (event) => (this.#thinning ? this.#thinning.add(event) : this.#deliver(event)),
      fail: (failure) => this.end(failure),
      overflow: () => this.end(tooSlow()),
    });
    this.offer = this.#gate.offer;
  }

  get waiting(): number {
    return this.#backlog.length;
  }

  get isEmpty(): boolean {
    return this.#backlog.length === 0 && this.#thinning?.isEmpty !== false;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Resolves when he has taken all that was offered to him until now, or takes no more. */
  async drained(): Promise<void> {
    await this.#gate.settled();
    while (this.#backlog.length > 0) await new Promise<void>((resolve) => (this.#onRead = resolve));
  }

  /** Ends it when he has taken all that was offered to him until now. */
  async finish(): Promise<void> {
    await this.#gate.settled();
    this.#thinning?.flush();
    await this.drained();
    this.end();
  }

  end(failure: unknown = null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#failure = failure;
    this.#backlog.clear();
    this.#thinning?.end();
    this.#onRead();
    const readers = this.#readers;
    this.#readers = [];
    for (const reader of readers) reader.resolve(this.next());
    this.#onEnd(failure);
  }

  async next(): Promise<IteratorResult<Event>> {
    const value = this.#backlog.shift();
    this.#onRead();
    if (value !== undefined) return { value, done: false };
    if (!this.#ended) return this.#wait();
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure;
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<Event>> {
    this.end();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<Event>> {
    this.end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #wait(): Promise<IteratorResult<Event>> {
    const reader = Promise.withResolvers<IteratorResult<Event>>();
    this.#readers.push(reader);
    return reader.promise;
  }

  #deliver(event: Event): void {
    if (this.#ended) return;
    this.passedAt = performance.now();
    const reader = this.#readers.shift();
    if (reader) reader.resolve({ value: event, done: false });
    else if (!this.#backlog.push(event)) this.end(tooSlow());
  }
}

const TOO_SLOW = 'SUBSCRIBER_TOO_SLOW';

export const tooSlow = () =>
  new GraphQLError('This subscriber has fallen too far behind and was let go. Subscribe again and resume behind the last event that arrived.', {
    extensions: { code: TOO_SLOW },
  });

export const isTooSlow = (failure: unknown): boolean => failure instanceof GraphQLError && failure.extensions['code'] === TOO_SLOW;
