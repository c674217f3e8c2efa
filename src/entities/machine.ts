import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { MachineStatus } from '../domain/asset.js';
import { SiteEntity } from './site.js';
import { InstantType } from './types.js';

export { MachineStatus };

export const MachineEntity = defineEntity({
  name: 'Machine',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
    name: p.text(),
    site: () => p.manyToOne(SiteEntity).ref().strictNullable().deleteRule('no action'),
    kind: p.text().strictNullable(),
    manufacturer: p.text().strictNullable(),
    model: p.text().strictNullable(),
    status: p.enum(() => MachineStatus).default(MachineStatus.OFFLINE),
    /** When the status was true at the machine; an older one that arrives late does not replace it. */
    statusAt: p.type(InstantType).strictNullable(),
  },
});

export type Machine = InferEntity<typeof MachineEntity>;
