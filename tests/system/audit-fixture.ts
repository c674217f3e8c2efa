import { sql, type Em } from '../../src/database.js';
import type { AuditEvent } from '../../src/domain/audit.js';

export type StoredEntry = Omit<AuditEvent, 'at'> & { at: string; previousHash: string; hash: string };

/** The whole trail behind an entry, as the database has it. */
export async function trailOf(em: Em, behind = 0): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>(em, `
    select seq::int as seq, at::text as at, actor, role, action, entity, entity_code as "entityCode", before, after, reason, hash, previous_hash as "previousHash"
    from audit_entry where seq > $1 order by seq`, [behind]);
  return rows;
}

/** What happened, in a few words. */
export const briefly = ({ action, entity, entityCode }: Pick<StoredEntry, 'action' | 'entity' | 'entityCode'>): string => `${action} ${entity} ${entityCode}`;
