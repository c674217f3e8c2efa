import { ExcursionChange, ExcursionStatus } from '../../domain/excursion.js';
import type { Excursion } from '../../entities/excursion.js';
import type { AssessExcursionInput, CloseExcursionInput, ExcursionPayload, InvestigateExcursionInput } from '../../schema/excursion-input.js';
import type { Context } from '../context.js';
import { sql } from '../statement.js';
import { checkReason, checkText, type Check } from './input.js';
import { objection, takeFurther } from './take-further.js';

// An excursion goes from DETECTED over ACKNOWLEDGED, INVESTIGATING and ASSESSED to CLOSED, and never back. What needs no
// investigation is assessed at once. An assessment may be made anew until it is closed, as readings that came late may call
// for it. Whether it still runs is another matter, but what runs is not closed.

const { DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED } = ExcursionStatus;

export function investigateExcursion(context: Context, { excursion, reason }: InvestigateExcursionInput): Promise<ExcursionPayload> {
  return takeFurther(context, {
    excursion,
    checks: [checkText(reason, ['reason'])],
    whyNot: from([ACKNOWLEDGED]),
    set: sql`investigated_by = ${context.viewer.name}, investigated_at = now(), status = ${INVESTIGATING}`,
    change: ExcursionChange.INVESTIGATED,
    reason,
  });
}

export function assessExcursion(context: Context, { excursion, cause, comment = null, severity = null }: AssessExcursionInput): Promise<ExcursionPayload> {
  return takeFurther(context, {
    excursion,
    checks: [checkReason(cause, ['cause']), checkText(comment, ['comment'])],
    whyNot: from([ACKNOWLEDGED, INVESTIGATING, ASSESSED]),
    set: sql`assessed_by = ${context.viewer.name}, assessed_at = now(), assessed_cause = ${cause}, assessment = ${comment}, assessed_severity = ${severity}, status = ${ASSESSED}`,
    change: ExcursionChange.ASSESSED,
    reason: comment ?? cause,
  });
}

export function closeExcursion(context: Context, { excursion, comment = null }: CloseExcursionInput): Promise<ExcursionPayload> {
  return takeFurther(context, {
    excursion,
    checks: [checkText(comment, ['comment'])],
    whyNot: (found) => from([ASSESSED])(found) ?? (found.endedAt === null ? objection('STILL_RUNNING', 'It still runs: what is not over cannot be closed.') : null),
    set: sql`closed_by = ${context.viewer.name}, closed_at = now(), closing_comment = ${comment}, status = ${CLOSED}`,
    change: ExcursionChange.CONCLUDED,
    reason: comment,
  });
}

/** Whether it has come as far as this step needs, and not farther. */
const from = (allowed: readonly ExcursionStatus[]) => ({ status }: Excursion): Check => {
  if (allowed.includes(status)) return null;
  const order = [DETECTED, ACKNOWLEDGED, INVESTIGATING, ASSESSED, CLOSED];
  return order.indexOf(status) < order.indexOf(allowed[0]!)
    ? objection(`NOT_${allowed[0]}`, `It is ${status}, and must be ${allowed.join(' or ')} first.`)
    : objection(`ALREADY_${status}`, `It is ${status} already.`);
};
