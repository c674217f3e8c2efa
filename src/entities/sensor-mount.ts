import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ContainerEntity } from './container.js';
import { MachineEntity } from './machine.js';
import { SampleEntity } from './sample.js';
import { SensorEntity } from './sensor.js';
import { InstantType } from './types.js';

const mount = {
  id: p.integer().primary().autoincrement(),
  sensor: () => p.manyToOne(SensorEntity).ref(),
  // Exactly one of the three is set.
  machine: () => p.manyToOne(MachineEntity).ref().strictNullable().deleteRule('no action'),
  container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
  sample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
  from: p.type(InstantType).fieldName('from_at'),
  /** Null while it lasts. */
  to: p.type(InstantType).fieldName('to_at').strictNullable(),
  reason: p.text().strictNullable(),
  by: p.text().fieldName('by_name'),
};

/** The half-open interval [from, to) in which a sensor was on one asset; the newest has no end, and is what the sensor's row says. */
export const SensorMountEntity = defineEntity({ name: 'SensorMount', properties: mount });

/** What was said of where a sensor was, until a later word showed that it was wrong. */
export const SensorMountSupersededEntity = defineEntity({
  name: 'SensorMountSuperseded',
  properties: {
    ...mount,
    supersededAt: p.type(InstantType).defaultRaw('now()'),
    supersededBy: p.text(),
    supersededBecause: p.text().strictNullable(),
  },
});

export type SensorMount = InferEntity<typeof SensorMountEntity>;
