import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import { createGuards } from '../../src/api/guards.js';
import { Traffic } from '../../src/live/traffic.js';
import { buildGraphQLSchema } from '../../src/resolvers/schema.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { openHttpTransport, openSocketTransport, type Outcome, type Transport } from '../support/transports.js';
import { payloads } from './fuzz-arbitraries.js';
import { openWorld, type World } from './graphql-fixture.js';

const SEED = 20_261_122;
const EACH = 5_000;
const AT_ONCE = 8;

let schema: GraphQLSchema;
let world: World;
let generated: readonly [forHttp: string[], forWebSockets: string[]];
beforeAll(async () => {
  schema = await buildGraphQLSchema();
  const generate = (seed: number) => fc.sample(payloads(schema), { seed, numRuns: EACH });
  generated = [generate(SEED), generate(SEED + 1)];
  world = await openWorld({ config: { introspection: false } });
});
afterAll(async () => world[Symbol.asyncDispose]());

/** No stack, no file, no SQL, no name that was not asked for. */
const LEAK = new RegExp([String.raw`\n\s+at \S+`, 'node_modules', process.cwd(), String.raw`\.[jt]s:\d`, String.raw`\b(select|insert into|update) \w+.* (from|values|set)\b`, 'syntax error at or near', 'violates'].join('|'), 'i');

test.each([
  ['HTTP', 0, async () => openHttpTransport(world.url)],
  ['WebSockets', 1, () => openSocketTransport(world.url)],
] as const)('whatever 5,000 generated operations over %s ask for, each is answered, and nothing leaks', async (_, which, connect) => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  const waiting = [...generated[which]];
  const tally = { data: 0, refused: 0 };
  const wrong: { payload: string; outcome: Outcome }[] = [];
  const drive = async () => {
    let transport: Transport | null = null;
    for (let count = 0, payload = waiting.pop(); payload !== undefined; payload = waiting.pop(), count++) {
      // A connection may say only so much in a minute.
      if (count % 50 === 0) {
        await transport?.[Symbol.asyncDispose]();
        transport = await connect();
      }
      const outcome = await transport!.send(payload);
      tally[outcome.data === undefined ? 'refused' : 'data'] += 1;
      if (isWrong(outcome)) wrong.push({ payload, outcome });
    }
    await transport?.[Symbol.asyncDispose]();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, drive));

  expect(wrong).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  // They get past the guards, and they do not.
  expect(tally.data).toBeGreaterThan(EACH / 10);
  expect(tally.refused).toBeGreaterThan(EACH / 10);
  expect((await openHttpTransport(world.url).send('{"query":"{ __typename }"}')).data).toEqual({ __typename: 'Query' });
});

const isWrong = ({ status, text, errors }: Outcome) =>
  (status !== null && status !== 200 && (status < 400 || status > 499)) ||
  text.startsWith('closed') ||
  LEAK.test(text) ||
  text.includes('Did you mean') ||
  errors.some(({ extensions }) => typeof extensions?.['code'] !== 'string' || extensions['code'] === 'INTERNAL_SERVER_ERROR');

test('none of them is refused for more than 50 ms of CPU', async () => {
  const guards = createGuards({ schema, introspection: false, allows: null, rateLimit: null, traffic: new Traffic() });
  const judge = async (payload: string) => {
    const { query, variables } = JSON.parse(payload) as { query: string; variables: Record<string, unknown> };
    const document = guards.check(query);
    const operation = 'kind' in document ? getOperationAST(document) : null;
    if ('kind' in document && operation) await guards.charge({ document, operation, variables }, 'somebody');
  };
  const dear: [number, string][] = [];
  for (const payload of generated.flat()) {
    const before = process.threadCpuUsage();
    await judge(payload);
    const { user, system } = process.threadCpuUsage(before);
    if (user + system < 50_000) continue;
    const milliseconds = await cpuMilliseconds(() => judge(payload));
    if (milliseconds >= 50) dear.push([milliseconds, payload]);
  }
  expect(dear).toEqual([]);
});
