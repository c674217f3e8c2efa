import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import { createGuards } from '../../../src/api/guards.js';
import { Traffic } from '../../../src/live/traffic.js';
import { buildGraphQLSchema } from '../../../src/resolvers/schema.js';

let schema: GraphQLSchema;
const spent: number[] = [];
beforeAll(async () => {
  schema = await buildGraphQLSchema();
});
beforeEach(() => {
  spent.length = 0;
});

const charge = (text: string) => {
  const rateLimit = { spend: async (_: string, points: number) => (spent.push(points), 0), async [Symbol.asyncDispose]() {} };
  const guards = createGuards({ schema, introspection: true, allows: null, rateLimit, traffic: new Traffic() });
  const document = guards.check(text);
  if (!('kind' in document)) throw document[0]!;
  return guards.charge({ document, operation: getOperationAST(document)!, variables: null }, 'somebody');
};
const lists = (count: number, selection: string) => Array.from({ length: count }, (_, i) => `a${i}: ${selection}`).join(' ');
const events = (count: number) => `subscription { machineStatusChanged { sensors { key } ${lists(count, 'site { code }')} } }`;

test('what is answered at every event may cost two hundred points', async () => {
  expect(await charge(events(88))).toBeNull();
  const list = 'subscription { machineStatusChanged { sensors { latest { value } asset { ... on Machine { sensors { key } } } } } }';
  expect(await charge(list)).toBeNull();
  expect(spent).toEqual([99, 131]);
});

test('and not more, which is said; finding that out is paid for', async () => {
  const dear = 'subscription { machineStatusChanged { sensors { asset { ... on Machine { sensors { latest { value } } } } } } }';
  expect(await charge(dear)).toMatchObject({ message: expect.stringMatching(/^The subscription costs 221 points at every event, and may cost at most 200\./), extensions: { code: 'COST_LIMIT_EXCEEDED' } });
  expect(spent).toEqual([10]);
});

test('of a query it is no more than it ever was', async () => {
  expect(await charge('{ machines(first: 300) { nodes { code } } }')).toBeNull();
  expect(await charge('{ machines(first: 500) { nodes { sensors { key } } } }')).toBeNull();
  expect(await charge('{ machines(first: 500) { nodes { sensors { latest { value } } } } }')).toMatchObject({ extensions: { code: 'COST_LIMIT_EXCEEDED' } });
  expect(spent).toEqual([301, 5_501, 10]);
});

test('years of readings under sixty names are too dear, as one they are not', async () => {
  const series = (count: number) => `{ sensor(key: "x") { ${lists(count, 'series(from: "2020-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z", maxPoints: 1) { coverage }')} } }`;
  expect(await charge(series(1))).toBeNull();
  expect(await charge(series(60))).toMatchObject({ extensions: { code: 'COST_LIMIT_EXCEEDED' } });
});

test('of the documents that are asked for it is counted how many were known', () => {
  const traffic = new Traffic();
  const guards = createGuards({ schema, introspection: true, allows: null, rateLimit: null, traffic });
  expect(traffic.cacheHitRatio).toBeNull();
  for (const text of ['{ sites { code } }', '{ sites { name } }', '{ sites { code } }', '{ nothing }', '{ nothing }']) guards.check(text);
  expect(traffic).toMatchObject({ documents: 5, knownDocuments: 1, cacheHitRatio: 0.2 });
});
