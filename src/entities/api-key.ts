import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Role } from '../domain/role.js';
import { ContainerEntity } from './container.js';
import { MachineEntity } from './machine.js';
import { SampleEntity } from './sample.js';
import { SiteEntity } from './site.js';
import { InstantType } from './types.js';

/** A key that was given to somebody. The key itself is not here: who has lost it gets another one. */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  properties: {
    id: p.integer().primary().autoincrement(),
    /** Whatever is done with the key is kept under this name. */
    name: p.text(),
    /** The first characters after the mark, by which people tell keys apart. */
    prefix: p.text(),
    /** SHA-256 of the key. */
    hash: p.blob().unique(),
    role: p.enum(() => Role),
    /** Whether it reaches only the sites of its ApiKeySite rows; without such a row, then, nothing at all. */
    boundToSites: p.boolean(),
    // Exactly one of the three is set for a DEVICE, and none for others.
    machine: () => p.manyToOne(MachineEntity).ref().strictNullable().deleteRule('no action'),
    container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    sample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
    createdAt: p.type(InstantType).defaultRaw('now()'),
    createdBy: p.text(),
    expiresAt: p.type(InstantType).strictNullable(),
    revokedAt: p.type(InstantType).strictNullable(),
    revokedBy: p.text().strictNullable(),
    /** To the minute. */
    lastUsedAt: p.type(InstantType).strictNullable(),
  },
});

/** A site that a key is bound to. */
export const ApiKeySiteEntity = defineEntity({
  name: 'ApiKeySite',
  properties: {
    apiKey: () => p.manyToOne(ApiKeyEntity).ref().primary().updateRule('no action').deleteRule('no action'),
    site: () => p.manyToOne(SiteEntity).ref().primary().updateRule('no action').deleteRule('no action'),
  },
});

export type ApiKey = InferEntity<typeof ApiKeyEntity>;
