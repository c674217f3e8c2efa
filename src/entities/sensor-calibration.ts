import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SensorEntity } from './sensor.js';
import { InstantType } from './types.js';

/** That a sensor was calibrated, as somebody recorded it. Never changed: what was wrong is withdrawn, and kept. */
export const SensorCalibrationEntity = defineEntity({
  name: 'SensorCalibration',
  properties: {
    id: p.integer().primary().autoincrement(),
    sensor: () => p.manyToOne(SensorEntity).ref(),
    at: p.type(InstantType).fieldName('calibrated_at'),
    /** Until when it is good, unless the sensor is calibrated again before. */
    dueAt: p.type(InstantType),
    by: p.text().fieldName('calibrated_by').strictNullable(),
    certificate: p.text().strictNullable(),
    notes: p.text().strictNullable(),
    recordedAt: p.type(InstantType),
    recordedBy: p.text(),
    withdrawnAt: p.type(InstantType).strictNullable(),
    withdrawnBy: p.text().strictNullable(),
  },
});

export type SensorCalibration = InferEntity<typeof SensorCalibrationEntity>;
