import { CLOCK_SKEW } from '../../access/clock.js';
import { forbidden } from '../../access/forbidden.js';
import { formatInstant } from '../../domain/time.js';
import type { RevokeTokensInput, RevokeTokensPayload } from '../../schema/token-revocation.js';
import type { Context } from '../context.js';
import { query, sql } from '../statement.js';
import { commit } from './commit.js';
import { checkSubject, checkText, refusals } from './input.js';

/**
 * A token says in whole seconds, by another clock, when it was issued. So what is refused goes beyond now by as much as
 * that clock may be ahead: rather a token too many, which its owner can have anew, than one too few.
 */
export async function revokeTokens(context: Context, { subject, reason }: RevokeTokensInput): Promise<RevokeTokensPayload> {
  const { viewer, now } = context;
  // Which sites a subject reaches stands in his tokens, which we have not.
  if (viewer.sites !== null) throw forbidden('Tokens of a subject are revoked by somebody who is bound to no site.');
  const userErrors = refusals([checkSubject(subject, ['subject']), checkText(reason, ['reason'])]);
  if (userErrors.length > 0) return { refusedUpTo: null, userErrors };
  const refusedUpTo = now + CLOCK_SKEW;
  return commit(context, async ({ em }): Promise<RevokeTokensPayload> => {
    await query(em, sql`
      insert into token_revocation as known (subject, before_at, revoked_by) values (${subject}, ${formatInstant(refusedUpTo)}::timestamptz, ${viewer.name})
      on conflict (subject) do update set before_at = greatest(known.before_at, excluded.before_at), revoked_at = excluded.revoked_at, revoked_by = excluded.revoked_by`);
    return { refusedUpTo, userErrors };
  }, reason);
}
