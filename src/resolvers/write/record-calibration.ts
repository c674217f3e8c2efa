import { SensorCalibrationEntity } from '../../entities/sensor-calibration.js';
import type { CalibrationPayload, RecordCalibrationInput } from '../../schema/calibration.js';
import type { Context } from '../context.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { at as momentOf, entityOf, every, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkName, checkText, invalid, notFound, refusals } from './input.js';
import { checkAhead, clockOf } from './told-at.js';

export async function recordCalibration(context: Context, input: RecordCalibrationInput): Promise<CalibrationPayload> {
  const { sensor, by = null, certificate = null, notes = null, reason } = input;
  const userErrors = refusals([checkName(by, ['by']), checkName(certificate, ['certificate']), checkText(notes, ['notes']), checkText(reason, ['reason'])]);
  if (userErrors.length > 0) return { calibration: null, userErrors };
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const [known] = mayName('sensor', sensor) ? await query<{ id: number }>(em, sql`select id from sensor where ${every([sql`key = ${sensor}`, inSight(context.bounds, 'sensor')])}`) : [];
    if (!known) return refused(notFound(['sensor'], 'sensor', sensor));
    const toldAt = await clockOf(em);
    const at = input.at ?? toldAt;
    const unfit = checkAhead(at, toldAt) ?? (input.dueAt > at ? null : invalid(['dueAt'], 'It must be after the calibration.'));
    if (unfit) return refused(unfit);
    const [row] = await query<EntityRow>(em, sql`
      insert into sensor_calibration (sensor_id, calibrated_at, due_at, calibrated_by, certificate, notes, recorded_at, recorded_by)
      values (${known.id}::int, ${momentOf(at)}, ${momentOf(input.dueAt)}, ${by}, ${certificate}, ${notes}, ${momentOf(toldAt)}, ${context.viewer.name})
      on conflict (sensor_id, calibrated_at) where withdrawn_at is null do nothing returning *`);
    return row ? { row, userErrors } : refused({ code: 'ALREADY_EXISTS', field: ['at'], message: 'There is a calibration of that moment already; withdraw it first if it was recorded wrongly.' });
  }, reason);
  return { calibration: written.row && entityOf(context.em, SensorCalibrationEntity, written.row), userErrors: written.userErrors };
}
