import { describe, expect, test } from '@jest/globals';
import mqtt from 'mqtt';
import { eventually } from '../support/eventually.js';
import type { Program } from '../support/program.js';
import { openFleet } from './fleet.js';
import { BALANCED, balance, settled } from './ledger.js';
import { openRig, type Rig } from './rig.js';
import { countExcursions, wrongExcursions } from './world.js';

// Two processes that share the messages of one broker: each reading goes to one of them, those of a sensor to both in turn.

const PER_SECOND = 600;
const BURST = 100;
const FATAL = 60;
const NEVER = '3600';
const SOON = '3';

const start = (rig: Rig, name: string, adoptAfter = NEVER) => rig.startIngest({ MQTT_CLIENT_ID: name, MQTT_GROUP: 'ingests', MQTT_ADOPT_AFTER: adoptAfter });
const connectionsOf = ({ line }: Rig, name: string) => line.connections.filter(({ clientId }) => clientId === name);
const delivered = (rig: Rig, name: string) => connectionsOf(rig, name).reduce((sum, each) => sum + each.delivered.length, 0);
const acknowledged = (rig: Rig, name: string) => connectionsOf(rig, name).reduce((sum, each) => sum + each.acknowledged.length, 0);
const says = ({ log }: Program, text: string) => log.filter(({ msg }) => msg?.includes(text));

describe('two ingests that share a subscription', () => {
  test('are handed each message once between them, and find of each sensor what one would find', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    for (const name of ['ingest-1', 'ingest-2']) await start(rig, name);
    fleet.start(PER_SECOND);
    await eventually(() => fleet.sent.length > 3_000, { within: 30_000 });
    await settled(rig.database, fleet);

    expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
    expect(await wrongExcursions(rig)).toEqual([]);
    expect(await countExcursions(rig.database)).toBeGreaterThan(rig.thermometers.length);
    const shares = ['ingest-1', 'ingest-2'].map((name) => delivered(rig, name));
    expect(Math.min(...shares)).toBeGreaterThan(fleet.taken() / 3);
    expect(shares[0]! + shares[1]!).toBe(fleet.taken());
  }, 120_000);

  test('lose nothing when one is killed for good under load: the other takes in what the broker keeps for it, and ends its session', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const [dead, living] = [await start(rig, 'ingest-1', SOON), await start(rig, 'ingest-2', SOON)];
    fleet.start(PER_SECOND);
    await eventually(() => delivered(rig, 'ingest-1') > 300, { within: 20_000 });
    await dead.stop('SIGKILL');
    await eventually(() => says(living, 'is empty, and ended').length > 0, { within: 60_000 });
    await settled(rig.database, fleet);

    expect(says(living, 'is empty, and ended')).toEqual([expect.objectContaining({ clientId: 'ingest-1', messages: expect.any(Number) })]);
    expect(says(living, 'is empty, and ended')[0]!['messages']).toBeGreaterThan(BURST);
    expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
    expect(await wrongExcursions(rig)).toEqual([]);
    expect(rig.line.connections.flatMap(({ stray }) => stray)).toEqual([]);
    expect(await hasSession(rig, 'ingest-1')).toBe(false);
    expect(await hasSession(rig, 'ingest-2')).toBe(true);
  }, 120_000);

  test.each([
    { what: 'nobody took in what the broker keeps for it; it is there when that one comes again', adopt: async () => {}, comesAgain: true },
    { what: 'its session were taken over as a new one', adopt: takeOverAnew, comesAgain: false },
  ])('would lose half of what comes after the death of one, if $what', async ({ adopt, comesAgain }) => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const dead = await start(rig, 'ingest-1');
    await start(rig, 'ingest-2');
    await dead.stop('SIGKILL');
    const sent = await fleet.send(BURST);
    await eventually(() => acknowledged(rig, 'ingest-2') === BURST / 2);
    await adopt(rig, 'ingest-1');
    expect((await balance(rig.database, sent)).lost).toHaveLength(BURST / 2);

    await dead.start();
    await fleet.send(1);
    await fleet.send(1);
    await settled(rig.database, fleet);
    await eventually(async () => (await balance(rig.database, fleet.sent)).lost.length === (comesAgain ? 0 : BURST / 2));
  }, 120_000);

  test('lose nothing when one hangs for long and then goes on: it finds out that it was taken for dead, and begins anew', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const [hanging, living] = [await start(rig, 'ingest-1', SOON), await start(rig, 'ingest-2', SOON)];
    fleet.start(PER_SECOND);
    await eventually(() => delivered(rig, 'ingest-1') > 300, { within: 20_000 });
    process.kill(hanging.pid, 'SIGSTOP');
    try {
      await eventually(() => says(living, 'is empty, and ended').length > 0, { within: 90_000 });
    } finally {
      process.kill(hanging.pid, 'SIGCONT');
    }
    await eventually(() => says(hanging, 'we were taken for dead').length > 0);
    const before = ['ingest-1', 'ingest-2'].map((name) => acknowledged(rig, name));
    await eventually(() => ['ingest-1', 'ingest-2'].every((name, index) => acknowledged(rig, name) > before[index]! + BURST), { within: 20_000 });
    await settled(rig.database, fleet);

    expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
    expect(await wrongExcursions(rig)).toEqual([]);
    for (const each of [hanging, living]) expect(each.log.filter(({ level = FATAL }) => level >= FATAL)).toEqual([]);
  }, 180_000);
});

/** What one does who reads no further than the first page of the manual. */
async function takeOverAnew({ port }: Rig, clientId: string): Promise<void> {
  await (await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5, clientId, clean: true })).endAsync();
}

async function hasSession({ port }: Rig, clientId: string): Promise<boolean> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5, clientId, clean: false, manualConnect: true, reconnectPeriod: 0 });
  const present = new Promise<boolean>((resolve) => client.once('connect', ({ sessionPresent }) => resolve(sessionPresent)));
  client.connect();
  const isPresent = await present;
  await client.endAsync();
  return isPresent;
}
