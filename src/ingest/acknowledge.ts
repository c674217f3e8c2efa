import type { IPublishPacket, MqttClient } from 'mqtt';

/** What must be known of a packet to acknowledge it later. */
interface Receipt {
  messageId: number;
  broughtBy: MqttClient['stream'];
}
const RECEIPT = Symbol('receipt');
type Received = IPublishPacket & { [RECEIPT]?: Receipt };

/** Writes PUBACKs after the fact: in order, many at a time, and only to the connection that brought the message. */
export function createAcknowledger(client: MqttClient) {
  let stream: MqttClient['stream'] | null = null;
  let pubacks: number[] = [];

  const flush = () => {
    if (stream && pubacks.length > 0 && stream === client.stream && !stream.destroyed) stream.write(encodePubacks(pubacks));
    pubacks = [];
  };
  return {
    expect(packet: Received) {
      packet[RECEIPT] = { messageId: packet.messageId!, broughtBy: client.stream };
    },
    receiptOf: (packet: Received): Receipt | undefined => packet[RECEIPT],
    committed({ messageId, broughtBy }: Receipt) {
      if (broughtBy !== stream) {
        flush();
        stream = broughtBy;
      }
      if (pubacks.push(messageId) === 1) queueMicrotask(flush);
    },
    flush,
  };
}

/** Success, in four bytes each: the same in MQTT 3.1.1 and in MQTT 5, section 3.4. */
function encodePubacks(messageIds: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(messageIds.length * 4);
  messageIds.forEach((id, index) => bytes.writeUInt32BE(0x40020000 + id, index * 4));
  return bytes;
}
