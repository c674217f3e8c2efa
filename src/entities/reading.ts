import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SensorEntity } from './sensor.js';
import { InstantType } from './types.js';

/**
 * One measurement, stored once: the key is (sensor, measuredAt), the table is partitioned by month of measuredAt.
 * `xid` is the transaction that committed it; resuming clients are served in its order.
 */
export const ReadingEntity = defineEntity({
  name: 'Reading',
  properties: {
    sensor: () => p.manyToOne(SensorEntity).ref().primary().createForeignKeyConstraint(false),
    measuredAt: p.type(InstantType).primary(),
    /** In the sensor's unit. */
    value: p.double().$type<number>(),
    /** Index in QUALITIES. */
    quality: p.smallint(),
    receivedAt: p.type(InstantType),
    xid: p.bigint('number'),
  },
});

export type Reading = InferEntity<typeof ReadingEntity>;
