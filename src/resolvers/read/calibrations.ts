import type { Em } from '../../database.js';
import type { Duration } from '../../domain/time.js';
import { SensorCalibrationEntity, type SensorCalibration } from '../../entities/sensor-calibration.js';
import { entityOf, length, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { groupByParent } from './assets.js';

/** The calibrations of each sensor, newest first. */
export async function calibrationsOf(em: Em, ids: readonly number[]): Promise<SensorCalibration[][]> {
  const rows = await query<EntityRow>(em, sql`
    select asked.parent::int, sensor_calibration.* from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
    join sensor_calibration on sensor_calibration.sensor_id = asked.id
    order by asked.parent, calibrated_at desc, sensor_calibration.id desc`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, SensorCalibrationEntity, row));
}

/** Whether the last calibration of `sensor` is good for no longer than that. */
export const isCalibrationDue = (time: Duration): Fragment => sql`(
  select due_at <= now() + ${length(time)} from sensor_calibration
  where sensor_calibration.sensor_id = sensor.id and withdrawn_at is null order by calibrated_at desc limit 1) is true`;
