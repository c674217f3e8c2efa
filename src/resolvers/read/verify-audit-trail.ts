import { hash } from 'node:crypto';
import type { Em } from '../../database.js';
import { flawOf, linkOf, NO_ENTRY, type AuditEvent, type AuditHead } from '../../domain/audit.js';
import type { AuditVerification } from '../../schema/audit-entry.js';
import { instantOf, query, sql } from '../statement.js';

export interface VerifyOptions {
  /** A hash that was the head at some time, noted where nobody could change it. */
  noted?: string | null;
  /** The last entry that an earlier verification found good: what is behind it is verified. */
  after?: AuditHead;
  /** Entries that are read at a time. */
  chunk?: number;
  onProgress?: (entries: number) => void;
  /** Ends it after a chunk, as far as it has come. */
  signal?: AbortSignal;
}

type Stored = AuditEvent & { place: string; previousHash: string; hash: string };

const CHUNK = 2_000;
const sha256 = (text: string) => hash('sha256', text);

/**
 * Reckons the chain again, from its beginning or behind an entry that was found good before, up to the entry that is the
 * last when this begins, and stops at the first that does not fit.
 * By a program that is not the database's: whoever changes its functions changes nothing here.
 */
export async function verifyAuditTrail(em: Em, { noted = null, after = NO_ENTRY, chunk = CHUNK, onProgress, signal }: VerifyOptions = {}): Promise<AuditVerification> {
  let head: AuditHead = after;
  let isNotedThere = noted === null || noted === NO_ENTRY.hash || noted === after.hash;
  const outcome = (firstBroken: number | null, problem: string | null, isComplete = true): AuditVerification => ({
    ok: problem === null, entries: head.seq - after.seq, firstBroken, problem, head: head.hash, upTo: head.seq, isComplete,
  });
  if (!(await stands(em, after))) return outcome(after.seq, `Entry ${after.seq} does not have the hash ${after.hash}: it was changed or cut off since.`);
  for await (const entry of entriesOf(em, chunk, after)) {
    const link = linkOf(entry);
    const flaw = flawOf(head, link, sha256);
    if (flaw !== null) return outcome(link.seq, `Entry ${link.seq} is broken: ${flaw}.`);
    head = link;
    isNotedThere ||= link.hash === noted;
    if (head.seq % chunk > 0) continue;
    onProgress?.(head.seq);
    if (signal?.aborted) return outcome(null, null, false);
  }
  return outcome(null, isNotedThere ? null : `No entry has the noted hash ${noted}: entries were cut off behind the last, or all of them were written anew.`);
}

async function stands(em: Em, { seq, hash: noted }: AuditHead): Promise<boolean> {
  if (seq === NO_ENTRY.seq) return noted === NO_ENTRY.hash;
  const [entry] = await query<{ hash: string }>(em, sql`select hash from audit_entry where seq = ${seq}::bigint`);
  return entry?.hash === noted;
}

/** From the beginning on, beginning with the smallest number that there is, whatever it is. */
async function* entriesOf(em: Em, chunk: number, after: AuditHead): AsyncGenerator<Stored> {
  const [last] = await query<{ seq: string | null }>(em, sql`select max(seq)::text as seq from audit_entry`);
  for (let behind = after.seq === NO_ENTRY.seq ? null : String(after.seq); ; ) {
    const entries: Stored[] = await query<Stored>(em, sql`
      select seq::text as place, seq::float8 as seq, case when isfinite(at) then ${instantOf('at')} end as at, actor, role, action, entity, entity_code as "entityCode", before, after, reason,
        hash, previous_hash as "previousHash"
      from audit_entry where (${behind}::bigint is null or seq > ${behind}::bigint) and seq <= ${last!.seq}::bigint order by seq limit ${chunk}::int`);
    yield* entries;
    if (entries.length < chunk) return;
    behind = entries.at(-1)!.place;
  }
}
