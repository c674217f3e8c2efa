import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { arrange } from './exposure-world.js';
import { DefineRule, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const SamplesExposed = graphql(`
  query SamplesExposed($first: Int!) {
    samples(first: $first) {
      nodes { code freezeThawCycles exposure { maximum tooWarm budget { tier used } segments { maximum } } }
    }
  }
`);

const BlastRadius = graphql(`
  query BlastRadius($first: Int!, $excursions: Int!) {
    excursions(first: $excursions, where: { kind: [ABOVE] }) {
      nodes { startedAt affectedSamples(first: $first) { nodes { sample { code } exposure { from to maximum tooWarm coverage } } pageInfo { hasNextPage } } }
    }
  }
`);

const start = Math.floor(now() / MINUTE) * MINUTE - 3000 * MINUTE;
const MOST = 400;
let world: World;

beforeAll(async () => {
  world = await openWorld({ config: {} });
  const build = arrange(world, start);
  await build.containers('FREEZER', 'RACK', 'BOX-0', 'BOX-1', 'BOX-2', 'BOX-3');
  await build.condition('COLD', 1, 0, { minimum: 2, maximum: 8 });
  await build.keep('FREEZER', 'COLD');
  await build.profile('PLASMA', { tiers: [{ code: 'FRIDGE', minimum: 2, maximum: 8, minutes: null }, { code: 'ROOM', minimum: 8, maximum: 25, minutes: 60 }], thawing: { frozenAt: -15, thawedAbove: 0, minutes: 5 } });
  await build.place('container', 'RACK', 'FREEZER', 0);
  for (const box of [0, 1, 2, 3]) await build.place('container', `BOX-${box}`, 'RACK', 0);
  await build.sensor('container', 'FREEZER', 'temperature');
  // Every second one was taken from the one before it; each was collected at another moment.
  await build.run(`insert into sample (code, name, type, collected_at, stability_profile_id)
    select 'S-' || lpad(n::text, 4, '0'), 'sample', 'plasma', timestamptz 'epoch' + $2 * interval '1 microsecond' + n * interval '1 second', profile.id from generate_series(1, $1) as n, stability_profile as profile`, [MOST, start]);
  await build.run(`update sample set parent_id = id - 1 where id % 2 = 0`);
  await build.run(`insert into placement (container_id, item_sample_id, from_at, by_name) select container.id, sample.id, sample.collected_at, 'test' from sample join container on container.code = 'BOX-' || sample.id % 4`);
  await world.ask(DefineRule, { input: { code: 'WARM', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 8, containers: ['FREEZER'] } });
  await record(world, 'FREEZER/temperature', start, Array.from({ length: 120 }, (_, index) => [index * 20, index % 20 === 10 ? 12 : 5] as const));
});
afterAll(async () => world[Symbol.asyncDispose]());

async function statementsFor(ask: () => Promise<unknown>): Promise<number> {
  const before = world.statements;
  await ask();
  return world.statements - before;
}

test('what many samples went through takes no more statements than what one did', async () => {
  const ask = (first: number) => async () => {
    const { samples } = await world.ask(SamplesExposed, { first });
    expect(samples.nodes).toHaveLength(first);
    for (const { exposure } of samples.nodes) expect(exposure).toMatchObject({ maximum: 12, tooWarm: 'PT2H', segments: [{ maximum: 12 }], budget: [{ tier: 'FRIDGE' }, { tier: 'ROOM', used: 'PT2H' }] });
  };
  await ask(MOST)();
  const [few, many] = [await statementsFor(ask(1)), await statementsFor(ask(MOST))];
  expect(few).toBeLessThanOrEqual(8);
  expect(many).toBe(few);
});

test('whom many excursions affected, and how, takes no more statements than whom one did', async () => {
  const ask = (excursions: number, first: number) => async () => {
    const found = (await world.ask(BlastRadius, { excursions, first })).excursions.nodes;
    expect(found).toHaveLength(excursions);
    for (const { affectedSamples: { nodes } } of found) {
      expect(nodes).toHaveLength(first);
      for (const { exposure } of nodes) expect(exposure).toMatchObject({ maximum: 12, tooWarm: 'PT20M', coverage: 1 });
    }
  };
  await ask(6, 20)();
  const [few, many] = [await statementsFor(ask(1, 1)), await statementsFor(ask(6, MOST / 10))];
  expect(few).toBeLessThanOrEqual(9);
  expect(many).toBe(few);
});
