import { once } from 'node:events';
import { connect } from 'node:net';
import { generate, parser } from 'mqtt-packet';

/** Publishes at QoS 1 over MQTT 5, and hears of each message what the broker says to it. */
export interface Device extends AsyncDisposable {
  /** Resolves to the reason code of the PUBACK: 0 is taken, 16 is taken for nobody. */
  publish(topic: string, payload: string | Buffer): Promise<number>;
  /** Messages that have no PUBACK yet. */
  readonly unanswered: number;
}

const MQTT5 = { protocolVersion: 5 };
const IDS = 65_535;

export async function connectDevice(port: number, clientId = `device-${Math.random()}`): Promise<Device> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const packets = parser(MQTT5);
  const waiting = new Map<number, (reason: number) => void>();
  const welcomed = Promise.withResolvers<void>();
  let lastId = 0;

  packets.on('packet', (packet) => {
    if (packet.cmd === 'connack') welcomed.resolve();
    if (packet.cmd !== 'puback') return;
    waiting.get(packet.messageId!)?.(packet.reasonCode ?? 0);
    waiting.delete(packet.messageId!);
  });
  socket.on('data', (bytes) => packets.parse(bytes));
  socket.on('error', welcomed.reject);
  socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 5, clean: true, clientId, keepalive: 0 }, MQTT5));
  await welcomed.promise;
  return {
    publish(topic, payload) {
      const messageId = (lastId = (lastId % IDS) + 1);
      socket.write(generate({ cmd: 'publish', topic, payload, qos: 1, messageId, dup: false, retain: false }, MQTT5));
      return new Promise((resolve) => waiting.set(messageId, resolve));
    },
    get unanswered() {
      return waiting.size;
    },
    async [Symbol.asyncDispose]() {
      if (socket.destroyed) return;
      socket.end();
      await once(socket, 'close');
    },
  };
}
