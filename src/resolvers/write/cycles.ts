import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { formatInstant, type Instant } from '../../domain/time.js';
import type { UserError } from '../../schema/user-error.js';
import { inSight } from '../read/sight.js';
import { at, every, instantOf, list, query, sql } from '../statement.js';
import { idsIn, nextAfter, type Move } from './relocate.js';

/** One move of containers at a time: two that are each right alone could put two boxes into each other. */
export async function lockNesting(em: Em): Promise<void> {
  await query(em, sql`select pg_advisory_xact_lock(hashtext('nesting of containers'))`);
}

interface Cycle {
  id: number;
  /** From the container that the item would be put into, up to the item. */
  way: number[];
  from: Instant;
}

/**
 * The containers that would be inside themselves at some moment of the time for which they are moved: those that the target
 * is inside then. Only the way up from the target is looked at, over all that time; it is one chain at each moment.
 */
export async function findCycles(em: Em, move: Move, bounds: Bounds | null): Promise<UserError[]> {
  const ids = idsIn(move.items, 'container');
  if (move.into === null || ids.length === 0) return [];
  const found = await query<Cycle>(em, sql`
    with recursive moved as (select item.id, coalesce(${nextAfter('container', move.at)}, 'infinity') as to_at from unnest(${list(ids, 'int')}) as item (id)),
    around (id, from_at, to_at, way) as (
      select ${move.into}::int, ${at(move.at)}, 'infinity'::timestamptz, array[${move.into}::int]
      union all
      select placement.container_id, greatest(around.from_at, placement.from_at), least(around.to_at, placement.to_at), way || placement.container_id
      from around join placement on placement.item_container_id = around.id
        and placement.from_at < around.to_at and (placement.to_at is null or placement.to_at > around.from_at)
      where placement.container_id <> all(way)
    )
    select distinct on (moved.id) moved.id, way, ${instantOf('around.from_at')} as from from moved join around on around.id = moved.id and around.from_at < moved.to_at
    order by moved.id, around.from_at`);
  if (found.length === 0) return [];
  const names = await namesOf(em, [...new Set(found.flatMap(({ way }) => way))], bounds);
  return move.items.flatMap(({ table, id, index }) => {
    const cycle = table === 'container' ? found.find((each) => each.id === id) : undefined;
    return cycle ? [{ code: 'CYCLE', field: ['items', String(index)], message: tell(cycle, names) }] : [];
  });
}

function tell({ way, from }: Cycle, names: ReadonlyMap<number, string>): string {
  const [target, ...around] = way.map((id) => names.get(id) ?? 'a container out of your sight');
  return `It would be inside itself: at ${formatInstant(from)} ${target} is in ${around.join(', which is in ')}.`;
}

async function namesOf(em: Em, ids: readonly number[], bounds: Bounds | null): Promise<Map<number, string>> {
  const rows = await query<{ id: number; code: string }>(em, sql`select id, code from container where ${every([sql`id = any(${list(ids, 'int')})`, inSight(bounds, 'container')])}`);
  return new Map(rows.map(({ id, code }) => [id, `'${code}'`]));
}
