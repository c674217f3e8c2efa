import fc from 'fast-check';
import { getNamedType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, type GraphQLArgument, type GraphQLInputType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { HOSTILE } from './hostile-texts.js';

/** The JSON of a request: documents that the schema nearly has, texts that are broken, and such as were made to cost. */
export function payloads(schema: GraphQLSchema): fc.Arbitrary<string> {
  const document = fc.nat(0x7fffffff).map((seed) => documentOf(schema, chooser(seed)));
  const hostile = fc.tuple(fc.constantFrom(...Object.values(HOSTILE)), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 20 })).map(([make, one, other]) => make(one, other));
  const query = fc.oneof({ arbitrary: document, weight: 14 }, { arbitrary: broken(document), weight: 4 }, { arbitrary: hostile, weight: 1 }, { arbitrary: noise, weight: 1 });
  return fc.tuple(query, variables).map(([text, values]) => `{"query":${JSON.stringify(text)},"variables":${values}}`);
}

/** Halves of surrogate pairs too. */
const noise = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units));

const NAMES = ['a', 'b', '__proto__', 'constructor', 'toString'];

/** As JSON, because some of them are no JavaScript: a `__proto__` is only a name there. */
const variables = fc.oneof(
  fc.constant('null'),
  fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.json({ maxDepth: 3 })), { selector: ([name]) => name, maxLength: 3 }).map((entries) => `{${entries.map(([name, json]) => `"${name}":${json}`).join(',')}}`),
  fc.integer({ min: 1, max: 1_000 }).map((depth) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`),
);

const PIECES = ['{', '}', '(', ')', '[', ']', '...', '$a', '@skip(if: true)', '"', '"""', '\\u', '\u0000', '\u{1F9CA}', '\ud800', '#', '!', ':', '-1e999', 'on', 'null', 'fragment', '__schema', '__proto__'];

/** A text in which some places were cut out, doubled or filled with what does not belong there. */
const broken = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.array(fc.tuple(fc.nat(10_000), fc.nat(20), fc.constantFrom(...PIECES, '', '')), { minLength: 1, maxLength: 4 })).map(([whole, edits]) =>
    edits.reduce((current, [at, length, piece]) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + (piece || current.slice(start, start + length).repeat(2)) + current.slice(start + length);
    }, whole),
  );

type Choose = <T>(from: readonly T[]) => T;

/** A generator of Park and Miller. */
const chooser = (seed: number): Choose => {
  let state = (seed % 2_147_483_646) + 1;
  return (from) => {
    state = (state * 48_271) % 2_147_483_647;
    return from[state % from.length]!;
  };
};

function documentOf(schema: GraphQLSchema, choose: Choose): string {
  const kind = choose(['query', 'query', 'query', 'query', 'mutation', 'subscription'] as const);
  const root = kind === 'query' ? schema.getQueryType() : kind === 'mutation' ? schema.getMutationType() : schema.getSubscriptionType();
  const declared = choose([...Array.from({ length: 20 }, () => ''), '($a: Int, $b: String)', '($a: [String!]!)', '($constructor: Int, $toString: ID!)']);
  return `${kind} ${declared} ${selectionOf(schema, root!, choose, 1)}`;
}

function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, choose: Choose, depth: number): string {
  const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
  const selected = Array.from({ length: type === schema.getSubscriptionType() ? 1 : choose([1, 1, 1, 2, 3]) }, () => {
    const field = choose(fields);
    if (depth > 5) return '__typename';
    const whimsy = choose([...Array.from({ length: 40 }, () => 0), 1, 2, 3, 3]);
    if (whimsy === 1) return `${field.name}z`;
    if (whimsy === 2) return `... on ${choose([type, type, ...Object.values(schema.getTypeMap()).filter(isObjectType)]).name} { __typename }`;
    const alias = whimsy === 3 ? `${choose(NAMES)}: ` : '';
    const args = 'args' in field && field.args.length > 0 ? argumentsOf(field.args, choose) : '';
    const named = getNamedType(field.type);
    return `${alias}${field.name}${args}${isCompositeType(named) ? ` ${selectionOf(schema, named, choose, depth + 1)}` : ''}`;
  });
  return `{ ${selected.join(' ')} }`;
}

function argumentsOf(args: readonly GraphQLArgument[], choose: Choose): string {
  const given = args.filter(({ type }) => isNonNullType(type) || choose([true, false, false]));
  return given.length === 0 ? '' : `(${given.map(({ name, type }) => `${name}: ${valueOf(type, choose, 1)}`).join(', ')})`;
}

function valueOf(type: GraphQLInputType, choose: Choose, depth: number): string {
  if (choose(Array.from({ length: 20 }, (_, index) => index)) === 0) return choose(['$a', '$constructor', '{}', '[[]]', '"\\u0000"', '1e400', 'NOTHING', 'null', '-1']);
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, choose, depth);
  if (isListType(type)) return `[${Array.from({ length: choose([0, 1, 2]) }, () => valueOf(type.ofType as GraphQLInputType, choose, depth)).join(', ')}]`;
  if (isEnumType(type)) return choose(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || (depth < 4 && choose([true, false])));
    return `{ ${fields.map((field) => `${field.name}: ${valueOf(field.type, choose, depth + 1)}`).join(', ')} }`;
  }
  return scalarOf(type.name, choose);
}

const SCALARS: Record<string, readonly string[]> = {
  Int: ['0', '1', '5', '500', '501', '2147483647'],
  Float: ['0', '-273.15', '1e308', '4.2'],
  Boolean: ['true', 'false'],
  DateTime: ['"2026-01-01T00:00:00Z"', '"2026-02-01T00:00:00+01:00"', '"9999-12-31T23:59:59Z"', '"0001-01-01T00:00:00Z"', '"yesterday"'],
  Duration: ['"PT30M"', '"P1Y"', '"P999999999D"'],
  ID: ['1', '"0"', '"-1"', '"99999999999999999999"', '"x"'],
  String: ['"x"', '""', '"CNC-001"', '"a/b"', '"\\u0000"', '"\\uD83E\\uDDCA"', '"%\' or 1=1 --"', '"W10="', '"WyJ4Il0"'],
};

const scalarOf = (name: string, choose: Choose) => choose(SCALARS[name] ?? SCALARS['String']!);
