import { parser, type Packet } from 'mqtt-packet';
import { startProxy, type Proxy, type Tap } from './proxy.js';

/** What passed on one connection between a client and its broker, in order. */
export interface MqttRecord {
  clientId: string | null;
  /** Packet ids of the QoS 1 messages that the client was handed. */
  delivered: number[];
  /** Packet ids of the PUBACKs that it returned. */
  acknowledged: number[];
  /** Those of them that answer no message of this very connection. */
  stray: number[];
}

export interface MqttProxy extends Proxy {
  /** One for each connection there ever was. */
  readonly connections: readonly MqttRecord[];
}

/** A proxy in front of an MQTT broker that also reads along. */
export async function startMqttProxy({ to }: { to: number }): Promise<MqttProxy> {
  const connections: MqttRecord[] = [];
  const proxy = await startProxy({
    to,
    tap: () => {
      const record: MqttRecord = { clientId: null, delivered: [], acknowledged: [], stray: [] };
      connections.push(record);
      return readAlong(record);
    },
  });
  return Object.assign(proxy, { connections });
}

function readAlong(record: MqttRecord): Tap {
  const unanswered = new Set<number>();
  const fromClient = parser();
  // A packet from the broker can only be read by the protocol version that the client announced.
  let fromBroker = parser();
  fromClient.on('packet', (packet) => {
    if (packet.cmd === 'connect') {
      record.clientId = packet.clientId;
      fromBroker = parser({ protocolVersion: packet.protocolVersion ?? 4 });
      fromBroker.on('packet', onDelivery);
    }
    if (packet.cmd !== 'puback' || packet.messageId === undefined) return;
    record.acknowledged.push(packet.messageId);
    if (!unanswered.delete(packet.messageId)) record.stray.push(packet.messageId);
  });
  const onDelivery = (packet: Packet) => {
    if (packet.cmd !== 'publish' || packet.qos !== 1 || packet.messageId === undefined) return;
    record.delivered.push(packet.messageId);
    unanswered.add(packet.messageId);
  };
  return { toServer: (chunk) => void fromClient.parse(chunk), toClient: (chunk) => void fromBroker.parse(chunk) };
}
