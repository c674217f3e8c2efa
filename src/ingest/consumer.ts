import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { now } from '../domain/time.js';
import type { Logger } from '../log.js';
import { createAcknowledger } from './acknowledge.js';
import type { Batcher } from './batch.js';
import { parseMessage } from './message.js';

export interface ConsumerOptions {
  url: string;
  /** Names the session that the broker keeps while this process is away: stable, and one process at a time. */
  clientId: string;
  /** 5, or 4 (MQTT 3.1.1) for a broker that knows no better. */
  protocolVersion: 4 | 5;
  batcher: Batcher;
  log: Logger;
  topics?: readonly string[];
}

export interface Consumer {
  readonly connected: boolean;
  /** Takes nothing more, acknowledges what is committed, and leaves the session with the broker. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Messages under way that we ask the broker for: the bounded queue of the ingest. When Postgres slows, the broker holds the rest. */
const WINDOW = 5_000;
/** Some brokers send more than they are asked to (Mosquitto before 2.0.13 does, once acknowledgements come in bulk). Then we stop reading. */
const MOST_UNDER_WAY = 2 * WINDOW;
/** And so many bytes of them: a window of the largest messages would be gigabytes. */
const MOST_BYTES = 64 * 2 ** 20;
const SESSION_SECONDS = 7 * 86_400;
const LARGEST_PACKET = 1_048_576;
const PATIENCE = 10_000;
const FAREWELL = 2_000;
export const TOPICS = ['thermograph/#', 'bio_supply/#', 'manufacturing/#'];

/**
 * Receives messages at QoS 1 and acknowledges each after its COMMIT, with thousands under way. mqtt.js would acknowledge
 * a message before the next one is looked at; so it is told that they are QoS 0, and their PUBACKs are written here: in order of
 * receipt, and only to the connection that brought the message. A packet id means something on its own connection only; on
 * another it may name a message that is not stored. What is not acknowledged there comes again, and is found to be there.
 */
export function openConsumer({ url, clientId, protocolVersion, batcher, log, topics = TOPICS }: ConsumerOptions): Consumer {
  const client = mqtt.connect(url, {
    protocolVersion,
    clientId,
    clean: false,
    keepalive: 45,
    connectTimeout: 10_000,
    reconnectPeriod: 1_000,
    reconnectOnConnackError: true,
    resubscribe: false,
    // Its own is asked for every packet, whether anybody listens or not.
    log: () => {},
    ...(protocolVersion === 5 ? { properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: WINDOW, maximumPacketSize: LARGEST_PACKET } } : {}),
  });
  const acknowledge = createAcknowledger(client);
  const underWay = { count: 0, bytes: 0, closing: false, emptied: () => {} };
  const readOn: (() => void)[] = [];

  client.on('packetreceive', (packet) => {
    if (packet.cmd !== 'publish' || packet.qos === 0) return;
    acknowledge.expect(packet);
    packet.qos = 0;
  });
  client.on('message', (topic, payload, packet) => {
    if (underWay.closing) return;
    underWay.count += 1;
    underWay.bytes += payload.length;
    const receivedAt = now();
    const receipt = acknowledge.receiptOf(packet);
    batcher.submit(parseMessage({ topic, payload, receivedAt }, { now: receivedAt }), () => {
      underWay.count -= 1;
      underWay.bytes -= payload.length;
      if (readOn.length > 0 && underWay.count < WINDOW && underWay.bytes < MOST_BYTES / 2) for (const next of readOn.splice(0)) next();
      if (receipt) acknowledge.committed(receipt);
      if (underWay.count === 0) underWay.emptied();
    });
  });
  // mqtt.js reads on when it is called back. Its stream cannot be paused: the pipe behind it resumes it after each chunk.
  client.handleMessage = (_packet, next) => {
    if (underWay.count >= MOST_UNDER_WAY || underWay.bytes >= MOST_BYTES) readOn.push(next);
    else next();
  };
  client.on('connect', ({ sessionPresent }) => {
    log.info({ clientId, sessionPresent }, sessionPresent ? 'connected to the broker, which had kept our session' : 'connected to the broker with a new session');
    // Also in a session that was kept: the connection may have broken before its first SUBSCRIBE, or this version may want more.
    client.subscribe([...topics], { qos: 1, ...(protocolVersion === 5 ? { rh: 1 } : {}) }, (error) => error && !client.disconnecting && log.error({ error: error.message }, 'the broker refused our subscription'));
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
    async [Symbol.asyncDispose]() {
      underWay.closing = true;
      if (underWay.count > 0) await Promise.race([new Promise<void>((resolve) => (underWay.emptied = resolve)), sleep(PATIENCE, undefined, { ref: false })]);
      acknowledge.flush();
      await leave(client);
    },
  };
}

/** In order where that is possible; a broker that does not answer is not waited for. */
async function leave(client: MqttClient): Promise<void> {
  if (client.connected) await Promise.race([client.endAsync(), sleep(FAREWELL, undefined, { ref: false })]);
  else client.end(true);
  client.stream.destroy();
}
