import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ContainerEntity } from './container.js';
import { SampleEntity } from './sample.js';
import { InstantType } from './types.js';

/**
 * The half-open interval [from, to) in which one item, a sample or a container, was directly inside a container.
 * That an item is in one place at a time is held by two exclusion constraints of the migration.
 */
export const PlacementEntity = defineEntity({
  name: 'Placement',
  properties: {
    id: p.integer().primary().autoincrement(),
    container: () => p.manyToOne(ContainerEntity).ref(),
    itemSample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    itemContainer: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    from: p.type(InstantType).fieldName('from_at'),
    /** Null while it lasts. */
    to: p.type(InstantType).fieldName('to_at').strictNullable(),
    reason: p.text().strictNullable(),
    by: p.text().fieldName('by_name'),
  },
});

export type Placement = InferEntity<typeof PlacementEntity>;
