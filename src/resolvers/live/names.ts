import type { Em } from '../../database.js';
import { ALL_SHARDS, shardOf } from '../../events.js';
import type { Where } from '../../live/reaching.js';
import { badInput } from '../../schema/bad-input.js';
import type { Context } from '../context.js';
import { assetKey, assetsAsked, type AssetKey } from '../read/assets.js';
import { facesOf, type Name } from '../read/earshot.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { every, list, query, sql } from '../statement.js';
import type { Hearing } from './hearing.js';

const COLUMN = { machine: 'code', container: 'code', sample: 'code', sensor: 'key' } as const;
type Table = keyof typeof COLUMN;
const TABLES = Object.keys(COLUMN) as Table[];
const NAMES: Record<Exclude<Table, 'machine'>, (id: number) => Name[]> = {
  container: (id) => [`in${id}`],
  sample: (id) => [`s${id}`, `for${id}`],
  sensor: (id) => [`x${id}`],
};

/** What the filter of a subscription names: one of each list it must be. */
export interface Named {
  lists: ReadonlySet<Name>[];
  /** Those for whose speakers it is asked. */
  samples: number[];
  /** In which shards readings of it may come. */
  where: Where;
}

/** Looks up what a subscription names, once, when it begins. A code that nothing in sight has is an error: silence would look like peace. */
export async function readNames({ em, bounds, hearing }: Pick<Context, 'em' | 'bounds' | 'hearing'>, filter: Partial<Record<Table, string[] | null | undefined>>): Promise<Named> {
  const named: Named = { lists: [], samples: [], where: ALL_SHARDS };
  const assets: AssetKey[][] = [];
  for (const table of TABLES) {
    const codes = filter[table];
    if (!codes) continue;
    const ids = await idsOf({ em, bounds }, table, codes);
    named.lists.push(new Set(table === 'machine' ? await facesOfMachines(em, ids) : ids.flatMap(NAMES[table])));
    if (table === 'sample') named.samples = ids;
    if (table === 'sensor') named.where = [...new Set(ids.map(shardOf))];
    else assets.push(ids.map((id) => assetKey(table, id)));
  }
  return filter.sensor || assets.length === 0 ? named : { ...named, where: () => shardsOfAll(hearing, assets) };
}

/** Those in which there may be readings of one of each list. */
async function shardsOfAll(hearing: Hearing, lists: readonly AssetKey[][]): Promise<number[]> {
  const found = await Promise.all(lists.map(async (assets) => new Set((await Promise.all(assets.map(hearing.shardsOf))).flat())));
  return ALL_SHARDS.filter((shard) => found.every((shards) => shards.has(shard)));
}

/** The same of a filter of excursions, which are of what their sensor was on when they began: a sample that is named may have gone through those of any place. */
export async function readPlaces(context: Pick<Context, 'em' | 'bounds'>, { machine, container, sample }: Partial<Record<Table, string[] | null | undefined>>): Promise<ReadonlySet<Name>[]> {
  const lists: ReadonlySet<Name>[] = [];
  if (machine) lists.push(new Set((await idsOf(context, 'machine', machine)).map((id) => `m${id}` as const)));
  if (container) lists.push(new Set((await idsOf(context, 'container', container)).map((id) => `c${id}` as const)));
  if (sample) await idsOf(context, 'sample', sample);
  return lists;
}

export async function idsOf({ em, bounds }: Pick<Context, 'em' | 'bounds'>, table: Table, codes: readonly string[]): Promise<number[]> {
  const column = sql.ref(`${table}.${COLUMN[table]}`);
  const rows = await query<{ code: string; id: number }>(em, sql`
    select ${column} as code, id from ${sql.table(table)} where ${every([sql`${column} = any(${list(codes.filter((code) => mayName(table, code)), 'text')})`, inSight(bounds, table)])}`);
  const known = new Set(rows.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) throw badInput(`There is no ${table} ${unknown.slice(0, 10).map((code) => `'${code.slice(0, 200)}'`).join(', ')}.`);
  return rows.map(({ id }) => id);
}

async function facesOfMachines(em: Em, ids: readonly number[]): Promise<Name[]> {
  const rows = await query<AssetKey>(em, sql`
    with ${assetsAsked(ids.map((machine) => ({ machine, container: null, sample: null })))} select machine_id as machine, container_id as container, sample_id as sample from asset`);
  return rows.flatMap(facesOf);
}
