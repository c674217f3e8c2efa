import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Role } from '../domain/role.js';
import { InstantType } from './types.js';

/** One change of one row of a table. Made by the database at COMMIT, and never changed. */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  properties: {
    /** Without a gap, in the order of commits. */
    seq: p.bigint('number').primary().autoincrement(false),
    at: p.type(InstantType),
    actor: p.text(),
    role: p.text().$type<Role>(),
    /** CREATE, UPDATE or DELETE. */
    action: p.text(),
    entity: p.text(),
    entityCode: p.text(),
    // JSON of the columns that changed; of the whole row when it came or went.
    before: p.text().strictNullable(),
    after: p.text().strictNullable(),
    reason: p.text().strictNullable(),
    /** SHA-256 of the hash before it and the entry, in hexadecimal digits. */
    hash: p.text(),
    previousHash: p.text(),
  },
});

export type AuditEntry = InferEntity<typeof AuditEntryEntity>;
