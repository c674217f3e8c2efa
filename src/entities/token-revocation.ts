import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from './types.js';

/** Tokens of a subject that were issued up to a moment, and are refused whatever else they say. */
export const TokenRevocationEntity = defineEntity({
  name: 'TokenRevocation',
  properties: {
    subject: p.text().primary(),
    beforeAt: p.type(InstantType),
    revokedAt: p.type(InstantType).defaultRaw('now()'),
    revokedBy: p.text(),
  },
});
