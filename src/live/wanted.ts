export interface WantedOptions {
  /** For so many milliseconds a shard stays wanted after the last has gone: he may come again. */
  lingerMs: number;
  onCome: (shard: number) => void;
  onGo: (shard: number) => void;
}

/** Which shards of readings are wanted here, whether by one or by many. */
export class WantedShards {
  readonly #by = new Map<number, number>();
  readonly #leaving = new Map<number, NodeJS.Timeout>();

  constructor(private readonly options: WantedOptions) {}

  readonly has = (shard: number): boolean => this.#by.has(shard);

  get all(): number[] {
    return [...this.#by.keys()];
  }

  /** Until the returned function is called, and for a while after it. */
  want(shards: readonly number[]): () => void {
    for (const shard of shards) this.#come(shard);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      for (const shard of shards) this.#leave(shard);
    };
  }

  /** None is, from now on. */
  clear(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
    this.#by.clear();
  }

  #come(shard: number): void {
    clearTimeout(this.#leaving.get(shard));
    this.#leaving.delete(shard);
    const known = this.#by.get(shard);
    this.#by.set(shard, (known ?? 0) + 1);
    if (known === undefined) this.options.onCome(shard);
  }

  #leave(shard: number): void {
    const left = (this.#by.get(shard) ?? 0) - 1;
    this.#by.set(shard, left);
    if (left > 0) return;
    const go = () => {
      this.#by.delete(shard);
      this.#leaving.delete(shard);
      this.options.onGo(shard);
    };
    this.#leaving.set(shard, setTimeout(go, this.options.lingerMs).unref());
  }
}
