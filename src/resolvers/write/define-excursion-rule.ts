import type { Bounds } from '../../access/bounds.js';
import { RuleMode } from '../../domain/excursion.js';
import { ExcursionRuleEntity } from '../../entities/excursion-rule.js';
import type { ExcursionRuleInput, ExcursionRulePayload } from '../../schema/excursion-rule.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import type { AssetKey } from '../read/assets.js';
import { entityOf, length, list, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { idsOf } from './ids.js';
import { alreadyExists, checkCode, checkText, invalid, notFound, refusals } from './input.js';
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
    const assets = await readAssets(em, input, context.bounds);
    if (assets.userErrors.length > 0) return refused(...assets.userErrors);
    const beyond = await checkReach(em, input.code, context.bounds, alreadyExists(['code'], 'rule', input.code));
    if (beyond) return refused(beyond);
    const old = await retireVersion(em, input.code);
    const row = await insertVersion(em, input);
    await insertAssets(em, row.id, assets.keys);
    await changeWatch({ em, tell, oldId: old?.id ?? null, newId: row.id, cause: 'RULE_CHANGED' });
    return { row, userErrors };
  }, input.reason);
  return { excursionRule: written.row && entityOf(context.em, ExcursionRuleEntity, written.row), userErrors: written.userErrors };
}

function checkRule({ code, mode, low, high, deadband, onDelay, machines, containers, samples, reason }: ExcursionRuleInput): UserError[] {
  const width = typeof low === 'number' && typeof high === 'number' ? high - low : Infinity;
  return refusals([
    checkCode(code, ['code']),
    checkText(reason, ['reason']),
    mode === RuleMode.ACCUMULATIVE ? { code: 'UNSUPPORTED', field: ['mode'], message: 'Rules that add up time over several stretches are not supported yet.' } : null,
    mode === RuleMode.INSTANT && onDelay ? invalid(['onDelay'], 'An INSTANT rule is broken by the first value outside; say CONSECUTIVE to wait.') : null,
    typeof low === 'number' || typeof high === 'number' ? null : invalid([], 'A rule has a lower limit, an upper limit, or both.'),
    width < 0 ? invalid(['low'], 'The lower limit is above the upper one.') : null,
    (deadband ?? 0) < 0 ? invalid(['deadband'], 'It must not be negative.') : null,
    width >= 0 && (deadband ?? 0) > width ? invalid(['deadband'], 'It is wider than the limits are apart: no value would ever have returned.') : null,
    [machines, containers, samples].some((codes) => codes && codes.length > 0) ? null : invalid([], 'A rule applies to at least one machine, container or sample.'),
  ]);
}

async function readAssets(em: Em, input: ExcursionRuleInput, bounds: Bounds | null): Promise<{ keys: AssetKey[]; userErrors: UserError[] }> {
  const keys: AssetKey[] = [];
  const userErrors: UserError[] = [];
  for (const table of ['machine', 'container', 'sample'] as const) {
    const codes = input[`${table}s`] ?? [];
    const known = await idsOf(em, table, codes, bounds);
    codes.forEach((code, index) => {
      const id = known.get(code);
      if (id === undefined) userErrors.push(notFound([`${table}s`, String(index)], table, code));
      else if (codes.indexOf(code) === index) keys.push({ machine: null, container: null, sample: null, [table]: id });
    });
  }
  return { keys, userErrors };
}

async function insertVersion(em: Em, { code, quantity, severity, mode, low = null, high = null, deadband, onDelay, offDelay, latching }: ExcursionRuleInput): Promise<EntityRow> {
  const [row] = await query<EntityRow>(em, sql`
    insert into excursion_rule (code, version, quantity, severity, mode, low, high, deadband, on_delay, off_delay, latching, created_at)
    select ${code}, coalesce(max(version), 0) + 1, ${quantity}, ${severity}, ${mode}, ${low}::float8, ${high}::float8, ${deadband ?? 0}::float8,
      ${length(onDelay ?? 0)}, ${length(offDelay ?? 0)}, ${latching ?? false}::boolean, now()
    from excursion_rule where code = ${code} returning *`);
  return row!;
}

async function insertAssets(em: Em, ruleId: number, keys: readonly AssetKey[]): Promise<void> {
  const ids = (asset: keyof AssetKey) => list(keys.map((key) => key[asset]), 'int');
  await query(em, sql`
    insert into excursion_rule_asset (rule_id, machine_id, container_id, sample_id)
    select ${ruleId}::int, machine, container, sample
    from unnest(${ids('machine')}, ${ids('container')}, ${ids('sample')}) with ordinality as named (machine, container, sample, place) order by place`);
}
