import { defaultFieldResolver, getNamedType, isCompositeType, isIntrospectionType, isListType, isObjectType, getNullableType, type GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Context } from './context.js';

/** Objects that one answer may have, or one event of a subscription: what an operation costs is a guess, and this is not. */
const MOST_OBJECTS = 50_000;

/**
 * Counts what lists hold as they are answered. A list that does not say how long it is counts ten before it is executed, and
 * may be a thousand; a thousand lists of a thousand would take all memory.
 */
export function boundAbundance(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = async (source, args, context: Context, info) => {
        // One error is enough: ninety thousand of them cost more than the answer.
        if (context.answered.objects > MOST_OBJECTS) return [];
        const found: unknown = await resolve(source, args, context, info);
        if (Array.isArray(found)) context.answered.objects += found.length;
        if (context.answered.objects > MOST_OBJECTS) throw tooMany();
        return found;
      };
    }
  }
}

const tooMany = () => new GraphQLError(`The answer has more than ${MOST_OBJECTS} objects. Ask for less at once.`, { extensions: { code: 'ANSWER_TOO_LARGE' } });
