import type { EscalationPolicyPayload, RetireEscalationPolicyInput } from '../../schema/escalation-policy.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { findEscalationPolicy } from '../read/escalation-policies.js';
import { mayName } from '../read/lists.js';
import { query, sql } from '../statement.js';
import { commit } from './commit.js';
import { checkText, notFound, refusals } from './input.js';

export async function retireEscalationPolicy(context: Context, { code, reason }: RetireEscalationPolicyInput): Promise<EscalationPolicyPayload> {
  const wrong = refusals([checkText(reason, ['reason'])]);
  if (wrong.length > 0) return { escalationPolicy: null, userErrors: wrong };
  const { done, userErrors } = await commit(context, async ({ em }): Promise<{ done: boolean; userErrors: UserError[] }> => {
    const unknown = { done: false, userErrors: [notFound(['code'], 'escalation policy in force', code)] };
    if (!mayName('escalation_policy', code)) return unknown;
    await query(em, sql`select from escalation_policy where code = ${code}::text for update`);
    const known = await findEscalationPolicy(em, code, context.bounds);
    if (!known || known.retiredAt !== null) return unknown;
    await query(em, sql`update escalation_policy_version set retired_at = now(), retired_by = ${context.viewer.name} where policy_id = ${known.id}::int and version = ${known.version}::int`);
    return { done: true, userErrors: [] };
  }, reason);
  return { escalationPolicy: done ? await findEscalationPolicy(context.em, code, context.bounds) : null, userErrors };
}
