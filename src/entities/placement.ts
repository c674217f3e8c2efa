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
    toldAt: p.type(InstantType).defaultRaw('now()'),
  },
});

/** That an item was taken out at a moment, and put into nothing that is known. */
export const RemovalEntity = defineEntity({
  name: 'Removal',
  properties: {
    id: p.integer().primary().autoincrement(),
    itemSample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    itemContainer: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    at: p.type(InstantType),
    reason: p.text().strictNullable(),
    by: p.text().fieldName('by_name'),
    toldAt: p.type(InstantType).defaultRaw('now()'),
  },
});

/** What was said of where an item was, until a later word showed that it was wrong. */
export const PlacementSupersededEntity = defineEntity({
  name: 'PlacementSuperseded',
  properties: {
    id: p.integer().primary().autoincrement(),
    /** Null: it was said to be nowhere. */
    container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    itemSample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    itemContainer: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    from: p.type(InstantType).fieldName('from_at'),
    to: p.type(InstantType).fieldName('to_at').strictNullable(),
    reason: p.text().strictNullable(),
    by: p.text().fieldName('by_name'),
    supersededAt: p.type(InstantType).defaultRaw('now()'),
    supersededBy: p.text(),
    supersededBecause: p.text().strictNullable(),
  },
});

export type Placement = InferEntity<typeof PlacementEntity>;
