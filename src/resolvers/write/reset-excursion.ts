import { AlarmState } from '../../domain/alarm.js';
import { ExcursionChange } from '../../domain/excursion.js';
import type { ExcursionPayload, ResetExcursionInput } from '../../schema/excursion-input.js';
import type { Context } from '../context.js';
import { alarmStateOf } from '../read/alarms.js';
import { sql } from '../statement.js';
import { checkText } from './input.js';
import { objection, takeFurther } from './take-further.js';

export function resetExcursion(context: Context, { excursion, reason }: ResetExcursionInput): Promise<ExcursionPayload> {
  return takeFurther(context, {
    excursion,
    checks: [checkText(reason, ['reason'])],
    async whyNot({ id }, em) {
      const state = await alarmStateOf(em, id);
      return state === AlarmState.LACKED ? null : objection('NOT_LATCHED', `Only what is latched and acknowledged, LACKED, can be reset; its alarm is ${state}.`);
    },
    set: sql`reset_by = ${context.viewer.name}, reset_at = now()`,
    change: ExcursionChange.RESET,
    reason,
  });
}
