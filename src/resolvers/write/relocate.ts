import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { at, list, query, sql, type EntityRow, type Fragment } from '../statement.js';

type Table = 'container' | 'sample';

export interface MovedItem {
  table: Table;
  id: number;
  /** Where in the input it stands. */
  index: number;
}

export interface Move {
  items: readonly MovedItem[];
  /** Null: they are taken out. */
  into: number | null;
  at: Instant;
  toldAt: Instant;
  by: string;
  reason: string | null;
}

const TABLES: readonly Table[] = ['container', 'sample'];

export const idsIn = (items: readonly MovedItem[], table: Table): number[] => items.filter((item) => item.table === table).map(({ id }) => id);

/**
 * `event (at, placement_id, removal_id, container_id, reason, by_name)`, to be asked for each `item (id)`: everything that was
 * said of where it goes. Asked one by one, by index: how many items there are the planner cannot know, and takes for few.
 */
export function eventsOf(table: Table): Fragment {
  const item = sql.ref(`item_${table}_id`);
  return sql`(
    select from_at as at, id as placement_id, null::int as removal_id, container_id, reason, by_name from placement where ${item} = item.id
    union all
    select at, null, id, null, reason, by_name from removal where ${item} = item.id
  ) as event`;
}

/** When the next thing was said to happen to an `item (id)` after that moment; null: nothing. */
export const nextAfter = (table: Table, moment: Instant): Fragment => sql`(select min(event.at) from ${eventsOf(table)} where event.at > ${at(moment)})`;

/** Holds the items, in one order, so that two moves of the same things come one after the other, also where nothing is known of them yet. */
export async function lockCustody(em: Em, items: readonly MovedItem[]): Promise<void> {
  for (const table of TABLES) {
    const ids = idsIn(items, table);
    if (ids.length > 0) await query(em, sql`select from ${sql.table(table)} where id in (select unnest(${list(ids, 'int')})) order by id for no key update`);
  }
}

/**
 * Puts the items where the move says, from then until the next thing that was said of each. What held before ends there.
 * Gives the placements in the order of the items.
 */
export async function relocate(em: Em, move: Move): Promise<EntityRow[]> {
  const rows: EntityRow[] = [];
  for (const table of TABLES) {
    const ids = idsIn(move.items, table);
    if (ids.length === 0) continue;
    await end(em, table, ids, move);
    rows.push(...(await begin(em, table, ids, move)));
  }
  const indexOf = new Map(move.items.map(({ table, id, index }) => [`${table} ${id}`, index]));
  const placeOf = ({ item_container_id: container, item_sample_id: sample }: EntityRow) => indexOf.get(container === null ? `sample ${sample as number}` : `container ${container as number}`)!;
  return rows.sort((one, other) => placeOf(one) - placeOf(other));
}

/** What was true, by all that was said, of a time that is over, is kept as it was said; also what began at this very moment, which is gone. */
async function end(em: Em, table: Table, ids: readonly number[], { at: moment, toldAt, by, reason }: Move): Promise<void> {
  const from = at(moment);
  await query(em, sql`
    with last as (
      select item.id as item, event.*, ${nextAfter(table, moment)} as next_at from unnest(${list(ids, 'int')}) as item (id)
      cross join lateral (select * from ${eventsOf(table)} where event.at <= ${from} order by event.at desc limit 1) as event
    ),
    kept as (
      insert into placement_superseded (container_id, ${sql.ref(`item_${table}_id`)}, from_at, to_at, reason, by_name, superseded_by, superseded_because)
      select container_id, item, ${from}, next_at, reason, by_name, ${by}::text, ${reason}::text from last where at = ${from} or ${from} < ${at(toldAt)} order by item
    ),
    gone as (delete from placement using last where placement.id = last.placement_id and last.at = ${from}),
    undone as (delete from removal using last where removal.id = last.removal_id and last.at = ${from})
    update placement set to_at = ${from} from last where placement.id = last.placement_id and last.at < ${from}`);
}

async function begin(em: Em, table: Table, ids: readonly number[], { into, at: moment, by, reason }: Move): Promise<EntityRow[]> {
  const item = sql.ref(`item_${table}_id`);
  if (into === null) {
    await query(em, sql`insert into removal (${item}, at, reason, by_name) select id, ${at(moment)}, ${reason}::text, ${by}::text from unnest(${list(ids, 'int')}) as item (id) order by id`);
    return [];
  }
  return query<EntityRow>(em, sql`
    insert into placement (container_id, ${item}, from_at, to_at, reason, by_name)
    select ${into}::int, item.id, ${at(moment)}, ${nextAfter(table, moment)}, ${reason}::text, ${by}::text
    from unnest(${list(ids, 'int')}) as item (id) order by item.id
    returning *`);
}
