import { expect, test } from '@jest/globals';
import { isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isNonNullType, isObjectType, isSpecifiedScalarType, type GraphQLOutputType } from 'graphql';
import { buildGraphQLSchema } from '../../../src/resolvers/schema.js';

interface Described {
  path: string;
  description: string | null | undefined;
  nullable: boolean;
}

const schema = await buildGraphQLSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
// The three roots are the specification's, and type-graphql gives them no description.
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const nullable = (type: GraphQLOutputType) => !isNonNullType(type);

const described: Described[] = types.flatMap((type): Described[] => [
  ...(roots.some((root) => root === type) ? [] : [{ path: type.name, description: type.description, nullable: false }]),
  ...(isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).flatMap((field) => [
        { path: `${type.name}.${field.name}`, description: field.description, nullable: nullable(field.type) },
        ...field.args.map((arg) => ({ path: `${type.name}.${field.name}(${arg.name})`, description: arg.description, nullable: !isNonNullType(arg.type) })),
      ])
    : []),
  ...(isInputObjectType(type) ? Object.values(type.getFields()).map((field) => ({ path: `${type.name}.${field.name}`, description: field.description, nullable: !isNonNullType(field.type) })) : []),
  ...(isEnumType(type) ? type.getValues().map((value) => ({ path: `${type.name}.${value.name}`, description: value.description, nullable: false })) : []),
]);

test('every type, field, argument and enum value is described in a full sentence', () => {
  const silent = described.filter(({ description }) => !/^["'A-Z].*[^.]\.$/s.test(description ?? ''));
  expect(silent.map(({ path, description }) => `${path}: ${description}`)).toEqual([]);
});

test('what may be null says what null means', () => {
  const vague = described.filter((each) => each.nullable && !/\bnull\b/i.test(each.description ?? ''));
  expect(vague.map(({ path, description }) => `${path}: ${description}`)).toEqual([]);
});
