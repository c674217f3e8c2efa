import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now, SECOND } from '../../src/domain/time.js';
import type { BudgetRounds } from '../../src/resolvers/live/budget-rounds.js';
import { moveSensor } from '../../src/resolvers/write/move-sensor.js';
import { eventually } from '../support/eventually.js';
import { openRounds, start, TIERS } from './budget-world.js';
import { arrange } from './exposure-world.js';
import { openReachingWorld, type ReachingWorld } from './reaching-world.js';

let world: ReachingWorld;
let build: ReturnType<typeof arrange>;
let serial = 0;
let sample: number;
let happen: () => Promise<unknown> = async () => null;
let news = 0;
let rounds: BudgetRounds & Disposable;

beforeAll(async () => {
  world = await openReachingWorld();
  build = arrange(world, start);
  await build.profile('PLASMA', { tiers: TIERS });
  await build.containers('SHED', 'FREEZER', 'BENCH');
  await build.sensor('container', 'FREEZER', 'temperature');
});
/** Whose sample is in the freezer now, and was on the bench. */
beforeEach(async () => {
  const code = `S-${(serial += 1)}`;
  await build.sample(code, 0, { profile: 'PLASMA' });
  await build.place('sample', code, 'BENCH', 0, 200);
  await build.place('sample', code, 'FREEZER', 200);
  await world.record('FREEZER/temperature', -20);
  sample = ((await world.run('select id from sample where code = $1', [code])).rows as { id: number }[])[0]!.id;
  const { live } = world.context();
  const reach: typeof live.reach = async (where) => {
    await happen();
    return live.reach(where);
  };
  rounds = openRounds(world.context({ reach }), { samples: [sample], containers: [] }, () => void (news += 1));
});
afterEach(() => rounds[Symbol.dispose]());
afterAll(() => world?.[Symbol.asyncDispose]());

const temperatures = async () => (await rounds.next()).map(({ temperature }) => temperature);

test('what a device measured whose clock is ahead is told when that moment has come', async () => {
  expect(await temperatures()).toEqual([-20]);
  const [heard, measuredAt] = [news, now() + 3 * SECOND];
  await world.record('FREEZER/temperature', -21, measuredAt);
  await eventually(() => news > heard);
  const told = await temperatures();
  // On a slow machine it has come already.
  if (!told.includes(-21)) expect(rounds.quietMs).toBeLessThanOrEqual(3_000);
  await eventually(() => now() >= measuredAt);
  if (!told.includes(-21)) expect(rounds.quietMs).toBe(0);
  expect([...told, ...(await temperatures())].at(-1)).toBe(-21);
});

test('so is a move that is said to be a little ahead', async () => {
  expect(await temperatures()).toEqual([-20]);
  const at = now() + 2 * SECOND;
  await world.run(`update placement set to_at = $2 where item_sample_id = $1 and to_at is null`, [sample, formatInstant(at)]);
  await world.run(`insert into placement (container_id, item_sample_id, from_at, by_name) select id, $1, $2, 'test' from container where code = 'BENCH'`, [sample, formatInstant(at)]);
  const told = await temperatures();
  // On a slow machine it has come already.
  if (!told.includes(null)) expect(rounds.quietMs).toBeLessThanOrEqual(2_000);
  await eventually(() => now() >= at);
  expect([...told, ...(await temperatures())]).toContain(null);
});

test('what has reached nobody is told again, and what has moved once to all who ask the same', async () => {
  await rounds.next();
  expect(await rounds.next()).toEqual([]);
  rounds.forget(sample);
  expect(await temperatures()).toEqual([-20]);
  const others = Array.from({ length: 5 }, () => openRounds(world.context(), { samples: [sample], containers: [] }));
  for (const each of others) await each.next();
  const mark = {};
  for (const each of others) each.moved(mark);
  await others[0]!.next();
  const before = world.statements();
  await Promise.all(others.slice(1).map((each) => each.next()));
  expect(world.statements() - before).toBe(0);
  for (const each of others) each[Symbol.dispose]();
});

test('of which product it is there is a new version', async () => {
  await rounds.next();
  await build.run(`insert into stability_profile_version (profile_id, version, activation_energy, defined_at, defined_by) select id, 2, 83, now(), 'test' from stability_profile`);
  expect(await rounds.next()).toMatchObject([{ budget: [] }]);
  await build.run('delete from stability_profile_version where version = 2');
});

test('sensors that come one after the other, each while it comes to be listened to the one before, keep nobody waiting', async () => {
  let coming = 0;
  happen = () => build.sensor('container', 'SHED', `t${coming}`).then(() => build.remount(`SHED/t${coming++}`, 'FREEZER', 300));
  expect(await temperatures()).toEqual([-20]);
  expect([coming, rounds.quietMs]).toEqual([1, 0]);
  happen = async () => null;
  await rounds.next();
  expect(rounds.quietMs).toBe(60_000);
});

test('where a sensor once was, which is elsewhere now, marks the log of commits', async () => {
  await build.sensor('container', 'SHED', 'probe');
  await build.run(`update sensor_mount set from_at = $1 where sensor_id = (select id from sensor where key = 'SHED/probe')`, [formatInstant(start)]);
  const moved = async (container: string, minute: number) =>
    expect((await moveSensor(world.context(), { sensor: 'SHED/probe', container, at: start + minute * MINUTE, reason: 'told late' })).userErrors).toEqual([]);
  await moved('BENCH', 300);
  await moved('SHED', 400);
  const marks = async () => Number(((await build.run('select count(*) as marks from commit_log where moves')).rows as { marks: string }[])[0]!.marks);
  const before = await marks();
  await moved('BENCH', 100);
  expect(await marks()).toBe(before + 1);
});
