import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import mqtt from 'mqtt';
import { generate, parser } from 'mqtt-packet';
import type { Batcher } from '../../src/ingest/batch.js';
import { openConsumer } from '../../src/ingest/consumer.js';
import { createLog } from '../../src/log.js';
import { eventually } from '../support/eventually.js';

const MESSAGES = 40_000;
const MOST = 10_000;
const MORE_THAN_HALF = 5_001;
// Of the event loop, which broker and consumer share here: enough to hand over all there is.
const TURNS = 2_000;
const MQTT5 = { protocolVersion: 5 };

describe('a broker that sends all it has at once, whatever it was asked for', () => {
  test('is read no further while ten thousand messages are under way, and then on to the last, each acknowledged in its turn', async () => {
    await using broker = await startGreedyBroker();
    const held: (() => void)[] = [];
    let submitted = 0;
    const submit: Batcher['submit'] = (_message, settle) => {
      submitted += 1;
      held.push(() => settle({ recorded: 1, duplicates: 0, refusals: [] }));
    };
    await using _consumer = openConsumer({ url: broker.url, clientId: 'ingest', protocolVersion: 5, batcher: { submit } as Batcher, log: createLog('silent') });
    while (submitted < MESSAGES) {
      await eventually(() => held.length === MOST || submitted === MESSAGES);
      await turns();
      expect(held.length).toBeLessThanOrEqual(MOST);
      for (const settle of held.splice(0, MORE_THAN_HALF)) settle();
    }
    for (const settle of held.splice(0)) settle();
    await eventually(() => broker.acknowledged.length === MESSAGES);
    expect(broker.acknowledged).toEqual(Array.from({ length: MESSAGES }, (_, index) => index + 1));
  });

  test('would be read to the end, if the stream of mqtt.js were paused', async () => {
    await using broker = await startGreedyBroker();
    const client = mqtt.connect(broker.url, { protocolVersion: 5, clientId: 'ingest' });
    let received = 0;
    client.on('connect', () => client.subscribe('#'));
    client.on('message', () => {
      received += 1;
      if (received >= MOST) client.stream.pause();
    });
    await eventually(() => received >= MOST);
    await turns();
    expect(received).toBeGreaterThan(MOST);
    client.end(true);
  });
});

async function turns(): Promise<void> {
  for (let count = 0; count < TURNS; count += 1) await turn();
}

interface GreedyBroker extends AsyncDisposable {
  readonly url: string;
  /** Packet ids, in the order in which they were acknowledged. */
  readonly acknowledged: readonly number[];
}

async function startGreedyBroker(): Promise<GreedyBroker> {
  const acknowledged: number[] = [];
  const server = createServer((socket) => {
    const packets = parser(MQTT5);
    packets.on('packet', (packet) => {
      if (packet.cmd === 'connect') socket.write(generate({ cmd: 'connack', reasonCode: 0, sessionPresent: false }, MQTT5));
      if (packet.cmd === 'puback') acknowledged.push(packet.messageId!);
      if (packet.cmd !== 'subscribe') return;
      socket.write(generate({ cmd: 'suback', messageId: packet.messageId!, granted: packet.subscriptions.map(() => 1) }, MQTT5));
      socket.write(allMessages());
    });
    socket.on('data', (bytes) => packets.parse(bytes));
    socket.on('error', () => {});
  });
  const connections = new Set<Socket>();
  server.on('connection', (socket) => connections.add(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acknowledged,
    async [Symbol.asyncDispose]() {
      for (const socket of connections) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}

function allMessages(): Buffer {
  const message = (index: number) =>
    generate({ cmd: 'publish', topic: 'thermograph/M-0/temperature', payload: '{"value": 5}', qos: 1, messageId: index + 1, dup: false, retain: false }, MQTT5);
  return Buffer.concat(Array.from({ length: MESSAGES }, (_, index) => message(index)));
}
