import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { InstantType } from './types.js';

/** What could not be stored as a reading, with the bytes as they came, so that it can be seen, mended and replayed. */
export const RejectionEntity = defineEntity({
  name: 'Rejection',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    receivedAt: p.type(InstantType),
    topic: p.text(),
    reason: p.text(),
    detail: p.text().strictNullable(),
    payload: p.blob(),
    resolvedAt: p.type(InstantType).strictNullable(),
  },
});

export type Rejection = InferEntity<typeof RejectionEntity>;
