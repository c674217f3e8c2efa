import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { openEmbeddedBroker, type EmbeddedBroker } from '../../src/embedded/broker.js';
import type { Batcher } from '../../src/ingest/batch.js';
import { openConsumer } from '../../src/ingest/consumer.js';
import type { Outcome } from '../../src/ingest/sort.js';
import { createLog } from '../../src/log.js';
import { eventually } from '../support/eventually.js';

const consumerId = 'consumer';
let parts = new AsyncDisposableStack();
afterEach(async () => {
  await parts.disposeAsync();
  parts = new AsyncDisposableStack();
});

const openBroker = async (port = 0): Promise<EmbeddedBroker> => parts.use(await openEmbeddedBroker({ port, host: '127.0.0.1', consumerId, log: createLog('silent') }));

async function connectTo({ url }: EmbeddedBroker, options: IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 4, reconnectPeriod: 50, ...options });
  client.on('error', () => {});
  parts.defer(() => client.endAsync(true));
  return client;
}

/** What acknowledges a message when it is told to: `stored()` stands for a COMMIT. */
async function connectConsumer(broker: EmbeddedBroker) {
  const client = await connectTo(broker, { clientId: consumerId, clean: false });
  const received: string[] = [];
  const qualities = new Set<number>();
  const committed = Promise.withResolvers<void>();
  client.handleMessage = (packet, acknowledge) => {
    received.push(packet.payload.toString());
    qualities.add(packet.qos);
    void committed.promise.then(() => acknowledge());
  };
  return { client, received, qualities, subscribe: () => client.subscribeAsync(['thermograph/#', 'manufacturing/+/temperature'], { qos: 1 }), stored: () => committed.resolve() };
}

/** Publishes, and says when it was acknowledged. */
function publish(device: MqttClient, topic: string, payload: string) {
  const state = { acknowledged: false };
  void device.publishAsync(topic, payload, { qos: 1 }).then(() => (state.acknowledged = true));
  return state;
}

/** Long enough for the broker to have done what it would do at once: somebody else came and was served. */
const aWhile = async (broker: EmbeddedBroker) => void (await (await connectTo(broker)).subscribeAsync('elsewhere'));

const next = (client: MqttClient, event: 'message' | 'close') => new Promise<unknown[]>((resolve) => client.once(event, (...values: unknown[]) => resolve(values)));

test('a device has its acknowledgement when the message is stored, and not before', async () => {
  const broker = await openBroker();
  const consumer = await connectConsumer(broker);
  await consumer.subscribe();
  const message = publish(await connectTo(broker), 'thermograph/A/temperature', '4.2');
  await eventually(() => consumer.received.length === 1);
  await aWhile(broker);
  expect(message.acknowledged).toBe(false);
  consumer.stored();
  await eventually(() => message.acknowledged);
});

test('a message that comes before the consumer is there waits for it', async () => {
  const broker = await openBroker();
  const message = publish(await connectTo(broker), 'manufacturing/CNC-001/temperature', '61');
  const consumer = await connectConsumer(broker);
  consumer.stored();
  await aWhile(broker);
  expect([message.acknowledged, consumer.received]).toEqual([false, []]);
  await consumer.subscribe();
  await eventually(() => message.acknowledged);
  expect(consumer.received).toEqual(['61']);
});

test('what the consumer had not stored when its connection broke comes to it again', async () => {
  const broker = await openBroker();
  const consumer = await connectConsumer(broker);
  await consumer.subscribe();
  const message = publish(await connectTo(broker), 'thermograph/A/temperature', '4.2');
  await eventually(() => consumer.received.length === 1);
  consumer.client.stream.destroy();
  consumer.stored();
  await eventually(() => message.acknowledged);
  expect(consumer.received).toEqual(['4.2', '4.2']);
});

test('messages of QoS 0 and 1 arrive in their order, none left out, all at QoS 1', async () => {
  const broker = await openBroker();
  const consumer = await connectConsumer(broker);
  await consumer.subscribe();
  consumer.stored();
  const device = await connectTo(broker);
  const sent = Array.from({ length: 2_000 }, (_, index) => String(index));
  await Promise.all(sent.map((payload, index) => device.publishAsync('thermograph/A/temperature', payload, { qos: index % 3 === 0 ? 1 : 0 })));
  await eventually(() => consumer.received.length >= sent.length);
  expect(consumer.received).toEqual(sent);
  expect([...consumer.qualities]).toEqual([1]);
});

test('on topics that the consumer does not take, it is a broker like others', async () => {
  const broker = await openBroker();
  await (await connectConsumer(broker)).subscribe();
  const [device, subscriber] = [await connectTo(broker), await connectTo(broker)];
  await subscriber.subscribeAsync('elsewhere/#', { qos: 1 });
  const arrived = next(subscriber, 'message');
  await device.publishAsync('elsewhere/a', 'hello', { qos: 1 });
  expect(String((await arrived)[1])).toBe('hello');
});

test('thousands of messages that are stored in bulk, and thousands that nobody takes, do it no harm', async () => {
  const broker = await openBroker();
  const settle: (() => void)[] = [];
  const commits = setInterval(() => settle.splice(0).forEach((settled) => settled()), 5);
  parts.defer(() => clearInterval(commits));
  const batcher: Batcher = { submit: (_message, settled) => void settle.push(() => settled({} as Outcome)), pending: 0, healthy: true, [Symbol.asyncDispose]: async () => {} };
  parts.use(openConsumer({ url: broker.url, clientId: consumerId, protocolVersion: 4, batcher, log: createLog('silent') }));
  const devices = await Promise.all(Array.from({ length: 4 }, () => connectTo(broker)));
  for (const topic of ['thermograph/A/temperature', 'elsewhere']) {
    const sent = devices.flatMap((device) => Array.from({ length: 2_500 }, () => device.publishAsync(topic, '4.2', { qos: 1 })));
    expect(await Promise.all(sent)).toHaveLength(10_000);
  }
});

test('a device cannot publish what only the broker may say', async () => {
  const broker = await openBroker();
  await (await connectConsumer(broker)).subscribe();
  const device = await connectTo(broker, { reconnectPeriod: 0 });
  const closed = next(device, 'close');
  device.publish('$SYS/stored', 'x', { qos: 1 }, () => {});
  await closed;
  expect(device.connected).toBe(false);
});

test('where the port is taken it says so, and what to do about it', async () => {
  const { url } = await openBroker();
  const port = Number(new URL(url).port);
  await expect(openBroker(port)).rejects.toThrow(`The embedded MQTT broker cannot listen on 127.0.0.1:${port}: something else does already. Set MQTT_PORT to a free port`);
});

test('it closes, whoever is connected, and also who never said who he is', async () => {
  const broker = await openEmbeddedBroker({ port: 0, host: '127.0.0.1', consumerId, log: createLog('silent') });
  const silent = connect(Number(new URL(broker.url).port), '127.0.0.1');
  await once(silent, 'connect');
  const client = await connectTo(broker, { reconnectPeriod: 0 });
  const gone = [once(silent, 'close'), next(client, 'close')];
  await broker[Symbol.asyncDispose]();
  await Promise.all(gone);
  expect(client.connected).toBe(false);
});
