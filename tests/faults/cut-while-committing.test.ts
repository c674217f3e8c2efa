import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { connectDevice } from './device.js';
import { openFleet, type Fleet } from './fleet.js';
import { holdTable } from './hold.js';
import { BALANCED, balance, settled } from './ledger.js';
import { openRig, type Rig } from './rig.js';
import { wrongExcursions } from './world.js';

/** How a cut goes: whether the broker forgets the session meanwhile, and whether the COMMIT comes before the next connection. */
interface Cut {
  forgotten: boolean;
  committedAway: boolean;
}

const CUTS: Cut[] = [
  { forgotten: true, committedAway: false },
  { forgotten: true, committedAway: true },
  { forgotten: false, committedAway: false },
  { forgotten: false, committedAway: true },
];
// Cuts of one kind after the other, on each of so many lines at a time: each waits a second for the next attempt to connect.
const LINES = 3;
const ROUNDS = 3;
const BURST = 40;

describe('an ingest whose connection is cut while a COMMIT is held', () => {
  test('acknowledges on each connection only what came over it, and only when it is committed', async () => {
    const lines = await Promise.all(Array.from({ length: LINES }, cutAgainAndAgain));
    expect(lines.flat()).toHaveLength(LINES * ROUNDS * CUTS.length);
    // A stale one would have named another message.
    for (const { forgotten, reused } of lines.flat()) expect(reused).toBe(forgotten ? BURST : 0);
  });

  test.each(CUTS.filter(({ forgotten }) => forgotten))('would acknowledge what is not committed, if it left that to mqtt.js (committed before the next connection: $committedAway)', async (how) => {
    await using rig = await openRig();
    await using fleet = await openFleet(rig);
    await rig.startCareless('append');
    await cut(rig, fleet, 'appended', how);
    expect(strays(rig)).not.toEqual([]);
  });
});

async function cutAgainAndAgain(): Promise<{ forgotten: boolean; reused: number }[]> {
  await using rig = await openRig();
  await using fleet = await openFleet(rig);
  await rig.startIngest();
  const cuts = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const how of CUTS) {
      cuts.push({ ...how, reused: await cut(rig, fleet, 'reading', how) });
      expect(strays(rig)).toEqual([]);
    }
  }
  await settled(rig.database, fleet);
  expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
  expect(await wrongExcursions(rig)).toEqual([]);
  return cuts;
}

/** Acknowledgements of nothing that came over the same connection. */
const strays = ({ line }: Rig): number[] => line.connections.flatMap(({ stray }) => stray);

/** Gives how many of the packet ids that were not answered named other messages on the next connection. */
async function cut(rig: Rig, fleet: Fleet, table: string, { forgotten, committedAway }: Cut): Promise<number> {
  const before = rig.line.connections.at(-1)!;
  const answered = before.acknowledged.length;
  await using hold = await holdTable(rig.database, table);
  await fleet.send(BURST);
  await hold.awaited();
  await eventually(() => before.delivered.length === answered + BURST);
  const unanswered = new Set(before.delivered.slice(answered));

  await rig.line.down();
  if (forgotten) await (await connectDevice(rig.port, 'ingest'))[Symbol.asyncDispose]();
  if (committedAway) await hold.release();
  await rig.line.up();
  await eventually(async () => (await fleet.send(1))[0]!.takenAt !== null, { every: 100 });
  await eventually(() => rig.line.connections.length > 0 && rig.line.connections.at(-1) !== before);
  // So many that a broker that began again with its packet ids comes to those that were not answered.
  const burst = forgotten ? Math.max(...unanswered) : BURST;
  await fleet.send(burst);
  const after = rig.line.connections.at(-1)!;
  await eventually(() => after.delivered.length > burst);
  if (!committedAway) expect(after.acknowledged).toEqual([]);
  await hold.release();
  await eventually(() => after.acknowledged.length >= after.delivered.length);
  return forgotten ? after.delivered.filter((id) => unanswered.has(id)).length : 0;
}
