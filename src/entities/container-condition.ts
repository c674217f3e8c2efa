import { defineEntity, p } from '@mikro-orm/core';
import { ContainerEntity } from './container.js';
import { StorageConditionEntity } from './storage-condition.js';
import { InstantType } from './types.js';

const keeping = {
  id: p.integer().primary().autoincrement(),
  container: () => p.manyToOne(ContainerEntity).ref(),
  /** Null: it was said to be kept under none that is known. */
  condition: () => p.manyToOne(StorageConditionEntity).ref().strictNullable().deleteRule('no action'),
  from: p.type(InstantType).fieldName('from_at'),
  /** Null while it lasts. */
  to: p.type(InstantType).fieldName('to_at').strictNullable(),
  reason: p.text().strictNullable(),
  by: p.text().fieldName('by_name'),
};

/** The half-open interval [from, to) in which a container was to be kept under one condition; an exclusion constraint holds that it is one at a time. */
export const ContainerConditionEntity = defineEntity({ name: 'ContainerCondition', properties: { ...keeping, toldAt: p.type(InstantType).defaultRaw('now()') } });

/** What was said of what a container was kept under, until a later word showed that it was wrong. */
export const ContainerConditionSupersededEntity = defineEntity({
  name: 'ContainerConditionSuperseded',
  properties: {
    ...keeping,
    supersededAt: p.type(InstantType).defaultRaw('now()'),
    supersededBy: p.text(),
    supersededBecause: p.text().strictNullable(),
  },
});
