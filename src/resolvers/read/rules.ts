import type { Em } from '../../database.js';
import { ExcursionRuleEntity, type ExcursionRule } from '../../entities/excursion-rule.js';
import { entityOf, list, query, sql, type EntityRow } from '../statement.js';
import { groupByParent, type AssetKey } from './assets.js';

/** The rules that are in force, or all versions of all, in order of their codes. */
export async function listRules(em: Em, includeRetired: boolean): Promise<ExcursionRule[]> {
  const which = includeRetired ? sql`true` : sql`retired_at is null`;
  const rows = await query<EntityRow>(em, sql`select * from excursion_rule where ${which} order by code, version desc`);
  return rows.map((row) => entityOf(em, ExcursionRuleEntity, row));
}

/** The assets that each rule applies to, in the order in which they were named. */
export async function assetsOfRules(em: Em, ids: readonly number[]): Promise<AssetKey[][]> {
  const rows = await query<AssetKey & { parent: number }>(em, sql`
    select rule.parent::int, machine_id as machine, container_id as container, sample_id as sample
    from unnest(${list(ids, 'int')}) with ordinality as rule (id, parent)
    join excursion_rule_asset on rule_id = rule.id order by rule.parent, excursion_rule_asset.id`);
  return groupByParent(ids.length, rows, ({ machine, container, sample }) => ({ machine, container, sample }));
}
