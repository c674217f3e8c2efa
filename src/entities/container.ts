import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ContainerKind } from '../domain/asset.js';
import { MachineEntity } from './machine.js';
import { SiteEntity } from './site.js';
import { StorageConditionEntity } from './storage-condition.js';

export { ContainerKind };

export const ContainerEntity = defineEntity({
  name: 'Container',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
    name: p.text(),
    kind: p.enum(() => ContainerKind),
    site: () => p.manyToOne(SiteEntity).ref().strictNullable().deleteRule('no action'),
    /** The machine that this container is, when a freezer is both. */
    machine: () => p.oneToOne(MachineEntity).ref().strictNullable().deleteRule('no action').owner(),
    /** What it is to be kept under; null: nobody said. */
    storageCondition: () => p.manyToOne(StorageConditionEntity).ref().strictNullable().deleteRule('no action'),
  },
});

export type Container = InferEntity<typeof ContainerEntity>;
