import type { Em } from '../../database.js';
import type { StorageCondition } from '../../schema/storage-condition.js';
import { instantOf, list, query, sql, type Fragment } from '../statement.js';

type Row = StorageCondition & { id: number };

/** All of them as their newest versions say, in order of their codes. */
export const listStorageConditions = (em: Em): Promise<StorageCondition[]> => newest(em, sql`true`);

/** The newest version of each. */
export async function storageConditionsOf(em: Em, ids: readonly number[]): Promise<(StorageCondition | Error)[]> {
  const rows = await newest(em, sql`condition.id in (select unnest(${list(ids, 'int')}))`);
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => known.get(id) ?? new Error(`there is no storage condition ${id}`));
}

/** What each container is to be kept under now; null: nobody said. */
export async function conditionsOfContainers(em: Em, ids: readonly number[]): Promise<(number | null)[]> {
  const rows = await query<{ container: number; condition: number | null }>(em, sql`
    select container_id as container, condition_id as condition from container_condition
    where container_id in (select unnest(${list(ids, 'int')})) and from_at <= now() and (to_at is null or to_at > now())`);
  const known = new Map(rows.map(({ container, condition }) => [container, condition]));
  return ids.map((id) => known.get(id) ?? null);
}

async function newest(em: Em, which: Fragment): Promise<Row[]> {
  return query<Row>(em, sql`
    select distinct on (condition.code) condition.id, condition.code, version, label, minimum, maximum, mkt_applicable as "mktApplicable", to_json(aliases) as aliases,
      ${instantOf('defined_at')} as "definedAt", defined_by as "definedBy"
    from storage_condition as condition join storage_condition_version on condition_id = condition.id
    where ${which} order by condition.code, version desc`);
}
