import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ContainerEntity } from './container.js';
import { MachineEntity } from './machine.js';
import { SampleEntity } from './sample.js';
import { InstantType } from './types.js';

/** Where an asset was, as its device said. Exactly one of the three assets is set. */
export const PositionEntity = defineEntity({
  name: 'Position',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    machine: () => p.manyToOne(MachineEntity).ref().strictNullable().deleteRule('no action'),
    container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    sample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    at: p.type(InstantType),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
  },
});

export type Position = InferEntity<typeof PositionEntity>;
