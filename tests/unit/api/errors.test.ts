import { expect, test } from '@jest/globals';
import { buildSchema, getVariableValues, GraphQLError, parse, validate, type OperationDefinitionNode } from 'graphql';
import { pino } from 'pino';
import { createMask } from '../../../src/api/errors.js';
import { cpuMilliseconds } from '../../support/cpu.js';

const schema = buildSchema(`
  type Query { secretOne(secretArgument: Int, kind: Kind, where: Where): Animal secretTwo: Int secretThree: Int }
  interface Animal { name: String }
  type SecretCat implements Animal { name: String meow: Int }
  type SecretDog implements Animal { name: String bark: Int }
  input Where { secretField: Int }
  enum Kind { SECRET_KIND }
  directive @secretly(secretly: Int) on FIELD
`);
const log = pino({ level: 'silent' });
/** With the code that both transports give to what was found before anything was executed. */
const masked = (error: GraphQLError, introspection: boolean) => createMask(log, { introspection })({ ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT', ...error.extensions } }, error);

const refusedBy = (query: string, variables: Record<string, unknown>): readonly GraphQLError[] => {
  const document = parse(query);
  const { variableDefinitions } = document.definitions[0] as OperationDefinitionNode;
  return [...validate(schema, document), ...(getVariableValues(schema, variableDefinitions ?? [], variables).errors ?? [])];
};

test.each<[string, string, Record<string, unknown>, string]>([
  ['a field', '{ secretTw }', {}, 'Cannot query field "secretTw" on type "Query".'],
  ['one of several fields', '{ secret }', {}, 'Cannot query field "secret" on type "Query".'],
  ['fragments', '{ secretOne { meow } }', {}, 'Cannot query field "meow" on type "Animal".'],
  ['an argument', '{ secretOne(secretArgumen: 1) { name } }', {}, 'Unknown argument "secretArgumen" on field "Query.secretOne".'],
  ['an argument of a directive', '{ secretTwo @secretly(secretl: 1) }', {}, 'Unknown argument "secretl" on directive "@secretly".'],
  ['a type', '{ secretOne { ... on SecretCa { name } } }', {}, 'Unknown type "SecretCa".'],
  ['a value of an enum', '{ secretOne(kind: SECRET_KINE) { name } }', {}, 'Value "SECRET_KINE" does not exist in "Kind" enum.'],
  ['a value of an enum, for a text', '{ secretOne(kind: "SECRET_KIND") { name } }', {}, 'Enum "Kind" cannot represent non-enum value: "SECRET_KIND".'],
  ['a field of an input', '{ secretOne(where: { secretFiel: 1 }) { name } }', {}, 'Field "secretFiel" is not defined by type "Where".'],
  ['a field in a variable', 'query ($where: Where) { secretOne(where: $where) { name } }', { where: { secretFiel: 1 } }, 'Variable "$where" got invalid value { secretFiel: 1 }; Field "secretFiel" is not defined by type "Where".'],
  [
    'a field in a variable that speaks of meaning itself', 'query ($where: Where) { secretOne(where: $where) { name } }', { where: { secretFiel: ' Did you mean "x"? ' } },
    'Variable "$where" got invalid value { secretFiel: " Did you mean \\"x\\"? " }; Field "secretFiel" is not defined by type "Where".',
  ],
])('of a schema that may not be asked for no message tells a name that was guessed: %s', (_, query, variables, message) => {
  const [error] = refusedBy(query, variables);
  expect(masked(error!, true).message).toMatch(/ Did you mean .*"\?$/);
  expect(masked(error!, false)).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
});

test.each([true, false])('a message is short, however long what it quotes is: %s', (introspection) => {
  const error = new GraphQLError('x'.repeat(900_000), { extensions: { code: 'NOT_FOUND' } });
  expect(masked(error, introspection)).toMatchObject({ message: `${'x'.repeat(1_000)}...`, extensions: { code: 'NOT_FOUND' } });
});

test.each(['Did you mean ', ' Did you mean ', ' Did you mean "x"?'])('it costs what it is long to find no suggestion in %j, said often', async (text) => {
  const long = text.repeat(900_000 / text.length);
  const [error] = refusedBy('query ($kind: Kind) { secretOne(kind: $kind) { name } }', { kind: long });
  expect(await cpuMilliseconds(async () => void expect(masked(error!, false).message).toHaveLength(1_003))).toBeLessThan(50);
});

test.each<[string, Error, string]>([
  ['a refused connection', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'SERVICE_UNAVAILABLE'],
  ['a server that shuts down', Object.assign(new Error('terminating connection'), { code: '57P01' }), 'SERVICE_UNAVAILABLE'],
  ['a lost connection', new Error('Connection terminated unexpectedly'), 'SERVICE_UNAVAILABLE'],
  ['a constraint', Object.assign(new Error('violates check constraint'), { code: '23514' }), 'INTERNAL_SERVER_ERROR'],
  ['a bug', new TypeError('undefined is not a function'), 'INTERNAL_SERVER_ERROR'],
  ['a wrong call', Object.assign(new TypeError('The "data" argument must be of type string'), { code: 'ERR_INVALID_ARG_TYPE' }), 'INTERNAL_SERVER_ERROR'],
])('what may be answered later is told apart from what is our fault: %s', (_, originalError, code) => {
  const error = new GraphQLError(originalError.message, { path: ['sites'], originalError });
  const told = createMask(log, { introspection: true })({ message: error.message, path: ['sites'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }, error);

  expect(told).toEqual({ message: expect.stringMatching(/[0-9a-f]{12}/), path: ['sites'], extensions: { code } });
  expect(told.message).not.toContain(originalError.message);
});
