import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { inSight } from '../read/sight.js';
import { list, query, sql } from '../statement.js';

const TABLES = ['machine', 'container', 'sample'] as const;

/**
 * The codes among these that something out of sight has, of whichever type: what has one code is one thing to its devices,
 * so whoever is bound may make nothing, and no key, under a code of somebody else's.
 */
export async function codesElsewhere(em: Em, codes: readonly string[], bounds: Bounds | null): Promise<Set<string>> {
  if (bounds === null || codes.length === 0) return new Set();
  const assets = TABLES.map((table) => sql`
    select code from ${sql.table(table)} where code = any(${list([...new Set(codes)], 'text')}) and (${inSight(bounds, table)}) is not true`);
  const rows = await query<{ code: string }>(em, sql`${sql.join(assets, sql` union all `)}`);
  return new Set(rows.map(({ code }) => code));
}
