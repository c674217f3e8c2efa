import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, getOperationAST, getVariableValues, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { createGuards, type Guards } from '../../src/api/guards.js';
import { LIMITS } from '../../src/api/limits.js';
import { Traffic } from '../../src/live/traffic.js';
import { buildGraphQLSchema } from '../../src/resolvers/schema.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { openHttpTransport, openSocketTransport, type Transport } from '../support/transports.js';
import { openWorld, type World } from './graphql-fixture.js';
import { HOSTILE } from './hostile-texts.js';

const RECORD = 'mutation($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded } }';
const CODE = 'query($code: String!) { machine(code: $code) { code } }';
const FILTER = 'query($where: MachineFilter) { machines(where: $where) { nodes { code } } }';
const DEEP = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
const LIMIT = 'DOCUMENT_LIMIT_EXCEEDED';
const INVALID = 'GRAPHQL_VALIDATION_FAILED';

const documents: [what: string, query: string, code: string][] = [
  ['50 fields deep', HOSTILE.deep(50), LIMIT],
  ['with 1,000 aliases', HOSTILE.aliases(1_000), LIMIT],
  ['with 101 aliases', HOSTILE.aliases(101), LIMIT],
  ['of 10,000 tokens', '{' + 'a '.repeat(10_000) + '}', LIMIT],
  ['of 2,001 tokens', HOSTILE.tokens(1_997), LIMIT],
  ['of 50,001 characters', `#${'x'.repeat(49_988)}\n{__typename}`, LIMIT],
  ['whose inline fragments overlap', HOSTILE.overlap(40, 10), LIMIT],
  ['with 101 fields of one name', HOSTILE.duplicates(101), LIMIT],
  ['whose fragments go round', HOSTILE.cycle(3), INVALID],
  ['with a fragment that spreads itself 400 times', HOSTILE.selfish(400), INVALID],
  ['with 51 fragments', HOSTILE.fragments(51), LIMIT],
  ['whose fragments double at each level', HOSTILE.doubling(7), LIMIT],
  ['with 300 directives', HOSTILE.directives(300), LIMIT],
  ['with 500 directives', HOSTILE.unknownDirectives(500), LIMIT],
  ['with 51 operations', HOSTILE.operations(51), LIMIT],
  ['with a list 900 deep', HOSTILE.literal(900), INVALID],
  ['with an object 400 deep', HOSTILE.object(400), INVALID],
  ['that asks for lists of lists', HOSTILE.lists(500), 'COST_LIMIT_EXCEEDED'],
  ['that asks for the schema', getIntrospectionQuery(), INVALID],
  ['that guesses a field', '{ machinez { code } }', INVALID],
  ['that guesses a value', '{ excursions(where: { kind: [ABOVEX] }) { nodes { id } } }', INVALID],
  ['that guesses a type', '{ ... on Querz { __typename } }', INVALID],
  ['that guesses a field of an input', '{ machines(where: { codes: ["x"] }) { nodes { code } } }', INVALID],
];

const variables: [what: string, query: string, variables: string][] = [
  ['a list 10,000 deep', CODE, `{"code":${DEEP}}`],
  ['a list 10,000 deep where objects are due', RECORD, `{"readings":${DEEP}}`],
  ['10,000 readings that are none', RECORD, `{"readings":[${'1,'.repeat(9_999)}1]}`],
  ['an object with a __proto__', FILTER, '{"where":{"__proto__":{"polluted":1}}}'],
  ['an object with a constructor', FILTER, '{"where":{"constructor":{"prototype":{"polluted":1}}}}'],
  ['an object with a guessed field', FILTER, '{"where":{"codes":["x"]}}'],
  ['a __proto__ instead of what is due', CODE, '{"__proto__":{"code":"x"}}'],
];

