import { arrayLiteral, instant, sql, type Em } from '../database.js';
import type { Refusal } from '../domain/rejection.js';

/** Keeps what was refused, with its bytes; gives the ids. */
export async function writeRejections(em: Em, refusals: readonly Refusal[]): Promise<number[]> {
  if (refusals.length === 0) return [];
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
