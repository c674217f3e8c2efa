import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { UserError } from '../../schema/user-error.js';
import { inSight } from '../read/sight.js';
import { query, sql, type Fragment } from '../statement.js';

/**
 * Why somebody may not change a rule: one of the assets of its newest version is out of his sight, or it
 * applies to a storage condition, which holds at every site. Where all of the assets are out of sight,
 * the rule is not there for him, and `unseen` says so. Null: he may, or there is no such rule.
 */
export async function checkReach(em: Em, code: string, bounds: Bounds | null, unseen: UserError): Promise<UserError | null> {
  if (bounds === null) return null;
  const [reach] = await query<{ all: boolean; some: boolean }>(em, sql`
    select coalesce(bool_and(seen), false) as all, coalesce(bool_or(seen), false) or storage_condition_id is not null as some
    from (select id, storage_condition_id from excursion_rule where code = ${code} order by version desc limit 1) as rule
    left join lateral (select (${isSeen(bounds)}) is true as seen from excursion_rule_asset where rule_id = rule.id) as asset on true
    group by rule.id, storage_condition_id`);
  if (!reach || reach.all) return null;
  return reach.some ? { code: 'FORBIDDEN', field: ['code'], message: `The rule '${code}' also applies to what is out of your sight.` } : unseen;
}

/** Whether the asset of a row of excursion_rule_asset is in sight. */
const isSeen = (bounds: Bounds): Fragment =>
  sql.join((['machine', 'container', 'sample'] as const).map((table) => sql`${sql.ref(`${table}_id`)} in (select id from ${sql.table(table)} where ${inSight(bounds, table)})`), sql` or `);
