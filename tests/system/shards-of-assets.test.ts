import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase, sql, type Database, type Em } from '../../src/database.js';
import { ALL_SHARDS, shardOf } from '../../src/events.js';
import { createLog } from '../../src/log.js';
import type { AssetKey } from '../../src/resolvers/read/assets.js';
import { hearingOf } from '../../src/resolvers/live/hearing.js';
import { aroundSensors, speakingNow } from '../../src/resolvers/read/earshot.js';
import { shardsOfAssets } from '../../src/resolvers/read/shards.js';
import { createDatabase } from '../support/database.js';

const parts = new AsyncDisposableStack();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() }, createLog('silent'));
  parts.defer(() => database.close());
});
afterAll(() => parts.disposeAsync());

const MACHINES = 3;
const CONTAINERS = 6;
const SAMPLES = 3;
const NOTHING: AssetKey = { machine: null, container: null, sample: null };
const among = (count: number) => fc.integer({ min: 1, max: count });
const asset = fc.oneof(
  among(MACHINES).map((machine): AssetKey => ({ ...NOTHING, machine })),
  among(CONTAINERS).map((container): AssetKey => ({ ...NOTHING, container })),
  among(SAMPLES).map((sample): AssetKey => ({ ...NOTHING, sample })),
);
const world = fc.record({
  /** Of each container the machine that it is too. */
  faces: fc.array(fc.option(among(MACHINES)), { minLength: CONTAINERS, maxLength: CONTAINERS }),
  /** In which container each stands: circles, too. */
  outer: fc.array(fc.option(among(CONTAINERS)), { minLength: CONTAINERS, maxLength: CONTAINERS }),
  samples: fc.array(fc.option(among(CONTAINERS)), { minLength: SAMPLES, maxLength: SAMPLES }),
  /** Whether each stay is over. */
  over: fc.infiniteStream(fc.boolean()),
  sensors: fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 64 }), on: asset }), { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
});

test('the sensors of an asset are in its shards, and of a machine and a container no others make up any', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ faces, outer, samples, over, sensors }) => {
      const em = database.em.fork();
      await em.begin();
      try {
        const run = (text: string, parameters: unknown[] = []) => sql(em, text, parameters);
        await run(`insert into machine (id, code, name) select id, id, id from generate_series(1, ${MACHINES}) as id`);
        const taken = new Set<number>();
        for (const [index, face] of faces.entries()) {
          await run(`insert into container (id, code, name, kind, machine_id) values ($1::int, $1::int, $1::int, 'BOX', $2)`, [index + 1, face !== null && !taken.has(face) ? face : null]);
          if (face !== null) taken.add(face);
        }
        await run(`insert into sample (id, code, name, type, collected_at) select id, id, id, 'plasma', now() from generate_series(1, ${SAMPLES}) as id`);
        const stays = [...outer.map((container, index) => ['container', index + 1, container] as const), ...samples.map((container, index) => ['sample', index + 1, container] as const)];
        for (const [kind, item, container] of stays) {
          if (container === null || (kind === 'container' && container === item)) continue;
          const isOver = over.next().value as boolean;
          await run(`insert into placement (container_id, item_${kind}_id, from_at, to_at, by_name) values ($1, $2, now() - interval '2 days', now() - $3::interval, 'test')`, [container, item, isOver ? '1 day' : null]);
        }
        for (const { id, on } of sensors) {
          await run(`insert into sensor (id, key, channel, quantity, unit, machine_id, container_id, sample_id) values ($1::int, 'x/' || $1::int, $1::int, 'TEMPERATURE', 'Cel', $2, $3, $4)`, [id, on.machine, on.container, on.sample]);
        }
        const { asked, known, missing } = await shardsIn(em, sensors.map(({ id }) => id));
        expect(asked).toEqual(known);
        expect(missing).toEqual([]);
      } finally {
        await em.rollback();
      }
    }),
    { numRuns: 60 },
  );
});

test('of an asset for which many ask together it is asked once, and anew when they ask again', async () => {
  const run = (text: string) => sql(database.em.fork(), text);
  await run(`insert into machine (id, code, name) values (101, 'MILL', 'MILL')`);
  const ask = () => Promise.all([1, 2].map(() => hearingOf(database).shardsOf({ ...NOTHING, machine: 101 })));
  const [one, other] = await ask();
  expect(other).toBe(one);
  await run(`insert into sensor (id, key, channel, quantity, unit, machine_id) values (65, 'MILL/1', '1', 'TEMPERATURE', 'Cel', 101)`);
  expect([one, ...(await ask())]).toEqual([[], [1], [1]]);
});

/** Of machines and containers the shards that are asked for and those that are known by their names; of samples the known ones that are not asked for. */
async function shardsIn(em: Em, sensors: readonly number[]) {
  const names = await aroundSensors(em, sensors);
  const speaking = await speakingNow(em, upTo(SAMPLES));
  const known = (...wanted: string[]) => {
    const found = sensors.filter((sensor, index) => [...names[index]!, ...(speaking.get(sensor) ?? [])].some((name) => wanted.includes(name)));
    return ALL_SHARDS.filter((shard) => found.some((sensor) => shardOf(sensor) === shard));
  };
  const keys = [...upTo(MACHINES).map((machine) => ({ ...NOTHING, machine })), ...upTo(CONTAINERS).map((container) => ({ ...NOTHING, container }))];
  const ofSamples = await shardsOfAssets(em, upTo(SAMPLES).map((sample) => ({ ...NOTHING, sample })));
  return {
    asked: (await shardsOfAssets(em, keys)).map((shards) => shards.toSorted((one, other) => one - other)),
    known: keys.map(({ machine, container }) => (machine === null ? known(`in${container}`) : known(`m${machine}`))),
    missing: upTo(SAMPLES).flatMap((sample, index) => known(`s${sample}`, `for${sample}`).filter((shard) => !ofSamples[index]!.includes(shard))),
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
