/** Where events wait for one subscriber, or for those who share a stream. */
export interface Queue {
  readonly waiting: number;
}

const SECONDS = 60;

/** What this process has told those who watch and what waits for them: counted where it happens, added up when somebody looks. */
export class Traffic {
  /** Events left out for subscribers who had fallen behind, because newer ones said the same. */
  coalesced = 0;
  /** Events left out for subscribers who asked for fewer. */
  thinned = 0;
  /** Subscriptions that were ended because too much waited for them. */
  letGo = 0;
  /** Subscriptions that went on behind a cursor, and those whose cursor left a gap. */
  resumed = 0;
  gaps = 0;
  /** Documents that were asked for, and those that had been found valid before. */
  documents = 0;
  knownDocuments = 0;
  readonly queues = new Set<Queue>();
  readonly #delivered = new Map<string, number>();
  // By the second of the clock, each slot anew after a minute.
  readonly #lately = Array.from({ length: SECONDS }, () => ({ second: -Infinity, events: 0 }));

  /** So many events of a field of Subscription are handed on, one to several counted as several. */
  deliver(field: string, events: number): void {
    this.#delivered.set(field, (this.#delivered.get(field) ?? 0) + events);
    const second = Math.floor(performance.now() / 1_000);
    const slot = this.#lately[second % SECONDS]!;
    if (slot.second !== second) Object.assign(slot, { second, events: 0 });
    slot.events += events;
  }

  get delivered(): ReadonlyMap<string, number> {
    return this.#delivered;
  }

  get deliveries(): number {
    return [...this.#delivered.values()].reduce((sum, events) => sum + events, 0);
  }

  /** Over the last minute. */
  get deliveriesPerSecond(): number {
    const begin = Math.floor(performance.now() / 1_000) - SECONDS;
    return this.#lately.reduce((sum, { second, events }) => (second > begin ? sum + events : sum), 0) / SECONDS;
  }

  get waiting(): number {
    return [...this.queues].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Null: none was asked for. */
  get cacheHitRatio(): number | null {
    return this.documents === 0 ? null : this.knownDocuments / this.documents;
  }
}
