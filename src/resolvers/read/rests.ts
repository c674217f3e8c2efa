import { setImmediate as turn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';

const REST_AFTER_MS = 20;
/** As long as an answer may take: then nobody waits for the rest of it. */
const PATIENCE_MS = 28_000;

/** To be awaited between two pieces of long work: it lets others be answered, and ends what nobody waits for any more. */
export function createRests(clock: () => number = () => performance.now()): () => Promise<void> {
  const beganAt = clock();
  let restedAt = beganAt;
  return async () => {
    if (clock() < restedAt + REST_AFTER_MS) return;
    await turn();
    restedAt = clock();
    if (restedAt > beganAt + PATIENCE_MS) throw new GraphQLError('This takes too long and was given up. Ask for less at once.', { extensions: { code: 'TIMEOUT' } });
  };
}
