/** Looks like a stream of results, which never has one. */
export abstract class NoResults implements AsyncIterableIterator<never> {
  readonly #over = Promise.withResolvers<IteratorResult<never>>();

  constructor() {
    this.#over.promise.catch(() => {});
  }

  abstract end(failure?: unknown): void;

  next(): Promise<IteratorResult<never>> {
    return this.#over.promise;
  }

  async return(): Promise<IteratorResult<never>> {
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Whoever waits for the next is told that there is none, or why. */
  protected finish(failure: unknown): void {
    if (failure) this.#over.reject(failure);
    else this.#over.resolve({ value: undefined, done: true });
  }
}
