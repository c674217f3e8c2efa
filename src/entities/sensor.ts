import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Interpolation, Quantity } from '../domain/reading.js';
import { ContainerEntity } from './container.js';
import { MachineEntity } from './machine.js';
import { SampleEntity } from './sample.js';
import { DurationType, InstantType } from './types.js';

export const SensorEntity = defineEntity({
  name: 'Sensor',
  properties: {
    id: p.integer().primary().autoincrement(),
    /** The asset's code, a slash and the channel. */
    key: p.text().unique(),
    // What no answer shows is lazy.
    channel: p.text().lazy(),
    quantity: p.enum(() => Quantity),
    unit: p.text(),
    // Exactly one of the three is set.
    machine: () => p.manyToOne(MachineEntity).ref().strictNullable().deleteRule('no action'),
    container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    sample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    expectedEvery: p.type(DurationType).strictNullable(),
    interpolation: p.enum(() => Interpolation).default(Interpolation.STEP),
    /** Whether readings of quality UNCERTAIN count as known. */
    trustUncertain: p.boolean().default(false).lazy(),
    /** Values by which the device says that it cannot measure, as it sends them. */
    errorCodes: p.array(Number).columnType('double precision[]').$type<number[]>().default([]),
    registeredAt: p.type(InstantType).defaultRaw('now()').lazy(),
  },
});

export type Sensor = InferEntity<typeof SensorEntity>;
