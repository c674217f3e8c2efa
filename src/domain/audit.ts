import { formatInstant, type Instant } from './time.js';

/** What an entry of the audit trail says. */
export interface AuditEvent {
  /** From 1, without a gap. */
  seq: number;
  at: Instant;
  actor: string;
  role: string;
  action: string;
  entity: string;
  entityCode: string;
  /** As JSON, which is part of the hash as the text that it is. */
  before: string | null;
  after: string | null;
  reason: string | null;
}

/** An event in the chain, as text. */
export interface AuditLink {
  seq: number;
  text: string;
  previousHash: string;
  hash: string;
}

/** The last link so far. */
export interface AuditHead {
  seq: number;
  hash: string;
}

/** In hexadecimal digits, of the text in UTF-8. */
export type Sha256 = (text: string) => string;

/** What stands before the first entry. */
export const NO_ENTRY: AuditHead = { seq: 0, hash: '0'.repeat(64) };

export const linkOf = ({ previousHash, hash, ...event }: AuditEvent & { previousHash: string; hash: string }): AuditLink => ({ seq: event.seq, text: eventText(event), previousHash, hash });

/** As the database makes it, in audit_text. */
export const eventText = ({ seq, at, actor, role, action, entity, entityCode, before, after, reason }: AuditEvent): string =>
  canonicalJson({ seq, at: formatInstant(at), actor, role, action, entity, entityCode, before, after, reason });

/** The hash that binds a text to all that stands before it. */
export const hashOf = (previousHash: string, text: string, sha256: Sha256): string => sha256(previousHash + text);

/** What is wrong with a link behind this head; null: nothing. */
export function flawOf(head: AuditHead, { seq, text, previousHash, hash }: AuditLink, sha256: Sha256): string | null {
  const flaws = [
    seq === head.seq + 1 ? null : `it follows entry ${head.seq}, so that ${seq > head.seq + 1 ? `${seq - head.seq - 1} between them are missing` : 'its number is wrong'}`,
    previousHash === head.hash ? null : `it does not continue ${head.seq === 0 ? 'from the beginning' : `entry ${head.seq}`}: its previous hash is another`,
    hash === hashOf(previousHash, text, sha256) ? null : 'its hash is not that of what it says',
  ].filter((flaw) => flaw !== null);
  return flaws.length === 0 ? null : flaws.join('; ');
}

/** JSON with the keys of objects in order and nothing between its parts: the same value is always the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
