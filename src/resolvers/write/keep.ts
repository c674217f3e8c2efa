import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { BEGINNING } from '../read/mounts.js';
import { at, list, query, sql } from '../statement.js';

export interface Keeping {
  containers: readonly number[];
  /** Null: none that is known. */
  condition: number | null;
  /** From when on; null: from now, and of what nothing was ever said, from the beginning. */
  at: Instant | null;
  toldAt: Instant;
  by: string;
  reason: string | null;
}

/**
 * Says under which condition containers are kept from a moment on, until the next of which something was said: so what holds
 * is a replay of all that was said, as with moves. Whoever calls it holds the containers.
 */
export async function keep(em: Em, keeping: Keeping): Promise<void> {
  await end(em, keeping);
  const { containers, condition, at: said, toldAt, by, reason } = keeping;
  const from = said === null ? sql`case when exists (select from container_condition as other where other.container_id = item.id) then ${at(toldAt)} else ${BEGINNING} end` : at(said);
  await query(em, sql`
    insert into container_condition (container_id, condition_id, from_at, to_at, reason, by_name, told_at)
    select item.id, ${condition}::int, from_at, (select min(later.from_at) from container_condition as later where later.container_id = item.id and later.from_at > item.from_at), ${reason}::text, ${by}::text, ${at(toldAt)}
    from (select id, ${from} as from_at from unnest(${list(containers, 'int')}) as item (id)) as item order by item.id`);
}

/** What held until now of a time that is over is kept as it was said; also what began at this very moment, which is gone. */
async function end(em: Em, { containers, at: said, toldAt, by, reason }: Keeping): Promise<void> {
  const from = at(said ?? toldAt);
  await query(em, sql`
    with held as (
      select * from container_condition where container_id in (select unnest(${list(containers, 'int')})) and from_at <= ${from} and (to_at is null or to_at > ${from})
    ),
    kept as (
      insert into container_condition_superseded (container_id, condition_id, from_at, to_at, reason, by_name, superseded_by, superseded_because)
      select container_id, condition_id, ${from}, to_at, reason, by_name, ${by}::text, ${reason}::text from held where from_at = ${from} or ${from} < ${at(toldAt)} order by container_id
    ),
    gone as (delete from container_condition using held where container_condition.id = held.id and held.from_at = ${from})
    update container_condition set to_at = ${from} from held where container_condition.id = held.id and held.from_at < ${from}`);
}
