import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { graphql } from '../client/index.js';
import { CustodyOfContainer, CustodyOfSample, Move } from './custody-documents.js';
import { RegisterContainer, RegisterSamples } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const RegisterMany = graphql(`
  mutation RegisterMany($input: RegisterSamplesInput!) { registerSamples(input: $input) { samples { code } userErrors { code } } }
`);
const MoveMany = graphql(`
  mutation MoveMany($input: MoveInput!) { move(input: $input) { moved { from } userErrors { code } } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
const sample = { name: 'plasma', type: 'plasma', collectedAt: minute(0) };

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

const containers = async (...codes: string[]) => {
  for (const code of codes) await world.ask(RegisterContainer, { input: { code, name: code, kind: 'BOX' } });
};
const samples = (...codes: string[]) => world.ask(RegisterSamples, { input: { samples: codes.map((code) => ({ ...sample, code })) } });
const move = async (item: string, into: string | null, minutes?: number) =>
  (await world.ask(Move, { input: { items: [{ container: item }], into, ...(minutes === undefined ? {} : { at: minute(minutes) }) } })).move;

describe('a move', () => {
  test('takes along everything inside, says who and why, and may be told later than another that it comes before', async () => {
    await containers('FRZ', 'BENCH', 'BOX');
    await samples('S');
    expect((await world.ask(Move, { input: { items: [{ sample: 'S' }], into: 'BOX', at: minute(1) } })).move.userErrors).toEqual([]);
    const moved = (await world.ask(Move, { input: { items: [{ container: 'BOX' }], into: 'FRZ', at: minute(50), reason: 'stored' } })).move;
    expect(moved).toEqual({ moved: [{ container: { code: 'FRZ' }, from: minute(50), to: null, reason: 'stored', by: 'local' }], userErrors: [] });
    expect((await world.ask(CustodyOfContainer, { code: 'FRZ' })).container?.samples.nodes).toEqual([{ code: 'S' }]);
    await move('BOX', 'BENCH', 20);
    await move('BOX', null, 70);
    expect((await world.ask(CustodyOfContainer, { code: 'BOX' })).container).toMatchObject({
      parent: null, custody: [{ container: { code: 'FRZ' }, from: minute(50), to: minute(70) }, { container: { code: 'BENCH' }, from: minute(20), to: minute(50) }],
    });
    expect((await world.ask(CustodyOfSample, { code: 'S' })).sample).toMatchObject({ container: { code: 'BOX' }, custody: [{ from: minute(1), to: null, reason: null, by: 'local' }] });
    const removals = await query(world.database.em.fork(), sql`select reason, by_name from removal`);
    expect(removals).toEqual([{ reason: null, by_name: 'local' }]);
  });

  test('holds from now where no moment is said, and is no correction then', async () => {
    await containers('NOW-A', 'NOW-B', 'NOW');
    for (const into of ['NOW-A', 'NOW-B', 'NOW-A']) expect((await move('NOW', into)).userErrors).toEqual([]);
    expect((await world.ask(CustodyOfContainer, { code: 'NOW' })).container).toMatchObject({ parent: { code: 'NOW-A' }, custody: [{ to: null }, {}, {}] });
    expect(await query(world.database.em.fork(), sql`select from placement_superseded join container on container.id = item_container_id where code = 'NOW'`)).toEqual([]);
  });

  test('is refused where it cannot be, with all that comes with it', async () => {
    await containers('A', 'B');
    await samples('T');
    const errors = async (input: object) => (await world.ask(Move, { input: { items: [{ container: 'A' }], into: 'B', ...input } })).move.userErrors.map(({ code, field }) => [code, ...field].join(' '));
    expect(await errors({ items: [] })).toEqual(['INVALID items']);
    expect(await errors({ items: [{}] })).toEqual(['INVALID items 0']);
    expect(await errors({ items: [{ container: 'A', sample: 'T' }] })).toEqual(['INVALID items 0']);
    expect(await errors({ items: [{ container: 'A' }, { sample: 'T' }, { container: 'A' }] })).toEqual(['INVALID items 2']);
    expect(await errors({ items: [{ container: 'B' }] })).toEqual(['INVALID items 0']);
    expect(await errors({ items: [{ container: 'X' }, { sample: 'Y' }], into: 'Z' })).toEqual(['NOT_FOUND into', 'NOT_FOUND items 0 container', 'NOT_FOUND items 1 sample']);
    expect(await errors({ items: [{ container: 'A' }, { sample: 'T' }], at: minute(-1) })).toEqual(['INVALID items 1']);
    expect(await errors({ at: formatInstant(now() + 5 * MINUTE) })).toEqual(['INVALID at']);
    expect(await errors({ reason: 'x'.repeat(2001) })).toEqual(['INVALID reason']);
    const { move: silent } = await world.ask(Move, { input: { items: [{ container: 'A' }] } });
    expect(silent.userErrors).toMatchObject([{ code: 'INVALID', field: ['into'] }]);
    expect((await world.ask(CustodyOfContainer, { code: 'A' })).container?.custody).toEqual([]);
  });
});

describe('nothing is ever inside itself', () => {
  test('at any depth, at any moment, and the refusal names the way', async () => {
    await containers('C1', 'C2', 'C3', 'C4');
    for (const [item, into] of [['C1', 'C2'], ['C2', 'C3'], ['C3', 'C4']] as const) await move(item, into, 100);
    await move('C2', null, 200);
    const { userErrors } = await move('C4', 'C1', 50);
    expect(userErrors).toEqual([{ code: 'CYCLE', field: ['items', '0'], message: `It would be inside itself: at ${minute(100)} 'C1' is in 'C2', which is in 'C3', which is in 'C4'.` }]);
    // Before and after that time it can be, if somebody said that it ended.
    expect((await move('C4', 'C1', 200)).userErrors).toEqual([]);
    expect((await move('C4', null, 90)).userErrors).toEqual([]);
    expect((await move('C4', 'C1', 50)).userErrors).toEqual([]);
  });

  test('by two moves at once', async () => {
    await containers(...Array.from({ length: 20 }, (_, index) => `P${index}`));
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => move(`P${index}`, `P${(index + 1) % 20}`)));
    // A ring of twenty: every move is right without the others, and the last of them, whichever it is, closes it.
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CYCLE']);
  });
});

test('of moves of the same sample at the same time each is done or says that somebody was quicker, and it is in one place', async () => {
  await containers('Q1', 'Q2');
  await samples('Q');
  const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => world.ask(Move, { input: { items: [{ sample: 'Q' }], into: index % 2 ? 'Q1' : 'Q2' } })));
  const codes = answers.flatMap(({ move: { userErrors } }) => userErrors.map(({ code }) => code));
  expect(codes.filter((code) => code !== 'CONFLICT')).toEqual([]);
  const { sample: found } = await world.ask(CustodyOfSample, { code: 'Q' });
  expect(found?.custody).toHaveLength(24 - codes.length);
  expect(found?.custody.filter(({ to }) => to === null)).toHaveLength(1);
});

test('five thousand samples are registered, and ten thousand moved, in as many statements as two', async () => {
  await containers('BIG-1', 'BIG-2');
  const register = async (codes: string[]) => {
    const before = world.statements;
    const { registerSamples } = await world.ask(RegisterMany, { input: { samples: codes.map((code, index) => ({ ...sample, code, container: 'BIG-1', parent: index % 2 ? codes[index - 1]! : null })) } });
    expect(registerSamples.userErrors).toEqual([]);
    return world.statements - before;
  };
  const moveAll = async (codes: string[]) => {
    const before = world.statements;
    const { move: moved } = await world.ask(MoveMany, { input: { items: codes.map((code) => ({ sample: code })), into: 'BIG-2', at: minute(30) } });
    expect(moved.userErrors).toEqual([]);
    expect(moved.moved).toHaveLength(codes.length);
    return world.statements - before;
  };
  const many = Array.from({ length: 10_000 }, (_, index) => `N-${index}`);
  // The first time also opens connections, which begin with a statement of their own.
  await register(['F-1', 'F-2']);
  expect(await register(many.slice(0, 5_000))).toBe(await register(['G-1', 'G-2']));
  await register(many.slice(5_000));
  expect(await moveAll(many)).toBe(await moveAll(['G-1', 'G-2']));
});
