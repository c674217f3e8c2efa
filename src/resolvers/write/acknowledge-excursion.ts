import { isUnacknowledged } from '../../domain/alarm.js';
import { ExcursionChange } from '../../domain/excursion.js';
import type { AcknowledgeExcursionInput, ExcursionPayload } from '../../schema/excursion-input.js';
import type { Context } from '../context.js';
import { alarmStateOf } from '../read/alarms.js';
import { sql } from '../statement.js';
import { checkText } from './input.js';
import { objection, takeFurther } from './take-further.js';

/** Once; but an alarm that was suppressed begins anew, and then asks for it again. */
export function acknowledgeExcursion(context: Context, { excursion, comment = null }: AcknowledgeExcursionInput): Promise<ExcursionPayload> {
  return takeFurther(context, {
    excursion,
    checks: [checkText(comment, ['comment'])],
    async whyNot({ id, acknowledgedAt, acknowledgedBy }, em) {
      if (acknowledgedAt === null || isUnacknowledged(await alarmStateOf(em, id))) return null;
      return objection('ALREADY_ACKNOWLEDGED', `It was acknowledged by ${acknowledgedBy} already.`);
    },
    set: sql`acknowledged_by = ${context.viewer.name}, acknowledged_at = now(), comment = ${comment}, status = case status when 'DETECTED' then 'ACKNOWLEDGED' else status end`,
    change: ExcursionChange.ACKNOWLEDGED,
    reason: comment,
  });
}
