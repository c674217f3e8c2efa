import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { arrange, ExposureOf } from './exposure-world.js';
import { DefineRule, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Affected = graphql(`
  query Affected($first: Int, $after: String) {
    excursions(where: { kind: [ABOVE] }) {
      nodes { affectedSamples(first: $first, after: $after) { nodes { sample { code } exposure { from to maximum tooWarm budget { tier used } } } pageInfo { hasNextPage endCursor } } }
    }
  }
`);

const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let world: World;
let build: ReturnType<typeof arrange>;

// The parent thaws on the bench from minute 30 to 60, where at 50 an aliquot is taken, of which at 100 one is taken again.
beforeAll(async () => {
  world = await openWorld();
  build = arrange(world, start);
  await build.profile('PLASMA', { tiers: [{ code: 'ROOM', minimum: 8, maximum: 25, minutes: 45 }], thawing: { frozenAt: -15, thawedAbove: 0, minutes: 5 } });
  await build.containers('FREEZER', 'BENCH');
  await build.condition('FROZEN', 1, 10, { maximum: -15, mktApplicable: false });
  await build.condition('FROZEN', 2, 80, { maximum: -25, mktApplicable: false });
  await build.keep('FREEZER', 'FROZEN');
  await build.sample('P', 0, { profile: 'PLASMA' });
  await build.sample('A', 50, { parent: 'P' });
  await build.sample('AA', 100, { parent: 'A' });
  await build.place('sample', 'P', 'FREEZER', 0, 30);
  await build.place('sample', 'P', 'BENCH', 30, 60);
  await build.place('sample', 'P', 'FREEZER', 60);
  await build.place('sample', 'A', 'BENCH', 50, 60);
  await build.place('sample', 'A', 'FREEZER', 60, 90);
  await build.place('sample', 'A', 'BENCH', 90);
  await build.place('sample', 'AA', 'BENCH', 100);
  await build.sensor('container', 'FREEZER', 'temperature');
  await build.sensor('container', 'BENCH', 'temperature', { unit: '[degF]' });
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'INFO', mode: 'INSTANT', high: 26, containers: ['BENCH'] } });
  await record(world, 'FREEZER/temperature', start, [[0, -20]]);
  await record(world, 'BENCH/temperature', start, [[0, 68], [95, 86], [105, 68]]);
});
afterAll(async () => world[Symbol.asyncDispose]());

const ask = async (code: string, to: number, from: number | null = null) => {
  const { exposure, freezeThawCycles } = (await world.ask(ExposureOf, { code, from: from === null ? null : minute(from), to: minute(to) })).sample!;
  return { room: exposure.budget[0]!.used, remaining: exposure.budget[0]!.remaining, exhausted: exposure.budget[0]!.exhausted, thaws: freezeThawCycles, warm: exposure.tooWarm };
};

test('an aliquot of an aliquot begins with what both had used and how often they had thawed', async () => {
  // What is warmer than 25 °C, from minute 95 to 105, is in no tier. Until 80 the freezer was to be at most -15 °C, from then -25.
  expect(await ask('P', 120)).toEqual({ room: 'PT30M', remaining: 'PT15M', exhausted: false, thaws: 1, warm: 'PT40M' });
  expect(await ask('A', 120)).toEqual({ room: 'PT50M', remaining: '-PT5M', exhausted: true, thaws: 2, warm: 'PT10M' });
  expect(await ask('AA', 120)).toEqual({ room: 'PT50M', remaining: '-PT5M', exhausted: true, thaws: 2, warm: 'PT0S' });
});

test('an interval that begins later than an aliquot was collected has nothing of its parent', async () => {
  expect(await ask('A', 120, 50)).toMatchObject({ room: 'PT50M' });
  expect(await ask('A', 120, 51)).toMatchObject({ room: 'PT29M' });
  expect(await ask('AA', 40)).toMatchObject({ room: 'PT10M' });
});

test('what comes to be known of a parent reaches its aliquots', async () => {
  await build.run(`update placement set to_at = $1 where item_sample_id = (select id from sample where code = 'P') and to_at = $2`, [minute(20), minute(30)]);
  await build.run(`update placement set from_at = $1 where item_sample_id = (select id from sample where code = 'P') and from_at = $2`, [minute(20), minute(30)]);
  expect(await ask('AA', 120)).toMatchObject({ room: 'PT1H' });
});

test('the samples that an excursion affected come page by page, with what they went through there', async () => {
  const there = { from: minute(95), to: minute(105), maximum: 30, tooWarm: 'PT0S' };
  const one = (await world.ask(Affected, { first: 1 })).excursions.nodes[0]!.affectedSamples;
  expect(one.nodes).toEqual([{ sample: { code: 'A' }, exposure: { ...there, budget: [{ tier: 'ROOM', used: 'PT0S' }] } }]);
  const two = (await world.ask(Affected, { first: 1, after: one.pageInfo.endCursor })).excursions.nodes[0]!.affectedSamples;
  expect(two).toMatchObject({ nodes: [{ sample: { code: 'AA' }, exposure: there }], pageInfo: { hasNextPage: false } });
});

test('an interval that is none is refused', async () => {
  expect((await world.errorsOf(ExposureOf, { code: 'P', from: minute(5), to: minute(5) }))[0]).toMatchObject({ message: 'from must be before to.', extensions: { code: 'BAD_USER_INPUT' } });
});
