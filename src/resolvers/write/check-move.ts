import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { MoveInput, MoveItemInput } from '../../schema/move.js';
import type { UserError } from '../../schema/user-error.js';
import { idsOf } from './ids.js';
import { checkText, invalid, notFound, refusals, type Check } from './input.js';
import type { MovedItem } from './relocate.js';

const MOST_ITEMS = 10_000;

/** What is wrong with a move by itself, before the database is asked. */
export function checkMove({ items, into, reason }: MoveInput, bounds: Bounds | null): UserError[] {
  if (items.length < 1 || items.length > MOST_ITEMS) return [invalid(['items'], `There are ${items.length} items, but may be from 1 to ${MOST_ITEMS}.`)];
  const firstWith = new Map<string, number>();
  return refusals([
    into === undefined ? invalid(['into'], 'Say into which container, or null for taken out.') : null,
    // What is nowhere is in nobody's bounds: he would not see it again.
    into === null && bounds ? invalid(['into'], 'You are bound to sites: say into which container.') : null,
    checkText(reason, ['reason']),
    ...items.map((item, index) => checkItem(item, index, into, firstWith)),
  ]);
}

function checkItem(item: MoveItemInput, index: number, into: string | null | undefined, firstWith: Map<string, number>): Check {
  const path = ['items', String(index)];
  if ((typeof item.container === 'string') === (typeof item.sample === 'string')) return invalid(path, 'It is exactly one of container and sample.');
  if (typeof item.container === 'string' && item.container === into) return invalid(path, 'It cannot be inside itself.');
  const name = JSON.stringify([item.container ?? null, item.sample ?? null]);
  const first = firstWith.get(name);
  firstWith.set(name, first ?? index);
  return first === undefined ? null : invalid(path, `The item at index ${first} is the same.`);
}

/** What the codes of a move stand for, and a refusal for each that is not there, or not in sight. */
export async function readMove(em: Em, { items, into }: MoveInput, bounds: Bounds | null): Promise<{ items: MovedItem[]; into: number | null; userErrors: UserError[] }> {
  const codes = (table: 'container' | 'sample') => items.flatMap((item) => item[table] ?? []);
  const known = {
    container: await idsOf(em, 'container', [...codes('container'), ...(typeof into === 'string' ? [into] : [])], bounds),
    sample: await idsOf(em, 'sample', codes('sample'), bounds),
  };
  const userErrors: UserError[] = [];
  const target = typeof into === 'string' ? known.container.get(into) : null;
  if (target === undefined) userErrors.push(notFound(['into'], 'container', into!));
  const found = items.flatMap((item, index): MovedItem[] => {
    const table = typeof item.container === 'string' ? 'container' : 'sample';
    const id = known[table].get(item[table]!);
    if (id === undefined) userErrors.push(notFound(['items', String(index), table], table, item[table]!));
    return id === undefined ? [] : [{ table, id, index }];
  });
  return { items: found, into: target ?? null, userErrors };
}
