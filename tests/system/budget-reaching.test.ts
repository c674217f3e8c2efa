import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/domain/time.js';
import { sql } from '../../src/database.js';
import type { Context } from '../../src/resolvers/context.js';
import { idsOf } from '../../src/resolvers/live/names.js';
import { watchBudgets, type BudgetArgs } from '../../src/resolvers/live/watch-budgets.js';
import { eventually } from '../support/eventually.js';
import { openRounds, start, TIERS } from './budget-world.js';
import { arrange } from './exposure-world.js';
import { openReachingWorld, type ReachingWorld } from './reaching-world.js';

// Of a sensor the shard is the rest of its id by 16: here the id less 160.

let world: ReachingWorld;
let build: ReturnType<typeof arrange>;
let serial = 0;
let sample: string;
const streams: AsyncIterator<unknown>[] = [];

beforeAll(async () => {
  world = await openReachingWorld();
  build = arrange(world, start);
  await build.profile('PLASMA', { tiers: TIERS });
  await world.machines('MILL');
  await world.containers('SHED', 'FREEZER', 'BOX', 'FRIDGE', 'BENCH');
  await world.sensor(161, 'container', 'SHED');
  await world.sensor(162, 'container', 'FREEZER');
  await world.sensor(163, 'container', 'FRIDGE');
  await world.sensor(164, 'machine', 'MILL');
  await build.place('container', 'BOX', 'FREEZER', 0);
});
/** It was in the shed and has been in the box since. */
beforeEach(async () => {
  sample = `S-${(serial += 1)}`;
  await build.sample(sample, 0, { profile: 'PLASMA' });
  await build.place('sample', sample, 'SHED', 0, 100);
  await build.place('sample', sample, 'BOX', 100);
  await world.record('FREEZER/162', -20 - serial / 100);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.return!();
  await eventually(async () => (await world.heard()).length === 0);
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** Before it would look anyway. */
const soon = (condition: () => boolean) => eventually(condition, { within: 45_000 });

/** What a subscriber is told, as `tier@temperature`. */
async function watch(args: BudgetArgs, context = world.context()): Promise<string[]> {
  const events = (await watchBudgets({ args, context })) as AsyncIterableIterator<{ tier: string | null; temperature: number | null }>;
  streams.push(events);
  const told: string[] = [];
  void (async () => {
    for await (const { tier, temperature } of events) told.push(`${tier}@${temperature}`);
  })();
  return told;
}
const heard = async () => (await world.heard()).join();

describe('a process that serves hears of those shards only in which there is what speaks, or has spoken, for samples whose budget is watched', () => {
  test('of one sample', async () => {
    await watch({ sample: [sample] });
    expect(await heard()).toBe('1,2');
  });

  test('of all that stand in a container, and of none in one where nothing stands', async () => {
    await watch({ container: ['BENCH'] });
    expect(await heard()).toBe('');
    await watch({ container: ['FREEZER'] });
    expect(await heard()).toBe('1,2');
    await streams.at(-1)!.return!();
    await eventually(async () => (await heard()) === '');
  });
});

test('what was measured long ago where it is no more is told, also by a sensor that had said nothing', async () => {
  const told = await watch({ sample: [sample] });
  await soon(() => told.length === 1);
  await world.record('SHED/161', -20, start + 10 * MINUTE);
  await soon(() => told.length === 2);
  await world.record('SHED/161', 20, start + 90 * MINUTE);
  await soon(() => told.length === 3);
  expect(told[0]).toMatch(/^FROZEN/);
});

test('what moves while it is looked what has become of a reading is told in the round after', async () => {
  let marks = 0;
  const { live } = world.context();
  const context = world.context({ reach: (where) => live.reach(typeof where === 'function' ? (mark) => ((marks += 1), where(mark)) : where) });
  const { sensors } = context;
  let happen: () => Promise<unknown> = async () => {};
  Object.assign(context, { sensors: { load: (id) => happen().then(() => sensors.load(id)) } } satisfies Partial<Context>);
  await world.record('FRIDGE/163', 4);
  const told = await watch({ sample: [sample] }, context);
  await soon(() => told.length === 1);
  happen = async () => {
    happen = async () => {};
    const before = marks;
    await world.place('sample', sample, 'FRIDGE');
    await eventually(() => marks > before);
  };
  await world.record('FREEZER/162', -24);
  await soon(() => told.at(-1)!.startsWith('FRIDGE'));
  expect(told.slice(0, -1).every((each) => each.startsWith('FROZEN'))).toBe(true);
});

describe('what is measured while it comes to be listened to others is not missed', () => {
  /** What is told in a round; `meanwhile` is done between the question who speaks and the moment from which on they are heard. */
  async function openLate(codes: string[]) {
    let happen: () => Promise<unknown> = async () => {};
    const context: Context = world.context({
      async reach(where) {
        await happen();
        happen = async () => {};
        return world.context().live.reach(where);
      },
    });
    const rounds = openRounds(context, { samples: await idsOf(context, 'sample', codes), containers: [] });
    return {
      async next(meanwhile = happen) {
        happen = meanwhile;
        return (await rounds.next()).map((event) => `${event.sample.code} ${event.temperature}`);
      },
      [Symbol.dispose]: () => rounds[Symbol.dispose](),
    };
  }

  test('of those', async () => {
    using rounds = await openLate([sample]);
    expect(await rounds.next(() => world.record('FREEZER/162', -22))).toEqual([`${sample} -22`]);
  });

  test('of whom it was listened to before, though that is only now handed on', async () => {
    const other = `${sample}o`;
    await build.sample(other, 0, { profile: 'PLASMA' });
    await build.place('sample', other, 'BENCH', 0);
    using rounds = await openLate([sample, other]);
    await rounds.next();
    await world.place('sample', other, 'FRIDGE');
    const holding = world.database.em.fork();
    await holding.begin();
    try {
      const told = await rounds.next(async () => {
        await sql(holding, 'select pg_current_xact_id()');
        await world.record('FREEZER/162', -23);
        await eventually(() => world.tail.expected.size > 0);
      });
      expect(told).toContain(`${sample} -23`);
    } finally {
      await holding.rollback();
    }
  });
});

test('when it is moved to another place that is told though nothing is measured, and from then on what is measured there', async () => {
  await world.record('FRIDGE/163', 5);
  const told = await watch({ sample: [sample] });
  expect(await heard()).toBe('1,2');
  await world.place('sample', sample, 'FRIDGE');
  await soon(() => told.at(-1) === 'FRIDGE@5');
  expect(await heard()).toBe('1,2,3');
  await world.record('FRIDGE/163', 6);
  await soon(() => told.at(-1) === 'FRIDGE@6');
});

test('a sample that comes into a container is told of, with what is measured where it was before', async () => {
  const told = await watch({ container: ['BENCH'] });
  await world.place('sample', sample, 'BENCH');
  await soon(() => told.at(-1) === 'null@null');
  expect(await heard()).toBe('1,2');
  await world.record('SHED/161', 20, start + 50 * MINUTE);
  await soon(() => told.length === 2);
});

test('a sensor that comes is told of by its first reading, which was stored before anybody heard it', async () => {
  const told = await watch({ sample: [sample] });
  await world.run(`select setval('sensor_id_seq', 183 + 16 * $1::int)`, [serial]);
  await world.record('BOX/temperature', 15);
  await soon(() => told.at(-1) === 'ROOM@15');
  expect(await heard()).toBe('1,2,8');
  await world.run(`update sensor set container_id = null, machine_id = (select id from machine where code = 'MILL') where key = 'BOX/temperature'`);
  await world.run(`delete from sensor_mount where sensor_id = (select id from sensor where key = 'BOX/temperature')`);
});

test('where the log says nothing of a move it is told with the next reading around it only', async () => {
  const told = await watch({ sample: [sample] });
  await soon(() => told.length === 1);
  await world.run('alter table placement disable trigger placement_notes_moves');
  await world.place('sample', sample, 'FRIDGE');
  await world.run('alter table placement enable trigger placement_notes_moves');
  await world.record('FRIDGE/163', 7);
  await delay(2_000);
  expect([told.length, await heard()]).toEqual([1, '1,2']);
  await world.record('FREEZER/162', -21);
  await soon(() => told.at(-1) === 'FRIDGE@7');
});

test('it looks again after a minute at the latest, and then sees of which sample somebody has said meanwhile what it endures', async () => {
  await build.sample(`${sample}x`, 0);
  await build.place('sample', `${sample}x`, 'BENCH', 0);
  const [{ id }] = (await world.run(`select id from container where code = 'BENCH'`)).rows as [{ id: number }];
  using rounds = openRounds(world.context(), { samples: [], containers: [id] });
  await rounds.next();
  expect(rounds.quietMs).toBe(60_000);
  await world.run(`update sample set stability_profile_id = (select id from stability_profile) where code = $1`, [`${sample}x`]);
  expect((await rounds.next()).map((event) => event.sample.code)).toEqual([`${sample}x`]);
});
