import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import type { UserError } from '../../schema/user-error.js';
import { inSight } from '../read/sight.js';
import { at, every, list, query, sql } from '../statement.js';
import { invalid } from './input.js';
import { idsIn, type Move } from './relocate.js';

/**
 * What a move at that moment may not do: move a sample that was not there yet, or, told by somebody who is bound, say that
 * something was not where others, whose container it was in, have said that it was.
 */
export async function checkThen(em: Em, move: Move, bounds: Bounds | null): Promise<UserError[]> {
  const userErrors: UserError[] = [];
  const early = new Set(await uncollected(em, move));
  const foreign = { container: new Set(await outOfSight(em, 'container', idsIn(move.items, 'container'), move.at, bounds)), sample: new Set(await outOfSight(em, 'sample', idsIn(move.items, 'sample'), move.at, bounds)) };
  for (const { table, id, index } of move.items) {
    if (table === 'sample' && early.has(id)) userErrors.push(invalid(['items', String(index)], 'It was not collected yet by then.'));
    if (foreign[table].has(id)) userErrors.push({ code: 'FORBIDDEN', field: ['items', String(index)], message: 'Where it was then is out of your sight; ask somebody to move it who sees both.' });
  }
  return userErrors;
}

async function uncollected(em: Em, move: Move): Promise<number[]> {
  const rows = await query<{ id: number }>(em, sql`select id from sample where id in (select unnest(${list(idsIn(move.items, 'sample'), 'int')})) and collected_at > ${at(move.at)}`);
  return rows.map(({ id }) => id);
}

/** Those of the things that stood then in a container which is out of sight. */
export async function outOfSight(em: Em, table: 'container' | 'sample', ids: readonly number[], moment: Instant, bounds: Bounds | null): Promise<number[]> {
  if (bounds === null || ids.length === 0) return [];
  const item = sql.ref(`placement.item_${table}_id`);
  const rows = await query<{ id: number }>(em, sql`
    select ${item} as id from placement join container on container.id = placement.container_id
    where ${every([sql`${item} in (select unnest(${list(ids, 'int')}))`, sql`from_at <= ${at(moment)} and (to_at is null or to_at > ${at(moment)})`, sql`not ${inSight(bounds, 'container')}`])}`);
  return rows.map(({ id }) => id);
}
