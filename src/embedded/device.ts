import { setTimeout as delay } from 'node:timers/promises';
import mqtt from 'mqtt';
import type { Logger } from '../log.js';

/** Messages on their way, of which the broker has not said that it has them. */
const MOST_IN_FLIGHT = 20;
const PATIENCE = 2_000;

export interface Device extends AsyncDisposable {
  /** Publishes at QoS 1; what was under way when a connection broke goes out again on the next. Resolves when another may be published. */
  publish(topic: string, message: object | string, acknowledged?: () => void): Promise<void>;
}

/** Connects as a device does that nobody attends to: it keeps trying, and measures no further than it can remember. After the signal nothing is waited for. */
export function connectDevice({ url, name, signal, log }: { url: string; name: string; signal: AbortSignal; log: Logger }): Device {
  // MQTT 3.1.1: every broker speaks it, the embedded one nothing newer.
  const client = mqtt.connect(url, { protocolVersion: 4, clientId: `${name}-${process.pid}`, keepalive: 45, reconnectPeriod: 1_000, reconnectOnConnackError: true });
  const inFlight = new Set<Promise<void>>();
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  client.on('error', (error) => log.debug({ name, error: error.message }, 'a demo device has no connection to the broker'));

  return {
    async publish(topic, message, acknowledged = () => {}) {
      const sent = client.publishAsync(topic, typeof message === 'string' ? message : JSON.stringify(message), { qos: 1 }).then(acknowledged, (error: Error) => {
        if (!client.disconnecting) log.warn({ topic, error: error.message }, 'a demo device lost a message');
      });
      inFlight.add(sent);
      void sent.then(() => inFlight.delete(sent));
      if (inFlight.size >= MOST_IN_FLIGHT) await Promise.race([...inFlight, stopped]);
    },
    async [Symbol.asyncDispose]() {
      await Promise.race([Promise.all(inFlight), delay(PATIENCE, null, { ref: false })]);
      await client.endAsync(true);
    },
  };
}
