import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { UserError } from '../../schema/user-error.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { every, list, query, sql } from '../statement.js';
import { notFound } from './input.js';

type Named = 'site' | 'machine' | 'container' | 'sample' | Everywhere;
/** What belongs to no place, and is there for everybody. */
type Everywhere = 'storage_condition' | 'stability_profile';

/** The ids of the rows with these codes; those that are not there, or not in sight, are left out. */
export async function idsOf(em: Em, table: Named, codes: readonly string[], bounds: Bounds | null): Promise<Map<string, number>> {
  const asked = [...new Set(codes)].filter((code) => mayName(table, code));
  if (asked.length === 0) return new Map();
  const named = sql`code in (select unnest(${list(asked, 'text')}))`;
  const rows = await query<{ code: string; id: number }>(em, sql`select code, id from ${sql.table(table)} where ${every([named, isEverywhere(table) ? null : inSight(bounds, table)])}`);
  return new Map(rows.map(({ code, id }) => [code, id]));
}

const isEverywhere = (table: Named): table is Everywhere => table === 'storage_condition' || table === 'stability_profile';

/** The ids of what an input names field by field, and a refusal for each that is not there, or not in sight: the two are told alike. */
export async function readReferences<Field extends string>(
  em: Em,
  bounds: Bounds | null,
  references: Record<Field, { table: Named; code: string | null | undefined }>,
): Promise<{ ids: Record<Field, number | null>; userErrors: UserError[] }> {
  const ids = {} as Record<Field, number | null>;
  const userErrors: UserError[] = [];
  for (const field of Object.keys(references) as Field[]) {
    const { table, code } = references[field];
    const id = typeof code === 'string' ? (await idsOf(em, table, [code], bounds)).get(code) : null;
    if (id === undefined) userErrors.push(notFound([field], table.replace('_', ' '), code!));
    ids[field] = id ?? null;
  }
  return { ids, userErrors };
}
