import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, execute, GraphQLError, isInterfaceType, isObjectType, NoUnusedVariablesRule, parse, responsePathAsArray, specifiedRules, validate, type ExecutionResult, type GraphQLResolveInfo } from 'graphql';
import { createExecute } from '../../../src/api/execution/execute.js';

const schema = buildSchema(`
  type Query { a: Thing  must: Thing!  list: [Thing]  mustList: [Thing!]!  nested: [[Int!]]  node: Node  nodes: [Node!]  text(of: Int = 3, list: [String!]): String }
  interface Node { id: ID!  next: Node }
  type Thing implements Node { id: ID!  count: Int  mustCount: Int!  next: Node  must: Thing!  list: [Thing!]  names: [String!]!  kind: Kind  plain: String  mustPlain: Int! }
  type Other implements Node { id: ID!  next: Node  other: String! }
  enum Kind { ONE TWO }
  type Mutation { set: Int }`);

/** When values come: at once, all of them later, or some. GraphQL itself lets promises go that fail beside a value that failed at once, which would end this process. */
type Mode = 'at once' | 'later' | 'some later, none of which fails';

/** What a resolver does is told by its path and a seed, so that both ways of executing get to see the same. */
let seed = 0;
let mode: Mode = 'at once';
const chance = (path: string): number => {
  let hash = seed;
  for (const character of path) hash = Math.imul((hash ^ character.charCodeAt(0)) >>> 0, 0x9e3779b1) ^ (hash >>> 15);
  return (hash >>> 0) / 2 ** 32;
};
const fails = (path: string, share: number) => mode !== 'some later, none of which fails' && chance(path) < share;
const isLater = (path: string) => mode === 'later' || (mode !== 'at once' && chance(path) < 0.5);

function answer(_source: unknown, args: object, _context: unknown, info: GraphQLResolveInfo): unknown {
  const path = `${responsePathAsArray(info.path).join('.')} ${JSON.stringify(args)}`;
  const make = () => {
    if (fails(`${path} throws`, 0.05)) throw new GraphQLError(`${path} throws`, { extensions: { code: 'THROWN' } });
    if (fails(`${path} is null`, 0.05)) return null;
    return fails(`${path} is an error`, 0.03) ? new Error(path) : sample(String(info.returnType).replace(/!$/, ''), path, args);
  };
  return isLater(`${path} is later`) ? Promise.resolve().then(make) : make();
}

function sample(type: string, path: string, args: object): unknown {
  if (type.startsWith('[')) {
    if (fails(`${path} is no list`, 0.05)) return 'no list';
    return Array.from({ length: Math.floor(chance(`${path} length`) * 4) }, (_, index) => {
      const at = `${path}#${index}`;
      const item = fails(`${at} is null`, 0.1) ? null : fails(`${at} is an error`, 0.05) ? new Error(at) : sample(type.slice(1, -1).replace(/!$/, ''), at, args);
      return isLater(`${at} is later`) ? Promise.resolve(item) : item;
    });
  }
  const luck = chance(`${path} value`);
  if (type === 'Int') return fails(`${path} is no number`, 0.1) ? 'no number' : Math.floor(luck * 100);
  if (type === 'String') return `${luck < 0.5 ? 'text' : JSON.stringify(args)} ${Math.floor(luck * 100)}`;
  if (type === 'ID') return Math.floor(luck * 100);
  if (type === 'Kind') return fails(`${path} is no kind`, 0.1) ? 'THREE' : luck < 0.5 ? 'ONE' : 'TWO';
  const is = type === 'Node' ? (fails(`${path} is no node`, 0.05) ? 'Kind' : luck < 0.5 ? 'Thing' : 'Other') : type;
  return { is, plain: luck < 0.1 ? null : luck < 0.2 ? () => `told ${luck}` : `plain ${luck}`, mustPlain: fails(`${path} lacks`, 0.1) ? null : isLater(`${path} has it later`) ? Promise.resolve(7) : 5 };
}

beforeAll(() => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = ({ is }: { is: string }) => (isLater(is) ? Promise.resolve(is) : is);
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (!/plain/i.test(field.name)) field.resolve = answer;
  }
});

