import { arrayLiteral, instant, sql, type Em } from '../database.js';
import type { Origin } from '../domain/reading.js';
import type { Refusal, RejectionReason } from '../domain/rejection.js';

/** The text of a statement may have 512 MB, and a payload is two characters for each byte. */
const LARGEST_STATEMENT = 32 * 1024 * 1024;
const SHOWN_DETAILS = 10;

/** Keeps what was refused, with its bytes, once for each message and reason; gives the ids. */
export async function writeRejections(em: Em, refusals: readonly Refusal[]): Promise<number[]> {
  const ids: number[] = [];
  for (const part of inParts(gather(refusals))) ids.push(...(await insert(em, part)));
  return ids;
}

function gather(refusals: readonly Refusal[]): Refusal[] {
  const origins = new Map<Origin, Map<RejectionReason, string[]>>();
  for (const { origin, reason, detail } of refusals) {
    const reasons = origins.get(origin) ?? new Map<RejectionReason, string[]>();
    origins.set(origin, reasons);
    const details = reasons.get(reason);
    if (details) details.push(detail);
    else reasons.set(reason, [detail]);
  }
  return [...origins].flatMap(([origin, reasons]) =>
    [...reasons].map(([reason, details]) => {
      const more = details.length > SHOWN_DETAILS ? `; and ${details.length - SHOWN_DETAILS} more` : '';
      return { origin, reason, detail: `${details.slice(0, SHOWN_DETAILS).join('; ')}${more}` };
    }),
  );
}

function inParts(refusals: readonly Refusal[]): Refusal[][] {
  const parts: Refusal[][] = [];
  let size = Infinity;
  for (const refusal of refusals) {
    size += refusal.origin.payload.length;
    if (size <= LARGEST_STATEMENT) parts.at(-1)!.push(refusal);
    else {
      parts.push([refusal]);
      size = refusal.origin.payload.length;
    }
  }
  return parts;
}

async function insert(em: Em, refusals: readonly Refusal[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>(em, INSERT, [
    arrayLiteral(refusals.map(({ origin }) => origin.receivedAt)),
    arrayLiteral(refusals.map(({ origin }) => storable(origin.topic))),
    arrayLiteral(refusals.map(({ reason }) => reason)),
    arrayLiteral(refusals.map(({ detail }) => storable(detail))),
    arrayLiteral(refusals.map(({ origin }) => `\\x${Buffer.from(origin.payload).toString('hex')}`)),
  ]);
  return rows.map(({ id }) => id);
}

/** Postgres text holds no NUL; the bytes as they came are in the payload. */
const storable = (text: string): string => text.replaceAll('\0', '\u{FFFD}').toWellFormed();

const INSERT = `
  insert into rejection (received_at, topic, reason, detail, payload)
  select ${instant('received_at')}, topic, reason, detail, payload
  from unnest($1::text::int8[], $2::text::text[], $3::text::text[], $4::text::text[], $5::text::bytea[]) as new (received_at, topic, reason, detail, payload)
  returning id::int`;
