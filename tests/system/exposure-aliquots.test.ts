import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { arrange, ExposureOf } from './exposure-world.js';
import { DefineRule, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Affected = graphql(`
  query Affected($first: Int, $after: String) {
    excursions(where: { kind: [ABOVE] }) {
      nodes { affectedSamples(first: $first, after: $after) { nodes { sample { code } exposure { from to minimum maximum unknown coverage tooWarm budget { tier used } segments { from to } } } pageInfo { hasNextPage endCursor } } }
    }
  }
`);

const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let world: World;
let build: ReturnType<typeof arrange>;

// The parent thaws on the bench from minute 30 to 60, where at 50 an aliquot is taken, of which at 100 one is taken again. Another
// one is taken on the bench three minutes after what it comes from was put there, and stays for two. One more comes and goes.
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
  await build.sample('SPLIT', 0, { profile: 'PLASMA' });
  await build.sample('SPLIT-A', 50, { parent: 'SPLIT' });
  await build.place('sample', 'SPLIT', 'FREEZER', 0, 47);
  await build.place('sample', 'SPLIT', 'BENCH', 47, 50);
  await build.place('sample', 'SPLIT', 'FREEZER', 50);
  await build.place('sample', 'SPLIT-A', 'BENCH', 50, 52);
  await build.place('sample', 'SPLIT-A', 'FREEZER', 52);
  await build.sample('Z', 0);
  await build.place('sample', 'Z', 'BENCH', 0, 97);
  await build.place('sample', 'Z', 'FREEZER', 97, 101);
  await build.place('sample', 'Z', 'BENCH', 101, 104);
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

test('a thaw that begins in the parent and lasts beyond the split is one of the aliquot', async () => {
  expect([await ask('SPLIT', 120), await ask('SPLIT-A', 120)]).toMatchObject([{ thaws: 0, room: 'PT3M' }, { thaws: 1, room: 'PT5M' }]);
});

test.each([
  ['A', null, 120, 'PT50M'],
  ['A', 0, 120, 'PT50M'],
  ['A', 40, 120, 'PT40M'],
  ['A', 50, 120, 'PT30M'],
  ['A', 51, 120, 'PT29M'],
  ['A', 32, 45, 'PT13M'],
  ['AA', null, 40, 'PT10M'],
  ['AA', 45, 120, 'PT35M'],
  ['AA', 60, 120, 'PT20M'],
  ['AA', 110, 120, 'PT10M'],
])('what %s was taken from counts for it where the interval has it: from minute %p to %d it is %s', async (code, from, to, room) => {
  expect(await ask(code, to, from)).toMatchObject({ room });
});

test('what comes to be known of a parent reaches its aliquots', async () => {
  await build.run(`update placement set to_at = $1 where item_sample_id = (select id from sample where code = 'P') and to_at = $2`, [minute(20), minute(30)]);
  await build.run(`update placement set from_at = $1 where item_sample_id = (select id from sample where code = 'P') and from_at = $2`, [minute(20), minute(30)]);
  expect(await ask('AA', 120)).toMatchObject({ room: 'PT1H' });
});

test('the samples that an excursion affected come page by page, with what they went through there and nowhere else', async () => {
  const there = { from: minute(95), to: minute(105), minimum: 30, maximum: 30, unknown: 'PT0S', coverage: 1, tooWarm: 'PT0S', segments: [{ from: minute(95), to: minute(105) }] };
  const one = (await world.ask(Affected, { first: 1 })).excursions.nodes[0]!.affectedSamples;
  expect(one.nodes).toEqual([{ sample: { code: 'A' }, exposure: { ...there, budget: [{ tier: 'ROOM', used: 'PT0S' }] } }]);
  const two = (await world.ask(Affected, { first: 2, after: one.pageInfo.endCursor })).excursions.nodes[0]!.affectedSamples;
  expect(two).toMatchObject({ nodes: [
    { sample: { code: 'AA' }, exposure: { ...there, from: minute(100), segments: [{ from: minute(100) }] } },
    { sample: { code: 'Z' }, exposure: { ...there, to: minute(104), segments: [{ from: minute(95), to: minute(97) }, { from: minute(101), to: minute(104) }] } },
  ], pageInfo: { hasNextPage: false } });
});

test('an interval that is none is refused', async () => {
  expect((await world.errorsOf(ExposureOf, { code: 'P', from: minute(5), to: minute(5) }))[0]).toMatchObject({ message: 'from must be before to.', extensions: { code: 'BAD_USER_INPUT' } });
});
