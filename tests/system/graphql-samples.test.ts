import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { RegisterContainer, RegisterSamples } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Known = graphql(`
  query Known { machines { nodes { code } } samples(first: 500) { nodes { code } } sensors { nodes { key } } }
`);

const SamplesNamed = graphql(`
  query SamplesNamed($codes: [String!]!) { samples(where: { code: $codes }) { nodes { code } } }
`);

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.ask(RegisterContainer, { input: { code: 'ROOM', name: 'Room', kind: 'ROOM' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

const sample = { name: 'plasma', type: 'plasma', collectedAt: '2026-03-01T12:00:00+01:00' };

test('thousands are registered at once, in a number of statements that does not grow', async () => {
  const register = async (prefix: string, count: number) => {
    const samples = Array.from({ length: count }, (_, index) => ({ ...sample, code: `${prefix}-${index}`, container: 'ROOM', parent: index === 0 ? null : `${prefix}-${index - 1}` }));
    const before = world.statements;
    const { registerSamples } = await world.ask(RegisterSamples, { input: { samples } });
    expect(registerSamples.userErrors).toEqual([]);
    expect(registerSamples.samples.map(({ code }) => code)).toEqual(samples.map(({ code }) => code));
    expect(registerSamples.samples.at(-1)).toMatchObject({ parent: { code: `${prefix}-${count - 2}` }, container: { code: 'ROOM' }, collectedAt: '2026-03-01T11:00:00.000Z', status: 'COLLECTED' });
    return world.statements - before;
  };
  expect(await register('B', 3000)).toBe(await register('A', 3));
});

test('one bad sample refuses the whole call, and every bad one is named by its index', async () => {
  const before = await world.ask(Known);
  const { registerSamples } = await world.ask(RegisterSamples, {
    input: {
      samples: [{ ...sample, code: 'N-1' }, { ...sample, code: 'A-1' }, { ...sample, code: 'N-2', container: 'NO' }, { ...sample, code: 'N-3', parent: 'NO' }],
    },
  });
  expect(registerSamples.samples).toEqual([]);
  expect(registerSamples.userErrors.map(({ code, field }) => [code, ...field])).toEqual([
    ['ALREADY_EXISTS', 'samples', '1', 'code'],
    ['NOT_FOUND', 'samples', '2', 'container'],
    ['NOT_FOUND', 'samples', '3', 'parent'],
  ]);
  expect(await world.ask(Known)).toEqual(before);
});

test('a call that contradicts itself is refused', async () => {
  const { registerSamples } = await world.ask(RegisterSamples, {
    input: { samples: [{ ...sample, code: 'C-1', parent: 'C-2' }, { ...sample, code: 'C-2', parent: 'C-1' }, { ...sample, code: 'C-3' }, { ...sample, code: 'C-3', name: '' }] },
  });
  expect(registerSamples.userErrors.map(({ code, field }) => [code, ...field])).toEqual([
    ['INVALID', 'samples', '0', 'parent'],
    ['INVALID', 'samples', '1', 'parent'],
    ['INVALID', 'samples', '3', 'name'],
    ['INVALID', 'samples', '3', 'code'],
  ]);
  expect((await world.ask(RegisterSamples, { input: { samples: [] } })).registerSamples.userErrors).toMatchObject([{ code: 'INVALID', field: ['samples'] }]);
});

test('a code that somebody else takes at the same moment refuses the call, and nothing of it stays', async () => {
  const waiting = () => sql(world.database.em.fork(), `select from pg_locks where not granted`);
  let call: ReturnType<typeof register> | null = null;
  const register = () => world.ask(RegisterSamples, { input: { samples: [{ ...sample, code: 'D-1' }, { ...sample, code: 'TAKEN' }] } });
  await world.database.em.fork().transactional(async (em) => {
    await sql(em, `insert into sample (code, name, type, collected_at) values ('TAKEN', 'x', 'x', now())`);
    call = register();
    await eventually(async () => (await waiting()).rows.length > 0);
  });
  const { registerSamples } = await call!;
  expect(registerSamples).toMatchObject({ samples: [], userErrors: [{ code: 'ALREADY_EXISTS', field: ['samples', '1', 'code'] }] });
  expect((await world.ask(SamplesNamed, { codes: ['D-1', 'TAKEN'] })).samples.nodes).toEqual([{ code: 'TAKEN' }]);
});
