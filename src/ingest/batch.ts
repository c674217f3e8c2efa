import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent } from '../events.js';
import type { Logger } from '../log.js';
import type { ParsedMessage } from './message.js';
import type { Recorded } from './record.js';
import { isPoison, poisonRefusal } from './poison.js';
import type { Outcome } from './sort.js';

export interface Batcher {
  /** Hands a message over; `settle` is called after its COMMIT, in the order of submission. */
  submit(message: ParsedMessage, settle: (outcome: Outcome) => void): void;
  /** Messages that are not committed yet. */
  readonly pending: number;
  /** False while the database does not take what it is given. */
  readonly healthy: boolean;
  /** Resolves when all that was submitted is committed, or when it is given up because the database stays away. */
  [Symbol.asyncDispose](): Promise<void>;
}

export interface BatcherOptions {
  record: (messages: readonly ParsedMessage[]) => Promise<Recorded>;
  publish: (events: DomainEvent[]) => void;
  log: Logger;
  onBatch?: (batch: { messages: number; readings: number; refusals: Outcome['refusals']; seconds: number }) => void;
}

/** So many messages at most make one transaction. */
const LARGEST_BATCH = 10_000;
const LONGEST_PAUSE = 5_000;
const LAST_TRIES = 3;

interface Waiting {
  message: ParsedMessage;
  settle: (outcome: Outcome) => void;
}

/**
 * Batches without a timer: while one batch is written the next one fills, and it goes the moment the writer is free. The
 * slower the database, the bigger the batch. Whoever submits bounds what waits here: a broker by its window, HTTP by its limit.
 */
export function createBatcher({ record, publish, log, onBatch }: BatcherOptions): Batcher {
  let waiting: Waiting[] = [];
  let pending = 0;
  let writing: Promise<void> | null = null;
  let closing = false;
  let healthy = true;

  const write = async () => {
    // What has already arrived joins the first batch.
    await new Promise((resume) => setImmediate(resume));
    while (waiting.length > 0) {
      const batch = waiting.length <= LARGEST_BATCH ? waiting : waiting.slice(0, LARGEST_BATCH);
      waiting = waiting.length <= LARGEST_BATCH ? [] : waiting.slice(LARGEST_BATCH);
      const began = performance.now();
      const written = await persist(batch);
      if (!written) break;
      onBatch?.(summary(written, performance.now() - began));
    }
    // In the same breath as the last look at what waits: whoever submits from now on starts the writer again.
    writing = null;
  };

  /**
   * Tries until it is committed. A message that Postgres will never take must not keep the others out: the batch is halved until
   * it stands alone, and is refused. Null only when closing while the database stays away: then nothing is acknowledged.
   */
  const persist = async (batch: Waiting[], refused: ParsedMessage | null = null): Promise<Outcome[] | null> => {
    const recorded = await untilRecorded(refused ? [refused] : batch.map(({ message }) => message), refused !== null);
    if (recorded === null || 'poison' in recorded) return recorded && refuseOne(batch, recorded.poison);
    const { outcomes, events } = recorded;
    pending -= batch.length;
    batch.forEach(({ settle }, index) => settle(outcomes[index]!));
    publish(events);
    return outcomes;
  };

  const untilRecorded = async (messages: readonly ParsedMessage[], mustGoIn: boolean): Promise<Recorded | { poison: unknown } | null> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const recorded = await record(messages);
        healthy = true;
        return recorded;
      } catch (error) {
        if (isPoison(error) && !mustGoIn) return { poison: error };
        healthy = false;
        if (closing && attempt >= LAST_TRIES) return null;
        const pause = Math.random() * Math.min(LONGEST_PAUSE, 50 * 2 ** attempt);
        log.warn({ attempt, messages: messages.length, error: String(error) }, 'the database did not take a batch; it is tried again');
        await sleep(pause);
      }
    }
  };

  const refuseOne = async (batch: Waiting[], error: unknown): Promise<Outcome[] | null> => {
    if (batch.length === 1) {
      log.error({ error: String(error) }, 'the database will never take this message; it is kept as a rejection');
      return persist(batch, poisonRefusal(batch[0]!.message, error));
    }
    const half = Math.ceil(batch.length / 2);
    const first = await persist(batch.slice(0, half));
    const second = first && (await persist(batch.slice(half)));
    return second && [...first, ...second];
  };

  return {
    submit(message, settle) {
      waiting.push({ message, settle });
      pending += 1;
      writing ??= write();
    },
    get pending() {
      return pending;
    },
    get healthy() {
      return healthy;
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      await writing;
      if (pending > 0) log.error({ messages: pending }, 'closed without the database; these messages stay with the broker');
    },
  };
}

function summary(outcomes: readonly Outcome[], milliseconds: number) {
  let readings = 0;
  const refusals: Outcome['refusals'] = [];
  for (const outcome of outcomes) {
    readings += outcome.recorded;
    refusals.push(...outcome.refusals);
  }
  return { messages: outcomes.length, readings, refusals, seconds: milliseconds / 1000 };
}
