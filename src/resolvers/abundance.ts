import {
  defaultFieldResolver, getNamedType, getNullableType, GraphQLError, isCompositeType, isIntrospectionType, isListType, isNonNullType, isObjectType,
  type GraphQLField, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema,
} from 'graphql';
import type { Context } from './context.js';

/** Objects that one answer may have, or one event of a subscription: what an operation costs is a guess, and this is not. */
const MOST_OBJECTS = 10_000;
/** Points of a series or a track are small, and what they cost is told before: see api/cost.ts. */
const POINTS = new Set(['Bucket', 'Position']);
const POINTS_FOR_ONE = 10;
/** As many as somebody has brought. */
const FREE = new Set(['UserError']);

type Field = GraphQLField<unknown, Context>;

/**
 * Counts objects as they are answered. A list that does not say how long it is counts ten before it is executed, and may be
 * a thousand; a thousand lists of a thousand would take all memory. The answer that is too large has one error, and from
 * then on nothing more is looked up for it: ninety thousand errors would cost more than the answer.
 */
export function boundAbundance(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (!isCompositeType(named) || isIntrospectionType(named) || FREE.has(named.name)) continue;
      if (isListType(getNullableType(field.type))) boundList(field, POINTS.has(named.name) ? POINTS_FOR_ONE : 1);
      else boundOne(field, isCounted(type, schema) ? 1 : 0);
    }
  }
}

function boundList(field: Field, forOne: number): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    const answer = answerOf(info);
    if (answer.isTooLarge) return [];
    const found: unknown = await resolve(source, args, context, info);
    if (answer.isTooLarge) return [];
    if (Array.isArray(found)) count(answer, found.length / forOne);
    return found;
  };
}

/** A list of ten thousand would else be looked up a hundred times, under as many aliases. */
function boundOne(field: Field, objects: number): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isNullable = !isNonNullType(field.type);
  field.resolve = (source, args, context, info) => {
    const answer = answerOf(info);
    if (answer.isTooLarge && isNullable) return null;
    if (!answer.isTooLarge) count(answer, objects);
    return resolve(source, args, context, info);
  };
}

/** A page and its edges only stand around what is in it, and a root is one. */
const isCounted = ({ name }: GraphQLObjectType, schema: GraphQLSchema): boolean =>
  !/(Connection|Edge)$/.test(name) && ![schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some((root) => root?.name === name);

interface Answer {
  objects: number;
  isTooLarge: boolean;
}

// Values of variables are an object of each execution: all mutations of a document are one, and each event of a subscription.
const answers = new WeakMap<object, Answer>();

function answerOf({ variableValues }: GraphQLResolveInfo): Answer {
  const answer = answers.get(variableValues) ?? { objects: 0, isTooLarge: false };
  answers.set(variableValues, answer);
  return answer;
}

function count(answer: Answer, objects: number): void {
  answer.objects += objects;
  if (answer.objects <= MOST_OBJECTS) return;
  answer.isTooLarge = true;
  throw new GraphQLError(`The answer has more than ${MOST_OBJECTS} objects. Ask for less at once.`, { extensions: { code: 'ANSWER_TOO_LARGE' } });
}
