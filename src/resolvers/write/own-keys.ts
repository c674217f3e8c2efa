import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { inSight } from '../read/sight.js';
import { every, list, query, sql, type Fragment } from '../statement.js';

/**
 * The keys under which a caller who is bound may bring readings: of sensors in his sight, and of sensors that nobody knows
 * yet on an asset in his sight. Where several assets have one code, for those all of them must be.
 */
export async function ownKeys(em: Em, keys: readonly string[], bounds: Bounds): Promise<Set<string>> {
  // No key has a NUL; Postgres would refuse the others with it.
  const asked = [...new Set(keys)].filter((key) => !key.includes('\0'));
  const rows = await query<{ key: string }>(em, sql`
    with asked as (select key, split_part(key, '/', 1) as code from unnest(${list(asked, 'text')}) as asked (key)),
    asset as (${sql.join((['machine', 'container', 'sample'] as const).map((table) => assets(table, bounds)), sql` union all `)})
    select sensor.key from sensor where ${every([sql`sensor.key in (select key from asked)`, inSight(bounds, 'sensor')])}
    union
    select asked.key from asked join asset using (code)
    where not exists (select from sensor where sensor.key = asked.key) group by asked.key having bool_and(asset.seen)`);
  return new Set(rows.map(({ key }) => key));
}

const assets = (table: 'machine' | 'container' | 'sample', bounds: Bounds): Fragment => sql`
  select code, ${inSight(bounds, table)} as seen from ${sql.table(table)} where code in (select code from asked)`;
