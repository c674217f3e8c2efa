import type { Em } from '../../database.js';
import { AuditEntryEntity, type AuditEntry } from '../../entities/audit-entry.js';
import type { AuditFilter } from '../../schema/audit-entry.js';
import type { Page } from '../page.js';
import { at, every, query, sql, type EntityRow, entityOf } from '../statement.js';
import { oneOf } from './conditions.js';

/** Entries, newest first, one more than a page holds. They are in the order of time, which is asked for by number. */
export async function listAuditTrail(em: Em, { actor, action, entity, entityCode, from, to }: AuditFilter, { first, after }: Page): Promise<AuditEntry[]> {
  const conditions = every([
    oneOf('actor', actor),
    oneOf('action', action),
    oneOf('entity', entity),
    oneOf('entity_code', entityCode),
    typeof from === 'number' && sql`seq >= (select seq from audit_entry where at >= ${at(from)} order by at, seq limit 1)`,
    typeof to === 'number' && sql`seq <= (select seq from audit_entry where at < ${at(to)} order by at desc, seq desc limit 1)`,
    after && sql`seq < ${after[0]}::bigint`,
  ]);
  const rows = await query<EntityRow>(em, sql`select * from audit_entry where ${conditions} order by seq desc limit ${first + 1}::int`);
  return rows.map((row) => entityOf(em, AuditEntryEntity, row));
}
