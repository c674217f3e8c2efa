import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SampleStatus } from '../domain/asset.js';
import { StabilityProfileEntity } from './stability-profile.js';
import { InstantType } from './types.js';

export { SampleStatus };

export const SampleEntity = defineEntity({
  name: 'Sample',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
    name: p.text(),
    type: p.text(),
    description: p.text().strictNullable(),
    collectedAt: p.type(InstantType),
    /** What was said of its life; Sample.status also looks at what was decided of it after excursions. */
    status: p.enum(() => SampleStatus).default(SampleStatus.COLLECTED),
    /** When the status was changed; null: never. */
    statusAt: p.type(InstantType).strictNullable(),
    /** The sample that this one was taken from. */
    parent: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    /** What it endures; null: nobody said. */
    stabilityProfile: () => p.manyToOne(StabilityProfileEntity).ref().strictNullable().deleteRule('no action'),
  },
});

export type Sample = InferEntity<typeof SampleEntity>;
