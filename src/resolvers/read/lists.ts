import type { EntityName } from '@mikro-orm/core';
import type { Em } from '../../database.js';
import type { Page } from '../page.js';
import { ALWAYS, becomeEntity, columnsOf, entityOf, every, query, sql, type EntityRow, type Fragment } from '../statement.js';

/** Tables whose rows people name by a text, and the column that holds it. */
const NAMED = { site: 'code', machine: 'code', container: 'code', sample: 'code', sensor: 'key' } as const;
type NamedTable = keyof typeof NAMED;

const LONGEST_CODE = 200;
const LONGEST_KEY = LONGEST_CODE + '/'.length + LONGEST_CODE;

/** Whether something may be called so. What nothing can be called is not looked up: it may be as long as a request. */
export const mayName = (table: string, text: string): boolean => text.length <= (table === 'sensor' ? LONGEST_KEY : LONGEST_CODE);

/** The row with this code or key; null: there is none. */
export async function findByCode<Entity extends object>(em: Em, entity: EntityName<Entity>, table: NamedTable, code: string): Promise<Entity | null> {
  if (!mayName(table, code)) return null;
  const rows = await query<EntityRow>(em, sql`select * from ${sql.table(table)} where ${sql.ref(NAMED[table])} = ${code}::text`);
  return rows[0] ? entityOf(em, entity, rows[0]) : null;
}

/** The rows that fit, in order of their codes or keys, one more than a page holds. */
export async function listByCode<Entity extends object>(em: Em, entity: EntityName<Entity>, table: NamedTable, condition: Fragment, { first, after }: Page): Promise<Entity[]> {
  const code = sql.ref(`${table}.${NAMED[table]}`);
  const behind = after && sql`${code} > ${after[0]}::text`;
  const rows = await query<EntityRow>(em, sql`
    select ${columnsOf(em, entity, table)} from ${sql.table(table)} where ${every([condition, behind])} order by ${code} limit ${first + 1}::int`, { isPrepared: condition === ALWAYS });
  return rows.map((row) => becomeEntity(em, entity, row));
}
