import {
  getNamedType, getNullableType, getVariableValues, GraphQLError, isCompositeType, isListType, TypeInfo, ValidationContext, valueFromASTUntyped,
  type DocumentNode, type GraphQLField, type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql';
import { createComplexityRule, type ComplexityEstimator } from 'graphql-query-complexity';
import { DAY, now, parseInstant } from '../domain/time.js';
import { refusal } from './errors.js';
import { LIMITS, overLimit } from './limits.js';

export interface Asked {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** A list that says nothing of its length. */
const ITEMS = 10;
/** Points of a series or a track are found by one statement and cost little. */
const POINTS_FOR_ONE = 10;
/** Codes and other values of a filter. */
const NAMES_FOR_ONE = 10;
const MUTATION = 10;
const INTROSPECTION = 2_000;
/** All of it is read. */
const WHOLE_TRAIL = 2_000;
/** Whatever was in an excursion of any time is looked at. */
const STATUSES_OF_SAMPLES = 100;
/** Of each day that a series, a track, an exposure or a compliance spans: however little is told of it, all its readings may be read. */
const DAY_OF_READINGS = 1 / 4;
/** Of what a sample went through since it was collected, and while an excursion lasted: when that was is not said. */
const DAYS_OF_A_LIFE = 28;
const DAYS_OF_AN_EXCURSION = 4;
/** Fields that are looked at, those of a fragment wherever it is used. */
const MOST_NODES = 5_000;

/**
 * What an operation costs in points: one for each object that it may be answered with; if it brings readings or samples,
 * one for every two of them at least. Or why that cannot be told.
 */
export function costOf(schema: GraphQLSchema, { document, operation, variables }: Asked): number | GraphQLError {
  const errors: GraphQLError[] = [];
  const context = new ValidationContext(schema, document, new TypeInfo(schema), (error) => errors.push(error));
  const counter = createComplexityRule({ maximumComplexity: Number.POSITIVE_INFINITY, estimators: [estimate], maxQueryNodes: MOST_NODES })(context);
  counter.variableValues = valuesOf(operation, variables);
  try {
    const cost = Math.ceil(counter.nodeComplexity(operation, schema.getRootType(operation.operation)!));
    if (!errors[0]) return cost;
    // Executing says better what is wrong with the variables, if it is them, and does nothing else.
    const fit = !getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables }, { maxErrors: 1 }).errors;
    return fit ? refusal('BAD_USER_INPUT', errors[0].message) : 1;
  } catch (error) {
    // Of a field too many; everything else is a bug.
    if (error instanceof GraphQLError) return overLimit(`The operation selects more than ${MOST_NODES} fields, those of a fragment counted wherever it is used. Ask in several requests.`);
    throw error;
  }
}

/** As they were sent: ones that do not fit are refused before anything is executed, and to find that out is not cheap. */
function valuesOf({ variableDefinitions = [] }: OperationDefinitionNode, variables: Asked['variables']): Record<string, unknown> {
  const byDefault = variableDefinitions.flatMap(({ variable, defaultValue }) => (defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : []));
  return Object.assign(Object.create(null) as Record<string, unknown>, Object.fromEntries(byDefault), variables);
}

/** Why an operation of this kind may not cost so much; null: it may. */
export const tooDear = (cost: number, { operation }: OperationDefinitionNode): GraphQLError | null => {
  if (cost > LIMITS.cost) return dear(cost);
  return operation === 'subscription' && cost > LIMITS.eventCost ? dearEvents(cost) : null;
};

const dearEvents = (cost: number) =>
  refusal('COST_LIMIT_EXCEEDED', `The subscription costs ${cost} points at every event, and may cost at most ${LIMITS.eventCost}. Select less, and query the rest when an event calls for it.`);

const dear = (cost: number) =>
  refusal('COST_LIMIT_EXCEEDED', `The operation costs ${cost} points, and may cost at most ${LIMITS.cost}. Ask for fewer at once: give first or maxPoints, or leave lists of lists away.`);

const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  const named = getNamedType(field.type);
  if (field.name === 'freezeThawCycles') return 1 + DAYS_OF_A_LIFE * DAY_OF_READINGS;
  if (!isCompositeType(named) || field.name === 'userErrors') return 0;
  if (field.name === '__schema' || field.name === '__type') return INTROSPECTION;
  if (field.name === 'verifyAuditTrail') return WHOLE_TRAIL;
  if (type.name.endsWith('Connection')) return field.name === 'nodes' ? 1 + childComplexity : childComplexity;
  const points = asked(field, args, 'maxPoints') / POINTS_FOR_ONE;
  const isSpan = points > 0 || field.name === 'rehearseExcursionRule' || named.name === 'Compliance';
  const span = (named.name === 'Exposure' ? livedThrough(type.name, args) : isSpan ? spanned(args) : 0) * DAY_OF_READINGS;
  // Its lists are known with it, mostly short, and counted in the answer by abundance.ts; what is asked of things that they name is looked up for each.
  if (type.name === 'Exposure') return 1 + childComplexity;
  if (type.name === 'ExposureSegment') return 1 + ITEMS * childComplexity;
  if (type.name === 'Mutation') return Math.max(MUTATION + childComplexity, written(args) / 2, (written(args) * childComplexity) / ITEMS);
  if (named.name.endsWith('Connection')) return 1 + mentioned(args) + judged(named.name, args) + asked(field, args, 'first') * Math.max(1, childComplexity);
  if (isListType(getNullableType(field.type))) return (points || ITEMS) * (1 + childComplexity) + span;
  return 1 + points + span + childComplexity;
};

/** How many are asked for; null stands for what the schema says. */
function asked(field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>, name: 'first' | 'maxPoints'): number {
  const value = args[name] ?? field.args.find((each) => each.name === name)?.defaultValue;
  return typeof value === 'number' ? Math.max(1, value) : 0;
}

/** Days from `from` to `to`, which are moments where they stand in the document, and texts where they come as variables. */
function spanned(args: Readonly<Record<string, unknown>>): number {
  const [from, to] = [args['from'], args['to']].map((value) => (typeof value === 'string' ? parseInstant(value) : value));
  return typeof from === 'number' && typeof to === 'number' ? Math.max(0, (to - from) / DAY) : 0;
}

/** The same of an exposure, which lasts until now where nothing else is said. */
function livedThrough(type: string, { from, to }: Readonly<Record<string, unknown>>): number {
  if (type === 'AffectedSample') return DAYS_OF_AN_EXCURSION;
  return from === null || from === undefined ? DAYS_OF_A_LIFE : spanned({ from, to: to ?? now() });
}

/** What a filter names is looked up, however little is found. */
function mentioned(args: Readonly<Record<string, unknown>>): number {
  const lists = [args, args['where'] ?? {}].flatMap((each) => Object.values(each as object)).filter((value) => Array.isArray(value));
  return lists.reduce((sum, { length }) => sum + length, 0) / NAMES_FOR_ONE;
}

function judged(type: string, { where }: Readonly<Record<string, unknown>>): number {
  return type === 'SampleConnection' && (where as { status?: unknown } | null | undefined)?.status ? STATUSES_OF_SAMPLES : 0;
}

/** How many things a mutation brings. */
function written(args: Readonly<Record<string, unknown>>): number {
  const lists = Object.values((args['input'] ?? {}) as object).filter((value) => Array.isArray(value));
  return Math.max(0, ...lists.map(({ length }) => length));
}
