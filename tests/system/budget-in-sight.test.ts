import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Context } from '../../src/resolvers/context.js';
import { watchBudgets } from '../../src/resolvers/live/watch-budgets.js';
import type { BudgetEvent } from '../../src/schema/budget.js';
import { eventually } from '../support/eventually.js';
import { start, TIERS } from './budget-world.js';
import { arrange } from './exposure-world.js';
import { openReachingWorld, type ReachingWorld } from './reaching-world.js';

let world: ReachingWorld;
let site: number;
const streams: AsyncIterator<unknown>[] = [];

beforeAll(async () => {
  world = await openReachingWorld();
  const build = arrange(world, start);
  await build.profile('PLASMA', { tiers: TIERS });
  await build.containers('FREEZER');
  [{ id: site }] = (await world.run(`insert into site (code, name, time_zone) values ('LAB', 'Laboratory', 'UTC') returning id`)).rows as [{ id: number }];
  await world.run('update container set site_id = $1', [site]);
  await build.sample('S-1', 0, { profile: 'PLASMA' });
  await build.place('sample', 'S-1', 'FREEZER', 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const stream of streams.splice(0)) await stream.return!();
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** Of somebody bound to the site; where its things are he is told by `load`, as long as that is not null. */
async function watch(load: () => Promise<number | null> | null) {
  const context = world.context({}, [site]);
  const { sites } = context;
  Object.assign(context, { sites: { load: (asset) => load() ?? sites.load(asset) } } satisfies Partial<Context>);
  const stream = (await watchBudgets({ args: { container: ['FREEZER'] }, context })) as AsyncIterableIterator<BudgetEvent>;
  streams.push(stream);
  return stream;
}

const OUTAGE = Object.assign(new Error('the database is away'), { code: 'ECONNREFUSED' });

test('what was withheld because it was known a moment ago to be elsewhere is told before it would be looked at anyway', async () => {
  let asked = 0;
  const stream = await watch(() => ((asked += 1) === 1 ? Promise.resolve(null) : null));
  let told = 0;
  void stream.next().then(() => (told += 1));
  await eventually(() => told === 1, { within: 45_000 });
}, 60_000);

test('an outage that is long does not end it when its turn has come', async () => {
  let asked = 0;
  const stream = await watch(() => {
    asked += 1;
    if (asked === 2) jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    if (asked === 3) jest.restoreAllMocks();
    return asked <= 2 ? Promise.reject(OUTAGE) : null;
  });
  expect((await stream.next()).value.sample.code).toBe('S-1');
});

test('who leaves in it is told of no error', async () => {
  let asked = 0;
  const stream = await watch(() => {
    asked += 1;
    return Promise.reject(OUTAGE);
  });
  const next = stream.next();
  await eventually(() => asked > 0);
  await stream.return!();
  expect(await next).toEqual({ value: undefined, done: true });
});
