import type { Bus } from '../events.js';
import { comparePlaces, type Place } from './place.js';

interface Heard {
  leave: () => void;
  /** Behind this transaction everything of the shard is handed on. */
  from: number;
  /** How many looks at the log had begun when it came to be wanted. */
  looks: number;
}

/** Of which shards readings are heard here, from where on, and whether the log has been looked at since. */
export class Reach {
  readonly #shards = new Map<number, Heard>();
  #begun = 0;
  #ended = 0;
  #isOver = false;
  #next = Promise.withResolvers<void>();

  constructor(private readonly bus: Pick<Bus, 'subscribe'>) {}

  come(shard: number, position: number): void {
    // Whoever hears readings of any shard hears these too.
    const leave = this.bus.subscribe('readingsRecorded', () => {}, [shard]);
    this.#shards.set(shard, { leave, from: position, looks: this.#begun });
  }

  go(shard: number): void {
    this.#shards.get(shard)?.leave();
    this.#shards.delete(shard);
  }

  /** Only now it is known where it begins. */
  begin(position: number): void {
    for (const shard of this.#shards.values()) shard.from = position;
  }

  /** Whether everything behind the place was handed on, of these shards. */
  covers(place: Place, shards: readonly number[]): boolean {
    return shards.every((shard) => comparePlaces(place, [this.#shards.get(shard)?.from ?? Infinity]) >= 0);
  }

  /** A look at the log begins; returns what is to be called when it has come to the end of it. */
  look(): () => void {
    const look = (this.#begun += 1);
    return () => {
      this.#ended = look;
      this.#next.resolve();
      this.#next = Promise.withResolvers();
    };
  }

  /** Resolves when the log has been looked at, and since these shards came to be wanted, or when it is over. */
  async upToDate(shards: readonly number[]): Promise<void> {
    while (!this.#isOver && [0, ...shards.map((shard) => this.#shards.get(shard)?.looks ?? 0)].some((looks) => this.#ended <= looks)) await this.#next.promise;
  }

  end(): void {
    for (const { leave } of this.#shards.values()) leave();
    this.#isOver = true;
    this.#next.resolve();
  }
}
