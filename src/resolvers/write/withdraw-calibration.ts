import { SensorCalibrationEntity } from '../../entities/sensor-calibration.js';
import type { CalibrationPayload, WithdrawCalibrationInput } from '../../schema/calibration.js';
import type { Context } from '../context.js';
import { inSight } from '../read/sight.js';
import { entityOf, every, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkText, notFound, readId } from './input.js';

export async function withdrawCalibration(context: Context, { calibration, reason }: WithdrawCalibrationInput): Promise<CalibrationPayload> {
  const unfit = checkText(reason, ['reason']);
  if (unfit) return { calibration: null, userErrors: [unfit] };
  const id = readId(calibration);
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const [known] = id === null ? [] : await query<{ id: number }>(em, sql`
      select sensor_calibration.id from sensor_calibration join sensor on sensor.id = sensor_id where ${every([sql`sensor_calibration.id = ${id}::int`, inSight(context.bounds, 'sensor')])}`);
    if (!known) return refused(notFound(['calibration'], 'calibration', calibration));
    const [row] = await query<EntityRow>(em, sql`
      update sensor_calibration set withdrawn_at = now(), withdrawn_by = ${context.viewer.name} where id = ${known.id}::int and withdrawn_at is null returning *`);
    return row ? { row, userErrors: [] } : refused({ code: 'ALREADY_WITHDRAWN', field: ['calibration'], message: 'It was withdrawn before.' });
  }, reason);
  return { calibration: written.row && entityOf(context.em, SensorCalibrationEntity, written.row), userErrors: written.userErrors };
}
