import { hash } from 'node:crypto';
import type { Em } from '../../database.js';
import { flawOf, linkOf, NO_ENTRY, type AuditEvent, type AuditHead } from '../../domain/audit.js';
import type { AuditVerification } from '../../schema/audit-entry.js';
import { instantOf, query, sql } from '../statement.js';

export interface VerifyOptions {
  /** A hash that was the head at some time, noted where nobody could change it. */
  noted?: string | null;
  /** Entries that are read at a time. */
  chunk?: number;
  onProgress?: (entries: number) => void;
  /** Rejects with its reason between two chunks. */
  signal?: AbortSignal;
}

type Stored = AuditEvent & { place: string; previousHash: string; hash: string };

const CHUNK = 2_000;
const sha256 = (text: string) => hash('sha256', text);

/**
 * Reckons the chain again, up to the entry that is the last when this begins, and stops at the first that does not fit.
 * By a program that is not the database's: whoever changes its functions changes nothing here.
 */
export async function verifyAuditTrail(em: Em, { noted = null, chunk = CHUNK, onProgress, signal }: VerifyOptions = {}): Promise<AuditVerification> {
  let head: AuditHead = NO_ENTRY;
  let isNotedThere = noted === null || noted === NO_ENTRY.hash;
  const outcome = (firstBroken: number | null, problem: string | null): AuditVerification => ({ ok: problem === null, entries: head.seq, firstBroken, problem, head: head.hash });
  for await (const entry of entriesOf(em, chunk, signal)) {
    const link = linkOf(entry);
    const flaw = flawOf(head, link, sha256);
    if (flaw !== null) return outcome(link.seq, `Entry ${link.seq} is broken: ${flaw}.`);
    head = link;
    isNotedThere ||= link.hash === noted;
    if (head.seq % chunk === 0) onProgress?.(head.seq);
  }
  return outcome(null, isNotedThere ? null : `No entry has the noted hash ${noted}: entries were cut off behind the last, or all of them were written anew.`);
}

/** Beginning with the smallest number that there is, whatever it is. */
async function* entriesOf(em: Em, chunk: number, signal: AbortSignal | undefined): AsyncGenerator<Stored> {
  const [last] = await query<{ seq: string | null }>(em, sql`select max(seq)::text as seq from audit_entry`);
  for (let behind: string | null = null; ; ) {
    signal?.throwIfAborted();
    const entries: Stored[] = await query<Stored>(em, sql`
      select seq::text as place, seq::float8 as seq, case when isfinite(at) then ${instantOf('at')} end as at, actor, role, action, entity, entity_code as "entityCode", before, after, reason,
        hash, previous_hash as "previousHash"
      from audit_entry where (${behind}::bigint is null or seq > ${behind}::bigint) and seq <= ${last!.seq}::bigint order by seq limit ${chunk}::int`);
    yield* entries;
    if (entries.length < chunk) return;
    behind = entries.at(-1)!.place;
  }
}
