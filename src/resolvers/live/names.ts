import type { Em } from '../../database.js';
import { badInput } from '../../schema/bad-input.js';
import type { Context } from '../context.js';
import { assetsAsked, nameOf, type AssetKey } from '../read/assets.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { every, list, query, sql } from '../statement.js';

/** What one list of codes in a filter stands for: assets, both faces of them, or sensors. */
export interface Names {
  assets: Set<string>;
  sensors: Set<number>;
}

const COLUMN = { machine: 'code', container: 'code', sample: 'code', sensor: 'key' } as const;
type Named = keyof typeof COLUMN;

/** Looks up what a subscription names, once, when it begins. A code that nothing in sight has is an error: silence would look like peace. */
export async function readNames({ em, bounds }: Pick<Context, 'em' | 'bounds'>, filter: Partial<Record<Named, string[] | null | undefined>>): Promise<Names[]> {
  const names: Names[] = [];
  for (const table of Object.keys(COLUMN) as Named[]) {
    const codes = filter[table];
    if (!codes) continue;
    const ids = await idsOf({ em, bounds }, table, codes);
    names.push({ assets: table === 'sensor' ? new Set() : await facesOf(em, table, ids), sensors: new Set(table === 'sensor' ? ids : []) });
  }
  return names;
}

export async function idsOf({ em, bounds }: Pick<Context, 'em' | 'bounds'>, table: Named, codes: readonly string[]): Promise<number[]> {
  const column = sql.ref(`${table}.${COLUMN[table]}`);
  const rows = await query<{ code: string; id: number }>(em, sql`
    select ${column} as code, id from ${sql.table(table)} where ${every([sql`${column} = any(${list(codes.filter((code) => mayName(table, code)), 'text')})`, inSight(bounds, table)])}`);
  const known = new Set(rows.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) throw badInput(`There is no ${table} ${unknown.slice(0, 10).map((code) => `'${code.slice(0, 200)}'`).join(', ')}.`);
  return rows.map(({ id }) => id);
}

async function facesOf(em: Em, table: 'machine' | 'container' | 'sample', ids: readonly number[]): Promise<Set<string>> {
  const none: AssetKey = { machine: null, container: null, sample: null };
  const rows = await query<AssetKey>(em, sql`
    with ${assetsAsked(ids.map((id) => ({ ...none, [table]: id })))} select machine_id as machine, container_id as container, sample_id as sample from asset`);
  return new Set(rows.flatMap(({ machine, container, sample }) => [
    ...(machine === null ? [] : [nameOf({ ...none, machine })]),
    ...(container === null ? [] : [nameOf({ ...none, container })]),
    ...(sample === null ? [] : [nameOf({ ...none, sample })]),
  ]));
}
