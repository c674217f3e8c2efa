/** An event, or only how far it has come. */
type Item<Event> = { cursor: string; event: Event } | { cursor: string };

/** A bounded queue between a socket that cannot be asked to wait and somebody who iterates. */
export class Inbox<Event extends { cursor: string }> {
  #items: Item<Event>[] = [];
  #events = 0;
  #wake = () => {};
  #ended = false;
  /** How far it has come; null: it was told of nothing. */
  newest: string | null = null;
  isFull = false;
  failure: unknown = null;

  constructor(private readonly most: number) {}

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** False: no more is taken. */
  put(event: Event): boolean {
    if (this.#ended) return false;
    this.#events += 1;
    this.#add({ cursor: event.cursor, event });
    if (this.#events >= this.most) {
      this.isFull = true;
      this.#ended = true;
    }
    return !this.#ended;
  }

  /** Everything before the cursor was put. */
  pass(cursor: string): void {
    if (!this.#ended) this.#add({ cursor });
  }

  end(failure: unknown): void {
    if (!this.#ended) this.failure = failure;
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item<Event>, void, void> {
    for (;;) {
      this.#events = 0;
      yield* this.#items.splice(0);
      if (this.#items.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #add(item: Item<Event>): void {
    const last = this.#items.at(-1);
    // Of how far it has come, only the last word counts.
    if (last && !('event' in item) && !('event' in last)) this.#items.pop();
    this.#items.push(item);
    this.newest = item.cursor;
    this.#wake();
  }
}
