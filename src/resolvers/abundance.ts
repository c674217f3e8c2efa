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
/** Throws when there are too many now. */
type Count = (answer: Answer, objects: number) => void;

/**
 * Counts objects as they are answered. A list that does not say how long it is counts ten before it is executed, and may be
 * a thousand; a thousand lists of a thousand would take all memory. The answer that is too large has one error, and from
 * then on nothing more is looked up for it: ninety thousand errors would cost more than the answer.
 */
export function boundAbundance(schema: GraphQLSchema, most: number = MOST_OBJECTS): void {
  const count = createCount(most);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (!isCompositeType(named) || isIntrospectionType(named) || FREE.has(named.name)) continue;
      if (isListType(getNullableType(field.type))) boundList(field, count, POINTS.has(named.name) ? POINTS_FOR_ONE : 1);
      else boundOne(field, count, isCounted(type, schema) ? 1 : 0);
    }
  }
}

function boundList(field: Field, count: Count, forOne: number): void {
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
function boundOne(field: Field, count: Count, objects: number): void {
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
  const known = answers.get(variableValues);
  if (known) return known;
  const answer = { objects: 0, isTooLarge: false };
  answers.set(variableValues, answer);
  return answer;
}

const createCount = (most: number): Count => (answer, objects) => {
  answer.objects += objects;
  if (answer.objects <= most) return;
  answer.isTooLarge = true;
  throw new GraphQLError(`The answer has more than ${most} objects. Ask for less at once.`, { extensions: { code: 'ANSWER_TOO_LARGE' } });
};
