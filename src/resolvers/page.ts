import { badInput } from '../schema/bad-input.js';
import type { Connection, PageArgs } from '../schema/connection.js';

/** What identifies a place in a list: the values that the list is ordered by. */
export type Key = readonly (string | number)[];

/** A page as it was asked for. One more than `first` is fetched, to know whether there is more. */
export interface Page {
  first: number;
  after: Key | null;
}

const MOST = 500;

/** Throws a BAD_USER_INPUT where it is no page of a list ordered by values of these types. */
export function readPage({ first, after }: PageArgs, byDefault: number, shape: readonly ('string' | 'number')[]): Page {
  const count = first ?? byDefault;
  if (count < 1 || count > MOST) throw badInput(`first is ${count}, but must be from 1 to ${MOST}.`);
  return { first: count, after: after === null || after === undefined ? null : readCursor(after, shape) };
}

/** The page of what was found, which is up to one more than was asked for. */
export function connect<Node>(found: readonly Node[], { first, after }: Page, keyOf: (node: Node) => Key): Connection<Node> {
  const nodes = found.slice(0, first);
  const cursorOf = (node: Node | undefined) => (node === undefined ? null : writeCursor(keyOf(node)));
  return {
    nodes,
    // Only for who asks for them.
    get edges() {
      return nodes.map((node) => ({ node, cursor: writeCursor(keyOf(node)) }));
    },
    pageInfo: {
      hasNextPage: found.length > first,
      // A cursor was given out with a node, so there is one before what comes behind it.
      hasPreviousPage: after !== null,
      startCursor: cursorOf(nodes[0]),
      endCursor: cursorOf(nodes.at(-1)),
    },
  };
}

/** Opaque to those who hold it. */
export const writeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function readCursor(cursor: string, shape: readonly ('string' | 'number')[]): Key {
  const key = parseCursor(cursor);
  const fits = (value: unknown, index: number) => typeof value === shape[index] && (typeof value === 'string' || Number.isSafeInteger(value));
  if (key.length === shape.length && key.every(fits)) return key as unknown as Key;
  throw badInput('after is not a cursor of this list; take it from endCursor or from an edge of an earlier page.');
}

/** The parts of what writeCursor wrote, whatever they are; of anything else none. */
export function parseCursor(cursor: string): readonly unknown[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(key) ? key : [];
  } catch {
    return [];
  }
}
