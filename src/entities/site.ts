import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const SiteEntity = defineEntity({
  name: 'Site',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
    name: p.text(),
    timeZone: p.text(),
  },
});

export type Site = InferEntity<typeof SiteEntity>;
