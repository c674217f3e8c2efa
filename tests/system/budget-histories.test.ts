import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, MINUTE } from '../../src/domain/time.js';
import { idsOf } from '../../src/resolvers/live/names.js';
import { watchBudgets, type BudgetArgs } from '../../src/resolvers/live/watch-budgets.js';
import type { BudgetEvent } from '../../src/schema/budget.js';
import { eventually } from '../support/eventually.js';
import { openRounds, start, TIERS } from './budget-world.js';
import { arrange } from './exposure-world.js';
import { openReachingWorld, type ReachingWorld } from './reaching-world.js';

const PLACES = ['SHED', 'FREEZER', 'FRIDGE', 'BENCH', 'RACK'];
const SAMPLES = ['S-1', 'S-2', 'S-3', 'S-1a'];
const BOXES = ['BOX-1', 'BOX-2'];
const WATCHED: BudgetArgs[] = [{ sample: ['S-1'] }, { sample: ['S-1a', 'S-3'] }, { container: ['FREEZER'] }, { container: ['BOX-1', 'BENCH'] }];

const minute = fc.integer({ min: 0, max: 500 });
const into = fc.constantFrom(...PLACES);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('reading' as const), place: fc.constantFrom(...PLACES, ...BOXES), minute, value: fc.constantFrom(-20, 5, 20, 40) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('move' as const), kind: fc.constant('container' as const), item: fc.constantFrom(...BOXES), into, minute }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('move' as const), kind: fc.constant('sample' as const), item: fc.constantFrom(...SAMPLES), into: fc.constantFrom(...PLACES, ...BOXES), minute }) },
);
/** Steps of which those beside each other happen together. */
const histories = fc.sample(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 25, maxLength: 25 }), 3);

let world: ReachingWorld;
beforeAll(async () => {
  world = await openReachingWorld();
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** What was told of each sample last. */
async function watch(args: BudgetArgs) {
  const events = (await watchBudgets({ args, context: world.context() })) as AsyncIterableIterator<BudgetEvent>;
  const told = new Map<string, BudgetEvent>();
  const running = (async () => {
    for await (const event of events) told.set(event.sample.code, event);
  })();
  return {
    told,
    async end() {
      await events.return!();
      await running;
    },
  };
}

/** But for the time that has passed in between, of which one tier may be used. */
const isAlike = (before: BudgetEvent | undefined, event: BudgetEvent): boolean =>
  before?.tier === event.tier && event.budget.every(({ used }, index) => [0, event.at - before.at].includes(used - before.budget[index]!.used));

/** As somebody is told who comes now. */
async function howItIs({ sample, container }: BudgetArgs): Promise<BudgetEvent[]> {
  const context = world.context();
  using rounds = openRounds(context, { samples: await idsOf(context, 'sample', sample ?? []), containers: await idsOf(context, 'container', container ?? []) });
  return await rounds.next();
}

/** Said today of a time that is long over; where it was meanwhile stays as it is. */
const move = (kind: 'container' | 'sample', item: string, container: string, from: number) =>
  world.run(`with item as (select id from ${kind} where code = $1),
    before as (update placement set to_at = $3::timestamptz where item_${kind}_id = (select id from item) and to_at is null and from_at < $3::timestamptz returning id)
    insert into placement (container_id, item_${kind}_id, from_at, by_name) select container.id, item.id, $3::timestamptz, 'test' from item, container, before where container.code = $2`,
    [item, container, formatInstant(start + from * MINUTE)]);

const happen = (each: (typeof histories)[number][number][number]) =>
  each.what === 'reading' ? world.record(`${each.place}/temperature`, each.value, start + each.minute * MINUTE) : move(each.kind, each.item, each.into, each.minute);

test.each(histories.map((history, index) => [index + 1, history] as const))('whatever happens, what was told of each budget last is how it is (history %i)', async (number, history) => {
  const build = arrange(world, start);
  await world.run(`truncate sample, container, sensor, placement cascade`);
  if (number === 1) await build.profile('PLASMA', { tiers: TIERS });
  await build.containers(...PLACES, ...BOXES);
  for (const place of ['SHED', 'FREEZER', 'FRIDGE']) await build.sensor('container', place, 'temperature', { expectedEvery: 30 });
  for (const box of BOXES) await build.place('container', box, 'FREEZER', 0);
  for (const [index, code] of SAMPLES.entries()) {
    await build.sample(code, 0, { profile: 'PLASMA', parent: code === 'S-1a' ? 'S-1' : null });
    await build.place('sample', code, BOXES[index % 2]!, 0);
  }
  const watching = await Promise.all(WATCHED.map(watch));
  for (const together of history) await Promise.all(together.map(happen));
  for (const [index, { told, end }] of watching.entries()) {
    const present = await howItIs(WATCHED[index]!);
    // Before it would look anyway.
    await eventually(() => present.every((event) => isAlike(told.get(event.sample.code), event)), { within: 45_000 });
    await end();
  }
  expect(watching.some(({ told }) => told.size > 0)).toBe(true);
});
