import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { eventually } from '../support/eventually.js';
import type { Server } from '../support/server.js';
import { openFleet, type Fleet } from './fleet.js';
import { holdTable } from './hold.js';
import { BALANCED, balance, countReadings, drained, settled } from './ledger.js';
import { createRandom } from './random.js';
import { openRig, type Rig } from './rig.js';
import { countExcursions, wrongExcursions } from './world.js';

const KILLS = 20;
const PER_SECOND = 600;
const BURST = 100;

describe('an ingest that is killed (kill -9)', () => {
  test('at twenty random moments under load loses nothing that a device was told is taken, stores nothing twice, and finds the excursions of the whole history', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const ingest = await rig.startIngest();
    const random = createRandom(20261121);
    fleet.start(PER_SECOND);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await delay(random() * 700);
      await ingest.stop('SIGKILL');
      // Every fifth time it is not even given the time to start.
      if (kill % 5 === 0) await killWhileStarting(ingest, random() * 1_000);
      await ingest.start();
    }
    await eventually(async () => (await countReadings(rig.database)) >= fleet.taken(performance.now() - 2_000), { within: 10_000 });
    await settled(rig.database, fleet);

    expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
    expect(await wrongExcursions(rig)).toEqual([]);
    expect(await countExcursions(rig.database)).toBeGreaterThan(rig.thermometers.length);
    const [first, ...later] = ingest.log.flatMap(({ msg, sessionPresent }) => (msg?.startsWith('connected to the broker') ? [sessionPresent] : []));
    expect(first).toBe(false);
    expect(new Set(later)).toEqual(new Set([true]));
    expect(later.length).toBeGreaterThanOrEqual(KILLS);
    // It was at work when it was killed.
    expect(rig.line.connections.filter(({ delivered, acknowledged }) => acknowledged.length < delivered.length).length).toBeGreaterThan(KILLS / 4);
  }, 400_000);

  test('would lose some of it, if it acknowledged what is not committed', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const careless = await rig.startCareless('record');
    const random = createRandom(20261121);
    fleet.start(PER_SECOND);
    for (let kill = 1; kill <= 5; kill += 1) {
      await delay(random() * 700);
      await careless.stop('SIGKILL');
      await careless.start();
    }
    await drained(rig.database, fleet);
    expect((await balance(rig.database, fleet.sent)).lost).not.toEqual([]);
  });

  test('between COMMIT and acknowledgement is handed the same messages again, and stores none of them twice', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const ingest = await rig.startIngest();
    for (let kill = 1; kill <= 5; kill += 1) {
      await killBeforeAcknowledgement(rig, fleet, ingest, { table: 'reading', stored: () => countReadings(rig.database) });
      const { delivered, acknowledged } = rig.line.connections.at(-1)!;
      await eventually(() => delivered.length >= BURST && acknowledged.length === delivered.length);
    }
    await settled(rig.database, fleet);
    expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
    expect(await countReadings(rig.database)).toBe(5 * BURST);
    expect(await wrongExcursions(rig)).toEqual([]);
  });

  test('would store them twice, if it knew no key of a reading', async () => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    const count = async () => (await sql<{ count: number }>(rig.database.em.fork(), 'select count(*)::int from appended')).rows[0]!.count;
    const careless = await rig.startCareless('append');
    await killBeforeAcknowledgement(rig, fleet, careless, { table: 'appended', stored: count });
    await eventually(() => rig.line.connections.at(-1)!.acknowledged.length >= BURST);
    expect(await count()).toBeGreaterThan(BURST);
  });
});

async function killWhileStarting(server: Server, afterMs: number): Promise<void> {
  const starting = server.start().catch(() => {});
  await delay(afterMs);
  await server.stop('SIGKILL');
  await starting;
}

/** Sends readings, lets them be committed, and ends the process when all are and before the broker has heard of any. */
async function killBeforeAcknowledgement(rig: Rig, fleet: Fleet, consumer: Server, { table, stored }: { table: string; stored: () => Promise<number> }): Promise<void> {
  const before = await stored();
  const connection = rig.line.connections.at(-1)!;
  const [delivered, acknowledged] = [connection.delivered.length, connection.acknowledged.length];
  await using hold = await holdTable(rig.database, table);
  await fleet.send(BURST);
  await hold.awaited();
  await eventually(() => connection.delivered.length === delivered + BURST);
  rig.line.pause();
  await hold.release();
  await eventually(async () => (await stored()) === before + BURST);
  await consumer.stop('SIGKILL');
  expect(connection.acknowledged).toHaveLength(acknowledged);
  rig.line.resetAll();
  rig.line.resume();
  await consumer.start();
}
