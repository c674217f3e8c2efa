import type { GraphQLLeafType } from 'graphql';

export const isPromise = (value: unknown): value is PromiseLike<unknown> => typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
export const isIterable = (value: unknown): value is Iterable<unknown> => typeof value === 'object' && value !== null && Symbol.iterator in value;

/** As the answer has it; throws where the type cannot write it. */
export function serialize(leaf: GraphQLLeafType, value: unknown): unknown {
  const written: unknown = leaf.serialize(value);
  if (written === null || written === undefined) throw new Error(`${leaf.name} cannot write ${typeof value === 'object' ? 'an object' : String(value)}: it became ${String(written)}`);
  return written;
}
