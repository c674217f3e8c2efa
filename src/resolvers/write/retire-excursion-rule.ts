import { ExcursionRuleEntity } from '../../entities/excursion-rule.js';
import type { ExcursionRulePayload, RetireExcursionRuleInput } from '../../schema/excursion-rule-input.js';
import type { Context } from '../context.js';
import { entityOf } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkText, notFound } from './input.js';
import { changeWatch, lockRule, retireVersion } from './rule-change.js';
import { checkReach } from './rule-reach.js';

export async function retireExcursionRule(context: Context, { code, reason }: RetireExcursionRuleInput): Promise<ExcursionRulePayload> {
  const unfit = checkText(reason, ['reason']);
  if (unfit) return { excursionRule: null, userErrors: [unfit] };
  const { row, userErrors } = await commit(context, async ({ em, tell }): Promise<Written> => {
    await lockRule(em, code);
    const unknown = notFound(['code'], 'rule in force', code);
    const beyond = await checkReach(em, code, context.bounds, unknown);
    if (beyond) return refused(beyond);
    const old = await retireVersion(em, code);
    if (!old) return refused(unknown);
    await changeWatch({ em, tell, oldId: old.id, newId: null, cause: 'RULE_RETIRED' });
    return { row: old, userErrors: [] };
  }, reason);
  return { excursionRule: row && entityOf(context.em, ExcursionRuleEntity, row), userErrors };
}
