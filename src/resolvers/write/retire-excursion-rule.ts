import type { ExcursionRulePayload, RetireExcursionRuleInput } from '../../schema/excursion-rule.js';
import type { Context } from '../context.js';
import { commit } from './commit.js';
import { notFound } from './input.js';
import { changeWatch, lockRule, retireVersion } from './rule-change.js';

export function retireExcursionRule(context: Context, { code }: RetireExcursionRuleInput): Promise<ExcursionRulePayload> {
  return commit(context, async ({ em, tell }): Promise<ExcursionRulePayload> => {
    await lockRule(em, code);
    const old = await retireVersion(em, code);
    if (!old) return { excursionRule: null, userErrors: [notFound(['code'], 'rule in force', code)] };
    await changeWatch({ em, tell, old, rule: null, cause: 'RULE_RETIRED' });
    return { excursionRule: old, userErrors: [] };
  });
}
