import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import type { Mosquitto } from '../support/mosquitto.js';
import { eventually } from '../support/eventually.js';
import { readText } from './compose-file.js';
import { startShippedMosquitto } from './shipped-mosquitto.js';

const PASSWORDS = { MQTT_INGEST_PASSWORD: 'i'.repeat(32), MQTT_DEVICE_PASSWORD: 'd'.repeat(32) };
const INGEST = { username: 'ingest', password: PASSWORDS.MQTT_INGEST_PASSWORD };
const DEVICE = { username: 'device', password: PASSWORDS.MQTT_DEVICE_PASSWORD };

let broker: Mosquitto;
beforeAll(async () => {
  broker = await startShippedMosquitto(PASSWORDS);
});
afterAll(async () => broker[Symbol.asyncDispose]());

const connect = (options: mqtt.IClientOptions): Promise<MqttClient> => mqtt.connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 0, ...options }, false);

describe('the broker of deploy/mosquitto', () => {
  test.each([
    ['nobody', {}],
    ['a wrong password', { ...INGEST, password: 'wrong' }],
    ['an account that there is not', { username: 'stranger', password: 'wrong' }],
  ])('lets %s not in', async (_, account) => {
    await expect(connect(account)).rejects.toThrow('Not authorized');
  });

  test('lets a device speak, and hands it nothing that others said', async () => {
    const heard: string[] = [];
    const [device, ingest] = [await connect(DEVICE), await connect(INGEST)];
    // Mosquitto grants every subscription, and looks at the rights when there is something to deliver.
    for (const [name, client] of Object.entries({ device, ingest })) {
      await client.subscribeAsync('thermograph/#', { qos: 1 });
      client.on('message', (topic) => heard.push(`${name} ${topic}`));
    }
    await device.publishAsync('thermograph/CNC-001/temperature', '21.5', { qos: 1 });
    await eventually(() => heard.length > 0);
    // What there was for the device stood in front of this acknowledgement.
    await device.publishAsync('manufacturing/CNC-001/temperature', '21.5', { qos: 1 });

    expect(heard).toEqual(['ingest thermograph/CNC-001/temperature']);
    await Promise.all([device.endAsync(), ingest.endAsync()]);
  });

  test('lets the ingest listen, and not speak', async () => {
    const ingest = await connect(INGEST);
    const granted = await ingest.subscribeAsync(['thermograph/#', 'bio_supply/#', 'manufacturing/#'], { qos: 1 });

    expect(granted.map(({ qos }) => qos)).toEqual([1, 1, 1]);
    await expect(ingest.publishAsync('thermograph/CNC-001/temperature', '21.5', { qos: 1 })).rejects.toThrow('Not authorized');
    await ingest.endAsync();
  });

  test('keeps more for an absent ingest than Mosquitto would by itself, also over its own restart', async () => {
    const MESSAGES = 1_500;
    const session = { ...INGEST, clientId: 'thermograph-ingest', clean: false, properties: { sessionExpiryInterval: 3_600, receiveMaximum: 5_000 } };
    const before = await connect(session);
    await before.subscribeAsync('thermograph/#', { qos: 1 });
    await before.endAsync();
    const device = await connect(DEVICE);
    await Promise.all(Array.from({ length: MESSAGES }, (_, number) => device.publishAsync('thermograph/CNC-001/serial', String(number), { qos: 1 })));
    await device.endAsync();
    await broker.stop();
    await broker.start();

    const received: number[] = [];
    const after = mqtt.connect(broker.url, { protocolVersion: 5, reconnectPeriod: 0, ...session, manualConnect: true });
    after.on('message', (_topic, payload) => received.push(Number(payload)));
    after.connect();
    await eventually(() => received.length >= MESSAGES);
    await after.endAsync();
    expect(received).toEqual(Array.from({ length: MESSAGES }, (_, number) => number));
  });

  test('has every setting without which messages are lost', () => {
    const settings = readText('deploy/mosquitto/mosquitto.conf').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

    expect(settings).toEqual(
      expect.arrayContaining([
        'allow_anonymous false', 'persistence true', 'autosave_interval 1', 'autosave_on_changes false', 'persistent_client_expiration 14d', 'max_queued_messages 200000',
        'max_queued_bytes 268435456', 'max_inflight_messages 1000', 'max_packet_size 262144',
      ]),
    );
  });
});
