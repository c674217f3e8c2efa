import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SuppressionKind } from '../domain/alarm.js';
import { SensorEntity } from './sensor.js';
import { InstantType } from './types.js';

/** A time in which a sensor's alarms tell nobody: until `until`, or until somebody lifts it. */
export const SensorSuppressionEntity = defineEntity({
  name: 'SensorSuppression',
  properties: {
    id: p.integer().primary().autoincrement(),
    sensor: () => p.manyToOne(SensorEntity).ref(),
    kind: p.enum(() => SuppressionKind),
    from: p.type(InstantType).fieldName('from_at'),
    /** Null: until somebody lifts it. */
    until: p.type(InstantType).fieldName('until_at').strictNullable(),
    reason: p.text(),
    by: p.text().fieldName('by_name'),
    liftedAt: p.type(InstantType).strictNullable(),
    liftedBy: p.text().strictNullable(),
  },
});

export type SensorSuppression = InferEntity<typeof SensorSuppressionEntity>;
