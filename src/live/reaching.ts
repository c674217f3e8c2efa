import { codeOf } from '../error-code.js';
import { ALL_SHARDS } from '../events.js';
import type { Logger } from '../log.js';
import { isOutage } from '../outage.js';
import type { WantedShards } from './wanted.js';

/** In which shards the readings are that somebody wants; as a question, where that changes when sensors come or things are moved: all who are asked because of that are given the same object. */
export type Where = readonly number[] | ((moved: object) => Promise<readonly number[]>);

/** Somebody who wants readings, until he is disposed of. */
export interface Reaching extends Disposable {
  /** In which shards, as it was when it was asked last. */
  readonly shards: readonly number[];
}

/** Of a statement that took too long: it would again. */
const QUERY_CANCELED = '57014';

/** All who want readings here. */
export class Reachings {
  readonly #all = new Set<Asking>();

  constructor(
    private readonly wanted: WantedShards,
    private readonly log: Logger,
    private readonly onLeave: () => void,
  ) {}

  get size(): number {
    return this.#all.size;
  }

  /** Nothing is wanted for him before he has been asked. */
  add(where: Where): Asking {
    const asking = new Asking(where, this.wanted, () => {
      if (this.#all.delete(asking)) this.onLeave();
    });
    this.#all.add(asking);
    return asking;
  }

  /** Asks all of them anew. Fails in an outage: then some may not hear what they want. Who can never be answered wants all, so that the others need not wait for him. */
  async askAgain(): Promise<void> {
    const moved = {};
    await Promise.all([...this.#all].map((each) => each.isFixed || each.ask(moved).catch((err: unknown) => this.#giveAll(each, err))));
  }

  #giveAll(asking: Asking, err: unknown): void {
    if (isOutage(err) && codeOf(err) !== QUERY_CANCELED) throw err;
    this.log.error({ err }, 'it cannot be told in which shards a subscriber wants readings; all are heard for him');
    asking.want(ALL_SHARDS);
  }
}

class Asking implements Reaching {
  shards: readonly number[] = [];
  #unwant = () => {};
  #asked = 0;
  #answered = 0;
  #isOver = false;

  constructor(
    private readonly where: Where,
    private readonly wanted: WantedShards,
    private readonly onOver: () => void,
  ) {}

  get isFixed(): boolean {
    return typeof this.where !== 'function';
  }

  async ask(moved: object = {}): Promise<void> {
    const turn = (this.#asked += 1);
    const shards = typeof this.where === 'function' ? await this.where(moved) : this.where;
    // Who was asked later knows better.
    if (turn < this.#answered) return;
    this.#answered = turn;
    this.want(shards);
  }

  want(shards: readonly number[]): void {
    if (this.#isOver) return;
    const before = this.#unwant;
    this.#unwant = this.wanted.want(shards);
    before();
    this.shards = shards;
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#unwant();
    this.onOver();
  }
}
