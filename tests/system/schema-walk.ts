import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredArgument, isRequiredInputField,
  type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

const SCALARS: Record<string, string> = { String: '"x"', ID: '"1"', Int: '1', Float: '1', Boolean: 'true', Duration: '"PT1M"' };

/** A value that fits, of what must be given. What ends in time ends after what begins. */
export function valueFor(type: GraphQLInputType, name: string): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return `[${valueFor(nullable.ofType as GraphQLInputType, name)}]`;
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${valueFor(field.type, field.name)}`).join(', ')} }`;
  }
  const scalar = getNamedType(nullable).name;
  return scalar === 'DateTime' ? (name === 'to' ? '"2099-01-01T00:00:00Z"' : '"2020-01-01T00:00:00Z"') : SCALARS[scalar]!;
}

/** A field with the arguments that it must have, or with others. */
export function call(field: Field, given?: string): string {
  const needed = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${valueFor(arg.type, arg.name)}`);
  const args = given ?? needed.join(', ');
  return args === '' ? field.name : `${field.name}(${args})`;
}

/** The shortest document that asks for a field of a root. */
export const shortest = (operation: string, field: Field): string => `${operation} { ${call(field)} ${isCompositeType(getNamedType(field.type)) ? '{ __typename }' : ''} }`;

/**
 * Everything that can be asked of a type, so many things deep: pages, edges and payloads are no things. Where the tree ends
 * stands what a thing always has, so that of each can be said which it is.
 */
export function everything(schema: GraphQLSchema, type: GraphQLCompositeType, depth: number): string {
  if (isAbstractType(type)) return `{ __typename ${schema.getPossibleTypes(type).map((each) => `... on ${each.name} ${everything(schema, each, depth)}`).join(' ')} }`;
  const fields = Object.values(type.getFields() as Record<string, Field>).filter(({ name }) => !NEVER_THE_SAME.has(name) && !WALKED_ELSEWHERE.has(`${type.name}.${name}`));
  return `{ __typename ${fields.map((field) => below(schema, field, depth)).join(' ')} }`;
}

// They lead back to excursions and samples, or name nothing at all, and make the walk twice as long: notify-sight and dispositions-sight go there.
const WALKED_ELSEWHERE = new Set([
  'Excursion.notifications', 'Excursion.dispositions', 'DispositionDecision.sample',
  ...['disposition', 'decidedOnRevision', 'isStale', 'dispositions'].map((name) => `AffectedSample.${name}`),
]);
const NEVER_THE_SAME = new Set(['duration', 'unknown', 'coverage', 'longestGap', 'mean']);

function below(schema: GraphQLSchema, field: Field, depth: number): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return call(field);
  if (field.name === 'edges') return `edges { cursor node ${everything(schema, typeOfField(type, 'node'), 0)} }`;
  if (field.name === 'nodes' || type.name.endsWith('Connection') || type.name === 'PageInfo') return `${call(field)} ${everything(schema, type, depth)}`;
  if (depth > 0) return `${call(field)} ${everything(schema, type, depth - 1)}`;
  const isMark = isNonNullType(field.type) && ['sensor', 'container'].includes(field.name);
  return isMark ? `${field.name} { __typename ${type.name === 'Sensor' ? 'key' : 'code'} }` : '';
}

export function typeOfField(type: GraphQLCompositeType, name: string): GraphQLCompositeType {
  return getNamedType((type as { getFields(): Record<string, Field> }).getFields()[name]!.type) as GraphQLCompositeType;
}
