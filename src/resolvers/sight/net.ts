import {
  defaultFieldResolver, getNamedType, getNullableType, isCompositeType, isIntrospectionType, isListType, isNonNullType, isObjectType,
  type GraphQLField, type GraphQLNamedType, type GraphQLSchema,
} from 'graphql';
import { forbidden } from '../../access/forbidden.js';
import type { Connection } from '../../schema/connection.js';
import type { Context } from '../context.js';
import { isOpen, lookFor, type Look } from './looks.js';
import type { Sight } from './sight.js';

type Field = GraphQLField<unknown, Context>;
/** What is left of a value for a caller who is bound. */
type Sieve = (value: unknown, sight: Sight, context: Context) => Promise<unknown>;

/**
 * Guards every field that gives something which is somewhere: to a caller who is bound, what is out of his sight becomes
 * null, is left out of lists, or, where neither can be, is an error. Whoever adds a field need not think of it. Throws where
 * a type is neither placed nor open: nobody has said yet who may see it.
 */
export function castNet(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const sieve = sieveOf(`${type.name}.${field.name}`, field);
      if (sieve) guard(field, sieve);
    }
  }
}

/** Callers who are not bound pay for one look at who they are. */
function guard(field: Field, sieve: Sieve): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const sift = async (found: unknown, context: Context) => {
    const value = await found;
    const { sight } = context;
    return value === null || value === undefined || sight === null ? value : sieve(value, sight, context);
  };
  field.resolve = (source, args, context, info) => {
    const found = resolve(source, args, context, info);
    return context.bounds === null ? found : sift(found, context);
  };
}

function sieveOf(path: string, { type }: Field): Sieve | null {
  const named = getNamedType(type);
  if (!isCompositeType(named) || isIntrospectionType(named) || isOpen(named.name)) return null;
  const edge = partOf(named, 'edges');
  if (edge) return connectionSieve(demandLook(path, edge));
  const look = demandLook(path, named);
  if (isListType(getNullableType(type))) return (things, sight, context) => filter(things as unknown[], (thing) => look(thing, sight, context));
  return async (thing, sight, context) => {
    if (await look(thing, sight, context)) return thing;
    if (isNonNullType(type)) throw forbidden(`${path} leads to something that is out of your sight.`);
    return null;
  };
}

/** Of an edge, that of what stands there. */
function demandLook(path: string, type: GraphQLNamedType): Look {
  const node = partOf(type, 'node');
  const look = lookFor((node ?? type).name);
  if (!look) throw new Error(`src/resolvers/sight/looks.ts does not say who may see ${(node ?? type).name}, which ${path} gives`);
  return node ? async (edge, sight, context) => look(await (edge as { node: unknown }).node, sight, context) : look;
}

function partOf(type: GraphQLNamedType, name: 'edges' | 'node'): GraphQLNamedType | null {
  const part = isObjectType(type) ? type.getFields()[name] : undefined;
  return part ? getNamedType(part.type) : null;
}

/** The cursors of a page are those of what is left of it. Lists are cut to a caller's bounds where they are read, so that pages are full. */
const connectionSieve = (look: Look): Sieve => async (value, sight, context) => {
  const connection = value as Connection<unknown>;
  const edges = await filter(connection.edges, (edge) => look(edge, sight, context));
  const pageInfo = { ...connection.pageInfo, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, nodes: edges.map(({ node }) => node), pageInfo };
};

async function filter<Thing>(things: readonly Thing[], isIn: (thing: Thing) => boolean | Promise<boolean>): Promise<Thing[]> {
  const verdicts = await Promise.all(things.map(async (thing) => thing !== null && isIn(await thing)));
  return things.filter((_, index) => verdicts[index]);
}
