import type { MqttClient } from 'mqtt';
import { now } from '../domain/time.js';
import { createAcknowledger } from './acknowledge.js';
import type { Batcher } from './batch.js';
import { WINDOW } from './broker-session.js';
import { parseMessage } from './message.js';

export interface Reception {
  /** How many messages were handed on to be stored. */
  readonly received: number;
  /** Messages that are not committed yet. */
  readonly underWay: number;
  /** Resolves when all that was received is committed, and says so to the broker. */
  settled(): Promise<void>;
  /** Takes nothing more. */
  close(): void;
}

/** Some brokers send more than they are asked to (Mosquitto before 2.0.13 does, once acknowledgements come in bulk). Then we stop reading. */
const MOST_UNDER_WAY = 2 * WINDOW;
/** And so many bytes of them: a window of the largest messages would be gigabytes. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Receives messages at QoS 1 and acknowledges each after its COMMIT, with thousands under way. mqtt.js would acknowledge
 * a message before the next one is looked at; so it is told that they are QoS 0, and their PUBACKs are written here: in order of
 * receipt, and only to the connection that brought the message. A packet id means something on its own connection only; on
 * another it may name a message that is not stored. What is not acknowledged there comes again, and is found to be there.
 */
export function receiveFrom(client: MqttClient, batcher: Batcher): Reception {
  const acknowledge = createAcknowledger(client);
  const state = { received: 0, underWay: 0, bytes: 0, closed: false };
  const readOn: (() => void)[] = [];
  let waiting: (() => void)[] = [];

  client.on('packetreceive', (packet) => {
    if (packet.cmd !== 'publish' || packet.qos === 0) return;
    acknowledge.expect(packet);
    packet.qos = 0;
  });
  client.on('message', (topic, payload, packet) => {
    if (state.closed) return;
    state.received += 1;
    state.underWay += 1;
    state.bytes += payload.length;
    const receivedAt = now();
    const receipt = acknowledge.receiptOf(packet);
    batcher.submit(parseMessage({ topic, payload, receivedAt }, { now: receivedAt }), () => {
      state.underWay -= 1;
      state.bytes -= payload.length;
      if (readOn.length > 0 && state.underWay < WINDOW && state.bytes < MOST_BYTES / 2) for (const next of readOn.splice(0)) next();
      if (receipt) acknowledge.committed(receipt);
      if (state.underWay > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  });
  // mqtt.js reads on when it is called back. Its stream cannot be paused: the pipe behind it resumes it after each chunk.
  client.handleMessage = (_packet, next) => {
    if (state.underWay >= MOST_UNDER_WAY || state.bytes >= MOST_BYTES) readOn.push(next);
    else next();
  };
  return {
    get received() {
      return state.received;
    },
    get underWay() {
      return state.underWay;
    },
    async settled() {
      if (state.underWay > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      acknowledge.flush();
    },
    close() {
      state.closed = true;
    },
  };
}
