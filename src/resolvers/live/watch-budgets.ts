import { setTimeout as delay } from 'node:timers/promises';
import { ALL_SHARDS } from '../../events.js';
import { badInput } from '../../schema/bad-input.js';
import { patiently } from '../../live/patience.js';
import type { BudgetEvent } from '../../schema/budget.js';
import type { Context } from '../context.js';
import type { AssetKey } from '../read/assets.js';
import { watchedSamples, type Watched } from '../read/watched-samples.js';
import { createBudgetRounds, MOST_SAMPLES, type BudgetRounds } from './budget-rounds.js';
import { holds, lookAt, type Look } from './in-sight.js';
import { idsOf } from './names.js';

export interface BudgetArgs {
  sample?: string[] | null;
  container?: string[] | null;
}

/** Between two rounds, and so between two events of a sample. */
const PAUSE_MS = 1_000;

/** A live value: readings wake it, one of them waits for its turn however many come. */
export async function watchBudgets({ args, context }: { args: BudgetArgs; context: Context }): Promise<AsyncIterable<BudgetEvent>> {
  const watched = await readWatched(context, args);
  const rounds = createBudgetRounds(context, watched);
  const reaching = await context.live.reach(ALL_SHARDS);
  const stream = context.live.stream('readingsRecorded', { accept: rounds.note, coalesceBy: () => 'any', reaching });
  try {
    return new BudgetStream(context, stream, rounds, await rounds.next());
  } catch (error) {
    await stream.return!();
    throw error;
  }
}

/** Of a sample that is no known product nothing would ever be told: that is an error, too. */
async function readWatched(context: Context, { sample, container }: BudgetArgs): Promise<Watched> {
  const [codes, containers] = [[...new Set(sample)], [...new Set(container)]];
  if (codes.length + containers.length === 0) throw badInput('Name a sample or a container at least.');
  const watched: Watched = { samples: await idsOf(context, 'sample', codes), containers: await idsOf(context, 'container', containers) };
  if (codes.length === 0) return watched;
  const known = new Set((await watchedSamples(context.em, { samples: watched.samples, containers: [] }, context.bounds, codes.length)).map(({ code }) => code));
  const others = codes.filter((code) => !known.has(code)).slice(0, 10);
  if (others.length > 0) throw badInput(`Nobody has said which stability profile has the sample ${others.map((code) => `'${code}'`).join(', ')}.`);
  if (codes.length > MOST_SAMPLES) throw badInput(`One subscription may watch the budgets of at most ${MOST_SAMPLES} samples.`);
  return watched;
}

interface Waiting {
  event: BudgetEvent;
  look: Look | null;
}

/** The events of one round after the other, each if its sample is still in sight when its turn has come. `return()` ends it at once. */
class BudgetStream implements AsyncIterableIterator<BudgetEvent> {
  readonly #ended = new AbortController();
  #waiting: Waiting[];
  #roundEndedAt = performance.now();

  constructor(
    private readonly context: Context,
    private readonly stream: AsyncIterableIterator<unknown>,
    private readonly rounds: BudgetRounds,
    first: BudgetEvent[],
  ) {
    this.#waiting = asWaiting(first);
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
    this.#ended.abort();
    this.#waiting = [];
    await this.stream.return!();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #next(): Promise<IteratorResult<BudgetEvent>> {
    for (;;) {
      const value = await this.#nextInSight();
      if (value) return { value, done: false };
      if ((await this.stream.next()).done) return { value: undefined, done: true };
      await delay(Math.max(0, this.#roundEndedAt + PAUSE_MS - performance.now()), null, { signal: this.#ended.signal, ref: false }).catch(() => {});
      if (this.#ended.signal.aborted) continue;
      this.#waiting = asWaiting(await this.rounds.next());
      this.#roundEndedAt = performance.now();
    }
  }

  async #nextInSight(): Promise<BudgetEvent | null> {
    for (let first = this.#waiting.shift(); first; first = this.#waiting.shift()) {
      const { context } = this;
      context.renew();
      if (context.bounds === null) return first.event;
      // All of them together, when the first has waited for too long.
      if (!first.look || !holds(first.look, context)) await Promise.all([first, ...this.#waiting].map(async (each) => (each.look = await patiently(() => lookAt(context, keyOf(each))))));
      if (!first.look?.isSeen) continue;
      context.loaders.siteOfAsset.prime(keyOf(first), first.look.site);
      return first.event;
    }
    return null;
  }
}

const asWaiting = (events: readonly BudgetEvent[]): Waiting[] => events.map((event) => ({ event, look: null }));
const keyOf = ({ event }: Waiting): AssetKey => ({ machine: null, container: null, sample: event.sample.id });