let world: World;
let transports: Record<'HTTP' | 'a WebSocket', Transport>;
beforeAll(async () => {
  world = await openWorld({ config: { introspection: false } });
  transports = { HTTP: openHttpTransport(world.url), 'a WebSocket': await openSocketTransport(world.url) };
});
afterAll(async () => {
  await transports['a WebSocket'][Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

describe.each(['HTTP', 'a WebSocket'] as const)('over %s', (name) => {
  const expectRefusal = async (payload: string, code: string) => {
    const { status, text, errors } = await transports[name].send(payload);
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(expect.arrayContaining([code]));
    expect(status ?? 400).toBe(400);
    expect(text).not.toMatch(/Did you mean|Syntax Error: Query|stack|node_modules/);
    expect(errors.length).toBeLessThanOrEqual(11);
  };

  test.each(documents)('a document %s is refused', async (_, query, code) => {
    expect(await expectRefusal(JSON.stringify({ query }), code)).toBeUndefined();
  });

  test.each(variables)('variables with %s are refused and pollute nothing', async (_, query, values) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    await expectRefusal(`{"query":${JSON.stringify(query)},"variables":${values}}`, 'BAD_USER_INPUT');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each([
    ['a number', 'query($long: Int) { machines(first: $long) { nodes { code } } }', (long: string) => long],
    ['a filter', FILTER.replaceAll('$where', '$long'), (long: string) => ({ code: { long } })],
    ['a kind', 'query($long: [ContainerKind!]) { containers(where: { kind: $long }) { nodes { code } } }', (long: string) => [long]],
  ])('what a variable says at length is not said again: as %s', async (_, query, valueOf) => {
    const long = ' Did you mean '.repeat(name === 'HTTP' ? 70_000 : 17_000);
    const { errors } = await transports[name].send(JSON.stringify({ query, variables: { long: valueOf(long) } }));
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of errors) expect([message.length <= 1_003, extensions?.['code']]).toEqual([true, 'BAD_USER_INPUT']);
  });

  test('variables that nobody asks for do no harm', async () => {
    const { data } = await transports[name].send(`{"query":"query($constructor: Int) { machines(first: $constructor) { nodes { code } } }","variables":{"__proto__":{"constructor":7},"deep":${DEEP}}}`);
    expect(data).toEqual({ machines: { nodes: [] } });
  });

  test('__typename is answered all the same', async () => {
    expect((await transports[name].send('{"query":"{ __typename }"}')).data).toEqual({ __typename: 'Query' });
  });
});

test('364 KB of overlapping fragments are refused', async () => {
  const { status, errors } = await transports.HTTP.send(JSON.stringify({ query: HOSTILE.overlap(100, 227) }));
  expect([status, errors[0]?.extensions?.['code']]).toEqual([400, LIMIT]);
});

test('a batch is refused: by HTTP as a request, and a WebSocket is closed', async () => {
  const batch = '[{"query":"{ __typename }"}]';
  expect(await transports.HTTP.send(batch)).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  await using other = await openSocketTransport(world.url);
  expect((await other.send(batch)).text).toMatch(/^closed 4400 /);
});

describe('a refusal costs less than 50 ms of CPU', () => {
  let schema: GraphQLSchema;
  let guards: Guards;
  beforeAll(async () => {
    schema = await buildGraphQLSchema();
    guards = createGuards({ schema, introspection: false, allows: null, rateLimit: null, traffic: new Traffic() });
  });
  const judge = async (query: string, values: Record<string, unknown>) => {
    const document = guards.check(query);
    if (!('kind' in document)) return;
    const operation = getOperationAST(document)!;
    await guards.charge({ document, operation, variables: values }, 'somebody');
    // What executing begins with.
    getVariableValues(schema, operation.variableDefinitions ?? [], values, { maxErrors: LIMITS.errors });
  };

  test.each<[string, string, string?]>([...documents, ['of 364 KB', HOSTILE.overlap(100, 227)]])('of a document %s', async (_, query) => {
    expect(await cpuMilliseconds(() => judge(query, {}))).toBeLessThan(50);
  });

  test.each(variables)('of variables with %s', async (_, query, values) => {
    expect(await cpuMilliseconds(() => judge(query, JSON.parse(values) as Record<string, unknown>))).toBeLessThan(50);
  });

  test('and without the limits the same documents would cost more', async () => {
    expect(await cpuMilliseconds(async () => void validate(schema, parse(HOSTILE.overlap(20, 150)), specifiedRules))).toBeGreaterThan(50);
  });
});
