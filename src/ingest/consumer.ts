import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.js';
import type { Batcher } from './batch.js';
import { leave, openSession, TOPICS, type SessionOptions } from './broker-session.js';
import { receiveFrom } from './receive.js';

export interface ConsumerOptions extends Pick<SessionOptions, 'url' | 'clientId' | 'protocolVersion'> {
  batcher: Batcher;
  log: Logger;
  /** What is subscribed to, at QoS 1. */
  topics?: readonly string[];
  /** What its session may still be subscribed to from before, and is to be no more. */
  formerTopics?: readonly string[];
}

export interface Consumer {
  readonly connected: boolean;
  /** Takes nothing more, acknowledges what is committed, and leaves the session with the broker. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** One connection to a session of one's own. */
export interface OwnConsumer extends Consumer {
  /** Whether the broker has confirmed, on this connection, that messages come here. */
  readonly subscribed: boolean;
  /** Ends the connection at once and acknowledges nothing more: somebody else may have the session. */
  abandon(): void;
}

const PATIENCE = 10_000;
const RECONNECT_MS = 1_000;

/** Takes messages from the broker for as long as it is open, on one connection after the other. */
export function openConsumer({ url, clientId, protocolVersion, batcher, log, topics = TOPICS, formerTopics = [] }: ConsumerOptions): OwnConsumer {
  const client = openSession({ url, clientId, protocolVersion, reconnectPeriod: RECONNECT_MS });
  const reception = receiveFrom(client, batcher);
  let subscribed = false;

  client.on('connect', ({ sessionPresent }) => {
    log.info({ clientId, sessionPresent }, sessionPresent ? 'connected to the broker, which had kept our session' : 'connected to the broker with a new session');
    // Also in a session that was kept: the connection may have broken before its first SUBSCRIBE, or this version may want more.
    client.subscribe([...topics], { qos: 1, ...(protocolVersion === 5 ? { rh: 1 } : {}) }, (error) => {
      if (error && !client.disconnecting) return log.error({ error: error.message }, 'the broker refused our subscription');
      subscribed = client.connected;
      // Only now: between the two nothing is to be lost, and what comes twice is stored once.
      if (sessionPresent && formerTopics.length > 0) client.unsubscribe([...formerTopics], (failed) => failed && log.warn({ error: failed.message }, 'the broker did not end a former subscription'));
    });
  });
  client.on('close', () => {
    subscribed = false;
  });
  client.on('error', (error) => {
    log.warn({ error: error.message }, 'the connection to the broker failed; it is tried again');
    // After bytes that are no packet the parser would go on in the middle of the stream.
    client.stream?.destroy();
  });

  return {
    get connected() {
      return client.connected;
    },
    get subscribed() {
      return subscribed;
    },
    abandon() {
      reception.close();
      client.end(true);
      client.stream?.destroy();
    },
    async [Symbol.asyncDispose]() {
      reception.close();
      await Promise.race([reception.settled(), sleep(PATIENCE, undefined, { ref: false })]);
      await leave(client);
    },
  };
}
