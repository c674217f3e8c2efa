import { setTimeout as sleep } from 'node:timers/promises';
import type { Batcher } from './batch.js';
import { leave, openSession, sharedTopics, TOPICS } from './broker-session.js';
import { receiveFrom, type Reception } from './receive.js';

export interface AdoptOptions {
  url: string;
  /** Whose session it was. */
  clientId: string;
  group: string;
  batcher: Batcher;
  /** Given up at once when it is aborted: the session stays as it is. */
  signal: AbortSignal;
}

/** A broker that takes from its queue on the side has sent the next message by then. */
const QUIET_MS = 1_000;

/**
 * Empties the session of a process that is dead, and ends it; returns how many messages were in it. Its subscription ends first:
 * else the broker would go on giving it a share of the new ones. A message is acknowledged after its COMMIT, as always, so
 * whatever breaks this off, a message that is not stored is still there for who tries next.
 */
export async function emptySession({ url, clientId, group, batcher, signal }: AdoptOptions): Promise<number> {
  const client = openSession({ url, clientId, protocolVersion: 5, reconnectPeriod: 0 });
  const reception = receiveFrom(client, batcher);
  const connected = new Promise<boolean>((resolve) => client.once('connect', ({ sessionPresent }) => resolve(sessionPresent)));
  const closed = new Promise<never>((_, reject) => client.once('close', () => reject(new Error('the connection was closed'))));
  closed.catch(() => {});
  client.on('error', () => client.stream?.destroy());
  const giveUp = () => client.end(true);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const unsubscribe = () => client.unsubscribeAsync([...sharedTopics(group), ...TOPICS]);
    if (await Promise.race([connected, closed])) await Promise.race([untilEmpty(reception, unsubscribe), closed]);
    await leave(client, { properties: { sessionExpiryInterval: 0 } });
    return reception.received;
  } finally {
    signal.removeEventListener('abort', giveUp);
    reception.close();
    client.end(true);
    client.stream?.destroy();
  }
}

/** The answer to what we ask comes behind the messages for which our acknowledgements have made room. */
async function untilEmpty(reception: Reception, ask: () => Promise<unknown>): Promise<void> {
  await ask();
  for (let before = -1; before < reception.received || reception.underWay > 0; ) {
    await reception.settled();
    before = reception.received;
    await sleep(QUIET_MS, undefined, { ref: false });
    await ask();
  }
}