const FIELDS = { Query: ['a', 'must', 'list', 'mustList', 'nested', 'node', 'nodes', 'text'], Thing: ['id', 'count', 'mustCount', 'next', 'must', 'list', 'names', 'kind', 'plain', 'mustPlain', '__typename'], Node: ['id', 'next', '__typename'], Other: ['id', 'other'] };
const BELOW: Partial<Record<string, keyof typeof FIELDS>> = { 'Query.a': 'Thing', 'Query.must': 'Thing', 'Query.list': 'Thing', 'Query.mustList': 'Thing', 'Query.node': 'Node', 'Query.nodes': 'Node', 'Thing.next': 'Node', 'Thing.must': 'Thing', 'Thing.list': 'Thing', 'Node.next': 'Node' };

const selection = (type: keyof typeof FIELDS, depth: number): fc.Arbitrary<string> => {
  const names = FIELDS[type].filter((name) => depth > 0 || !BELOW[`${type}.${name}`]);
  const field = fc.constantFrom(...names).chain((name) => {
    const below = BELOW[`${type}.${name}`];
    const args = name === 'text' ? fc.constantFrom('', '(of: 1)', '(of: $of)', '(list: ["x", $item])') : fc.constant('');
    const directive = fc.constantFrom('', '', '', ' @include(if: $yes)', ' @skip(if: $no)', ' @skip(if: true)');
    // An alias says what it stands for, so that no two fields of one name differ.
    return fc.tuple(args, directive, below ? selection(below, depth - 1) : fc.constant(''), fc.boolean()).map(([given, only, inside, alias]) =>
      `${given !== '' ? `t${given.length}: ` : alias ? `${name}_: ` : ''}${name}${given}${only}${inside}`);
  });
  const concrete = type === 'Node' && depth > 0 ? [fc.constantFrom('Thing' as const, 'Other' as const).chain((each) => selection(each, depth - 1).map((inside) => `... on ${each} ${inside}`))] : [];
  return fc.array(fc.oneof(field, field, ...concrete), { minLength: 1, maxLength: 3 }).map((parts) => `{ ${parts.join(' ')} }`);
};

const ours = createExecute(schema);
const query = selection('Query', 3).map((text) => `query ($yes: Boolean = true, $no: Boolean!, $of: Int, $item: String! = "y") ${text}`);
const variables = fc.record({ no: fc.boolean(), yes: fc.boolean(), of: fc.constantFrom(null, 2), item: fc.constant('z') }, { requiredKeys: ['no'] });

async function both(text: string, variableValues: Record<string, unknown>): Promise<[ExecutionResult, ExecutionResult]> {
  const document = parse(text);
  const asked = { document, variableValues, contextValue: {} };
  return [plain(await ours(asked)), plain(await execute({ schema, ...asked, options: { maxCoercionErrors: 10 } }))];
}

const plain = (result: ExecutionResult) => JSON.parse(JSON.stringify(result)) as ExecutionResult;
/** The places that errors have made null; empty: all of it. */
const nulled = ({ data, errors = [] }: ExecutionResult) =>
  new Set(errors.map(({ path = [] }) => {
    let at: unknown = data;
    const depth = path.findIndex((key) => {
      if (at !== null) at = (at as Record<string, unknown>)[key];
      return at === null;
    });
    return data === null ? '' : path.slice(0, depth + 1).join('.');
  }));
/** Our words for what only a bug in a type of its own can bring about are not those of GraphQL. */
const told = ({ errors = [] }: ExecutionResult) =>
  errors.map((error) => JSON.stringify(error).replace(/"message":"(Abstract type \\"Node\\"|Node) was resolved.*?"(?=,"locations)/, '"message":"no such type"')).toSorted();

test.each<Mode>(['at once', 'later', 'some later, none of which fails'])('whatever resolvers answer, %s, the answer is that of GraphQL itself', async (when) => {
  mode = when;
  await fc.assert(fc.asyncProperty(query, variables, fc.integer(), async (text, values, number) => {
    seed = number;
    expect(validate(schema, parse(text), specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule))).toEqual([]);
    const [own, reference] = await both(text, values);
    expect(JSON.stringify(own.data)).toBe(JSON.stringify(reference.data));
    // Of several errors that make one place null the first is told, and which that is depends on who is faster.
    if (when === 'later') expect(nulled(own)).toEqual(nulled(reference));
    else expect(told(own)).toEqual(told(reference));
  }), { numRuns: 200 });
});
