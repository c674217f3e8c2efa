import { ExcursionRuleEntity } from '../../entities/excursion-rule.js';
import type { ExcursionRulePayload, RetireExcursionRuleInput } from '../../schema/excursion-rule.js';
import type { Context } from '../context.js';
import { entityOf } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { notFound } from './input.js';
import { changeWatch, lockRule, retireVersion } from './rule-change.js';

export async function retireExcursionRule(context: Context, { code }: RetireExcursionRuleInput): Promise<ExcursionRulePayload> {
  const { row, userErrors } = await commit(context, async ({ em, tell }): Promise<Written> => {
    await lockRule(em, code);
    const old = await retireVersion(em, code);
    if (!old) return refused(notFound(['code'], 'rule in force', code));
    await changeWatch({ em, tell, oldId: old.id, newId: null, cause: 'RULE_RETIRED' });
    return { row: old, userErrors: [] };
  });
  return { excursionRule: row && entityOf(context.em, ExcursionRuleEntity, row), userErrors };
}
