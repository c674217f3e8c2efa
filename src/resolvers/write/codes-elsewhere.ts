import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { inSight } from '../read/sight.js';
import { list, query, sql } from '../statement.js';

const TABLES = ['machine', 'container', 'sample'] as const;

/**
 * The codes among these that something out of sight has, of whichever type. What has one code is one thing to its devices:
 * so whoever is bound may make nothing, and no key, under a code of somebody else's. From here to COMMIT no other who is
 * bound gets past this: of two at once neither would see the code of the other.
 */
export async function codesElsewhere(em: Em, codes: readonly string[], bounds: Bounds | null): Promise<Set<string>> {
  if (bounds === null || codes.length === 0) return new Set();
  await query(em, sql`select pg_advisory_xact_lock(hashtext('codes_elsewhere'))`);
  const taken = TABLES.map((table) => sql`
    select code from ${sql.table(table)} where code = any(${list([...new Set(codes)], 'text')}) and (${inSight(bounds, table)}) is not true`);
  const rows = await query<{ code: string }>(em, sql`${sql.join(taken, sql` union all `)}`);
  return new Set(rows.map(({ code }) => code));
}
