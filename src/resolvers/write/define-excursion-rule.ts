import type { Bounds } from '../../access/bounds.js';
import { Comparison, type Level } from '../../domain/rule.js';
import { ExcursionRuleEntity } from '../../entities/excursion-rule.js';
import type { ExcursionRuleInput, ExcursionRulePayload } from '../../schema/excursion-rule-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import { assetKey, type AssetKey } from '../read/assets.js';
import { entityOf, length, list, query, sql, type EntityRow } from '../statement.js';
import { checkRule } from './check-rule.js';
import { commit, refused, type Written } from './commit.js';
import { idsOf } from './ids.js';
import { alreadyExists, notFound } from './input.js';
import { changeWatch, lockRule, retireVersion } from './rule-change.js';
import { checkReach } from './rule-reach.js';

/**
 * A new version judges what is measured after the newest reading that each sensor has now; the version before it has judged
 * everything up to and with that reading. So no reading is judged twice, and none is left out.
 */
export async function defineExcursionRule(context: Context, input: ExcursionRuleInput): Promise<ExcursionRulePayload> {
  const userErrors = checkRule(input);
  if (userErrors.length > 0) return { excursionRule: null, userErrors };
  const written = await commit(context, async ({ em, tell }): Promise<Written> => {
    await lockRule(em, input.code);
    const reach = await readReach(em, input, context.bounds);
    if (reach.userErrors.length > 0) return refused(...reach.userErrors);
    const beyond = await checkReach(em, input.code, context.bounds, alreadyExists(['code'], 'rule', input.code));
    if (beyond) return refused(beyond);
    const old = await retireVersion(em, input.code);
    const row = await insertVersion(em, input, reach.condition);
    await insertAssets(em, row.id, reach.assets);
    await changeWatch({ em, tell, oldId: old?.id ?? null, newId: row.id, cause: 'RULE_CHANGED' });
    return { row, userErrors };
  }, input.reason);
  return { excursionRule: written.row && entityOf(context.em, ExcursionRuleEntity, written.row), userErrors: written.userErrors };
}

export interface Reach {
  assets: AssetKey[];
  /** The storage condition whose containers it is about; null: none. */
  condition: number | null;
  userErrors: UserError[];
}

/** What a rule is to apply to. Whoever is bound to sites names assets: a storage condition holds at every site. */
export async function readReach(em: Em, input: ExcursionRuleInput, bounds: Bounds | null): Promise<Reach> {
  const assets: AssetKey[] = [];
  const userErrors: UserError[] = [];
  for (const table of ['machine', 'container', 'sample'] as const) {
    const codes = input[`${table}s`] ?? [];
    const known = await idsOf(em, table, codes, bounds);
    codes.forEach((code, index) => {
      const id = known.get(code);
      if (id === undefined) userErrors.push(notFound([`${table}s`, String(index)], table, code));
      else if (codes.indexOf(code) === index) assets.push(assetKey(table, id));
    });
  }
  const { storageCondition } = input;
  if (typeof storageCondition !== 'string') return { assets, condition: null, userErrors };
  const condition = (await idsOf(em, 'storage_condition', [storageCondition], null)).get(storageCondition) ?? null;
  if (condition === null) userErrors.push(notFound(['storageCondition'], 'storage condition', storageCondition));
  else if (bounds !== null) userErrors.push({ code: 'FORBIDDEN', field: ['storageCondition'], message: 'A storage condition holds at every site, and you are bound to some: name containers.' });
  return { assets, condition, userErrors };
}

async function insertVersion(em: Em, input: ExcursionRuleInput, condition: number | null): Promise<EntityRow> {
  const { code, quantity, severity, mode, comparison, low = null, high = null, deadband, onDelay, offDelay, window, latching } = input;
  const [row] = await query<EntityRow>(em, sql`
    insert into excursion_rule (code, version, quantity, severity, mode, comparison, low, high, deadband, on_delay, off_delay, latching, sum_window, levels, storage_condition_id, created_at)
    select ${code}, coalesce(max(version), 0) + 1, ${quantity}, ${severity}, ${mode}, ${comparison ?? Comparison.BEYOND}, ${low}::float8, ${high}::float8, ${deadband ?? 0}::float8,
      ${length(onDelay ?? 0)}, ${length(offDelay ?? 0)}, ${latching ?? false}::boolean, ${typeof window === 'number' ? length(window) : sql`null`}, ${JSON.stringify(levelsOf(input))}::jsonb, ${condition}::int, now()
    from excursion_rule where code = ${code} returning *`);
  return row!;
}

/** The levels beside the rule's own. */
export const levelsOf = ({ levels }: Pick<ExcursionRuleInput, 'levels'>): Level[] =>
  (levels ?? []).map(({ severity, low = null, high = null, onDelay }) => ({ severity, low, high, onDelay: onDelay ?? 0 }));

async function insertAssets(em: Em, ruleId: number, keys: readonly AssetKey[]): Promise<void> {
  const ids = (asset: keyof AssetKey) => list(keys.map((key) => key[asset]), 'int');
  await query(em, sql`
    insert into excursion_rule_asset (rule_id, machine_id, container_id, sample_id)
    select ${ruleId}::int, machine, container, sample
    from unnest(${ids('machine')}, ${ids('container')}, ${ids('sample')}) with ordinality as named (machine, container, sample, place) order by place`);
}
