import { setTimeout as delay } from 'node:timers/promises';
import { Pace } from '../../live/pace.js';
import { patiently } from '../../live/patience.js';
import type { Reaching } from '../../live/reaching.js';
import type { BudgetEvent } from '../../schema/budget.js';
import type { Context } from '../context.js';
import type { AssetKey } from '../read/assets.js';
import type { Watched } from '../read/watched-samples.js';
import { createBudgetRounds, type BudgetRounds } from './budget-rounds.js';
import { holds, lookAt, type Look } from './in-sight.js';

/** Between two rounds, and so between two events of a sample. */
const PAUSE_MS = 1_000;

interface Waiting {
  event: BudgetEvent;
  look: Look | null;
}

/** The events of one round after the other, each if its sample is still in sight when its turn has come. `return()` ends it at once. */
export class BudgetStream implements AsyncIterableIterator<BudgetEvent> {
  readonly #ended = new AbortController();
  readonly #pace = new Pace();
  readonly #rounds: BudgetRounds;
  #moves: Reaching | null = null;
  #failure: unknown = null;
  #waiting: Waiting[] = [];
  #roundEndedAt = -Infinity;

  constructor(
    private readonly context: Context,
    watched: Watched,
  ) {
    const { signal } = this.#ended;
    this.#rounds = createBudgetRounds(context, watched, { onNews: () => this.#pace.ring(), onEnd: (failure) => this.#end(failure), signal });
  }

  async begin(): Promise<void> {
    // By this it wants no readings: it is asked when something has moved.
    this.#moves = await this.context.live.reach(async (mark) => {
      this.#rounds.moved(mark);
      return [];
    });
    await this.#look();
  }

  async next(): Promise<IteratorResult<BudgetEvent>> {
    try {
      return await this.#next();
    } catch (error) {
      // Who is told of an error does not say that he leaves.
      await this.return();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<BudgetEvent>> {
    this.#waiting = [];
    this.#end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(failure: unknown = null): void {
    this.#failure ??= failure;
    this.#moves?.[Symbol.dispose]();
    this.#ended.abort();
    this.#pace.end();
  }

  async #next(): Promise<IteratorResult<BudgetEvent>> {
    for (;;) {
      const value = await this.#nextInSight();
      if (value) return { value, done: false };
      await this.#pace.pause(this.#rounds.quietMs);
      await delay(Math.max(0, this.#roundEndedAt + PAUSE_MS - performance.now()), null, { signal: this.#ended.signal, ref: false }).catch(() => {});
      if (this.#ended.signal.aborted) return this.#last();
      await this.#look();
    }
  }

  /** An error is told once. */
  #last(): IteratorResult<BudgetEvent> {
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure;
    return { value: undefined, done: true };
  }

  async #look(): Promise<void> {
    this.#pace.begin();
    const events = (await this.#rounds.next().catch((error: unknown) => this.#failUnlessEnded(error))) ?? [];
    this.#waiting = this.#ended.signal.aborted ? [] : asWaiting(events);
    this.#roundEndedAt = performance.now();
  }

  /** Whoever has left is told of no error. */
  #failUnlessEnded(error: unknown): void {
    if (!this.#ended.signal.aborted) throw error;
  }

  async #nextInSight(): Promise<BudgetEvent | null> {
    for (let first = this.#waiting.shift(); first; first = this.#waiting.shift()) {
      const { context } = this;
      context.renew();
      if (context.bounds === null) return first.event;
      // All of them together, when the first has waited for too long.
      if (!first.look || !holds(first.look, context)) await this.#lookAtAll([first, ...this.#waiting]).catch((error: unknown) => this.#failUnlessEnded(error));
      if (!first.look?.isSeen) {
        this.#rounds.forget(first.event.sample.id);
        continue;
      }
      context.loaders.siteOfAsset.prime(keyOf(first), first.look.site);
      return first.event;
    }
    return null;
  }

  async #lookAtAll(waiting: readonly Waiting[]): Promise<void> {
    const { signal } = this.#ended;
    await Promise.all(waiting.map(async (each) => (each.look = await patiently(() => lookAt(this.context, keyOf(each)), signal))));
  }
}

const asWaiting = (events: readonly BudgetEvent[]): Waiting[] => events.map((event) => ({ event, look: null }));
const keyOf = ({ event }: Waiting): AssetKey => ({ machine: null, container: null, sample: event.sample.id });
