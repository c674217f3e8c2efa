import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ContainerKind } from '../domain/asset.js';
import { MachineEntity } from './machine.js';
import { SiteEntity } from './site.js';

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
  },
});

export type Container = InferEntity<typeof ContainerEntity>;
