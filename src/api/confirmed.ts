import type { ExecutionResult } from 'graphql';
import type { Lease } from './lease.js';

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** Of a subscription that has begun; anything else is the one result of an operation. */
export const isStream = (result: object): result is Results => Symbol.asyncIterator in result;

/** The results of a subscription, each held back until the lease covers it. What comes meanwhile waits in the stream, which is bounded. */
export function confirmedOnly(results: Results, lease: Lease): AsyncIterableIterator<ExecutionResult> {
  let left = false;
  const hold = async (result: IteratorResult<ExecutionResult>): Promise<IteratorResult<ExecutionResult>> =>
    (await lease.cover(performance.now(), () => !left)) ? result : { value: undefined, done: true };
  return {
    next: () => results.next().then((result) => (result.done || lease.covers(performance.now()) ? result : hold(result))),
    return() {
      left = true;
      lease.wake();
      return results.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
