import type { ExecutionResult } from 'graphql';
import { tookTooLong } from './errors.js';

/** A statement is given up a little earlier, so that nothing goes on for whom nobody waits. */
export const DEADLINE_MS = 30_000;
export const STATEMENT_TIMEOUT_MS = 28_000;

/** What the work comes to; when it does not in time, what is said instead. The work is not stopped by that. */
export async function within<T>(milliseconds: number, work: PromiseLike<T> | T, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<T>((resolve) => {
    // Nobody stays for it who has nothing else to do.
    timer = setTimeout(() => resolve(late()), milliseconds).unref();
  });
  try {
    return await Promise.race([work, impatience]);
  } finally {
    clearTimeout(timer);
  }
}

/** A query or mutation, or the beginning of a subscription, over a WebSocket. A stream that begins after all is closed. */
export function answerWithin<Result extends ExecutionResult | AsyncIterable<unknown>>(milliseconds: number, work: PromiseLike<Result> | Result): Promise<Result | ExecutionResult> {
  return within<Result | ExecutionResult>(milliseconds, work, () => {
    Promise.resolve(work).then(closeStream, () => {});
    return { errors: [tookTooLong()] };
  });
}

async function closeStream(result: ExecutionResult | AsyncIterable<unknown>): Promise<void> {
  if (Symbol.asyncIterator in result) await result[Symbol.asyncIterator]().return?.();
}
