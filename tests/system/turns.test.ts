import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { query, sql } from '../../src/resolvers/statement.js';
import { callersUnderWay, forkFor, inTurn } from '../../src/resolvers/turns.js';
import { eventually } from '../support/eventually.js';
import { authenticateByName } from './access-callers.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  await world.as('ADMIN').post('mutation { registerMachine(input: { code: "M", name: "Machine" }) { userErrors { code } } }');
});
afterAll(async () => world[Symbol.asyncDispose]());

const SITES = `{ ${Array.from({ length: 60 }, (_, i) => `a${i}: site(code: "${i}") { code }`).join(' ')} }`;
const waitingFor = async (table: string) =>
  Number((await query<{ count: string }>(world.database.em.fork(), sql`select count(*) from pg_locks where relation = ${table}::text::regclass and not granted`))[0]!.count);

/** Meanwhile nobody reads the table of the sites. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  await world.database.em.fork().transactional(async (em) => {
    await query(em, sql`lock table site in access exclusive mode`);
    await work();
  });
}

test('a caller whose sixty statements hang leaves connections to others, and he is answered after all', async () => {
  let greedy: ReturnType<World['post']> | undefined;
  await whileLocked(async () => {
    greedy = world.as('VIEWER').post(SITES);
    await eventually(async () => (await waitingFor('site')) === 4);
    expect((await world.as('QUALITY').post('{ machine(code: "M") { code } }')).data).toEqual({ machine: { code: 'M' } });
    expect(callersUnderWay(world.database)).toBe(1);
    expect(await waitingFor('site')).toBe(4);
  });
  const { data, errors } = await greedy!;
  expect([errors, Object.keys(data as object).length]).toEqual([undefined, 60]);
  expect(callersUnderWay(world.database)).toBe(0);
});

test('without turns they would have taken all of them', async () => {
  const hanging: Promise<unknown>[] = [];
  let other: Promise<unknown> | undefined;
  await whileLocked(async () => {
    const em = world.database.em.fork();
    for (let count = 0; count < 60; count += 1) hanging.push(query(em, sql`select from site`));
    let answered = false;
    other = world.as('QUALITY').post('{ machine(code: "M") { code } }').then(() => (answered = true));
    await eventually(() => callersUnderWay(world.database) === 1);
    for (let count = 0; count < 50; count += 1) await fetch(`${world.url}/live`);
    expect(answered).toBe(false);
  });
  await Promise.all([...hanging, other]);
});

test('they come in order, one that fails gives its place on, and who waits too long is told so', async () => {
  const em = forkFor(world.database, 'somebody');
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const first = gates.map(({ promise }) => inTurn(em, () => promise));
  const order: number[] = [];
  await expect(inTurn(em, async () => order.push(0), 20)).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
  const later = [1, 2, 3].map((place) => inTurn(forkFor(world.database, 'somebody'), async () => order.push(place)));
  await inTurn(forkFor(world.database, 'another'), async () => order.push(9));
  expect(order).toEqual([9]);
  gates[0]!.reject(new Error('it fails'));
  await expect(first[0]).rejects.toThrow('it fails');
  await Promise.all(later);
  expect(order).toEqual([9, 1, 2, 3]);
  for (const { resolve } of gates) resolve();
  await Promise.all(first.slice(1));
  expect(callersUnderWay(world.database)).toBe(0);
});

test('whose operation began first comes first, however late he asks', async () => {
  const [older, newer] = [forkFor(world.database, 'somebody'), forkFor(world.database, 'somebody')];
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const first = gates.map(({ promise }) => inTurn(newer, () => promise));
  const order: string[] = [];
  const later = [newer, older, newer, older].map((em, place) => inTurn(em, async () => order.push(`${em === older ? 'older' : 'newer'} ${place}`)));
  gates[0]!.resolve();
  await Promise.all(later);
  expect(order).toEqual(['older 1', 'older 3', 'newer 0', 'newer 2']);
  for (const { resolve } of gates) resolve();
  await Promise.all(first);
});
