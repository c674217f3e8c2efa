import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sql, type Database } from '../../src/database.js';
import { eventually } from '../support/eventually.js';
import type { MqttRecord } from '../support/mqtt-proxy.js';
import { connectDevice } from './device.js';
import { openFleet } from './fleet.js';
import { BALANCED, balance, settled } from './ledger.js';
import { openRig } from './rig.js';
import { wrongExcursions } from './world.js';

const TOPIC = 'thermograph/M-0/temperature';
// One message in so many is bad, each kind three times in turn.
const ONE_IN = 200;
const TURNS = 3;
// Nothing is wrong with it but that Postgres will not have it: as if a rule of the database had been forgotten in the program.
const UNLUCKY = 13;

const KINDS: { reason: string; topic?: string; payload: string | Buffer }[] = [
  { reason: 'INVALID_JSON', payload: '{"value": 4.' },
  { reason: 'INVALID_JSON', payload: Buffer.from([0x7b, 0xff, 0xfe, 0x00]) },
  { reason: 'INVALID_TEXT', payload: String.raw`{"value": 4, "unit": "\u0000"}` },
  { reason: 'INVALID_VALUE', payload: '{"value": 1e400}' },
  { reason: 'UNKNOWN_ASSET', topic: 'thermograph/NOWHERE/temperature', payload: '{"value": 4}' },
  { reason: 'INCOMPATIBLE_UNIT', payload: '{"value": 4, "unit": "kg"}' },
  { reason: 'INVALID_VALUE', payload: JSON.stringify('x'.repeat(1_000_000)) },
  { reason: 'INCOMPATIBLE_UNIT', payload: '{"value": 1e308, "unit": "kK"}' },
  { reason: 'UNSTORABLE', payload: `{"value": ${UNLUCKY}}` },
];

describe('among thousands of good messages, bad ones', () => {
  test('are kept with their bytes and the reason, keep no other out, and are acknowledged once like all others', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    await using device = await connectDevice(rig.port);
    await sql(rig.database.em.fork(), `alter table reading add check (value <> ${UNLUCKY})`);
    await rig.startIngest();
    await eventually(async () => (await fleet.send(1))[0]!.takenAt !== null);
    const bad = Array.from({ length: TURNS }, () => KINDS).flat();
    for (const { topic = TOPIC, payload } of bad) await Promise.all([device.publish(topic, payload), fleet.send(ONE_IN - 1)]);
    await settled(rig.database, fleet);
    const [{ delivered, acknowledged, stray }, ...others] = rig.line.connections as [MqttRecord, ...MqttRecord[]];
    await eventually(() => acknowledged.length === delivered.length);

    expect(delivered).toHaveLength(fleet.taken() + bad.length);
    expect([stray, others]).toEqual([[], []]);
    expect(await balance(rig.database, fleet.sent)).toEqual({ ...BALANCED, refused: bad.map(({ reason }) => expect.stringMatching(`^${reason}: `)) });
    expect(await rejections(rig.database)).toEqual(bad.map(({ topic = TOPIC, payload }) => `${topic} ${createHash('md5').update(payload).digest('hex')}`));
    expect(await wrongExcursions(rig)).toEqual([]);
  });

  test('would come again for ever and let nothing past, if only what is stored were acknowledged', async () => {
    await using rig = await openRig();
    await using device = await connectDevice(rig.port);
    const careless = await rig.startCareless('append');
    await device.publish(TOPIC, '{"value": 4.');
    await device.publish(TOPIC, '{"value": 5}');
    for (let times = 1; times <= 3; times += 1) {
      await eventually(() => careless.lines.filter((line) => line.startsWith('could not append')).length === times);
      rig.line.resetAll();
    }
    expect((await sql(rig.database.em.fork(), 'select from appended')).rows).toHaveLength(0);
  });
});

async function rejections(database: Database): Promise<string[]> {
  const { rows } = await sql<{ what: string }>(database.em.fork(), `select topic || ' ' || md5(payload) as what from rejection order by id`);
  return rows.map(({ what }) => what);
}
