import type { EntityName } from '@mikro-orm/core';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { entityOf, list, query, sql, type EntityRow } from '../statement.js';
import { commit, type Transaction } from './commit.js';
import { idsOf } from './ids.js';
import { checkText, invalid, notFound } from './input.js';

const MOST_THINGS = 10_000;

/** The field of the input that lists things, their table, and the field that names what each of them is given. */
export interface Assignment {
  things: { field: string; table: 'container' | 'sample'; codes: readonly string[] };
  given: { field: string; table: 'storage_condition' | 'stability_profile'; code: string | null | undefined };
  /** Gives it to the things, in the order of the codes, and some of them perhaps twice; `hold` takes their locks. */
  give: (transaction: Transaction, things: readonly number[], given: number | null, hold: () => Promise<void>) => Promise<UserError[]>;
  reason: string | null | undefined;
}

/** Gives one thing to many others, all of them or none, in a number of statements that does not grow with them. */
export async function assign<Entity extends object>(context: Context, entity: EntityName<Entity>, { things, given, give, reason }: Assignment): Promise<{ entities: Entity[]; userErrors: UserError[] }> {
  const { codes } = things;
  if (codes.length < 1 || codes.length > MOST_THINGS) return { entities: [], userErrors: [invalid([things.field], `There are ${codes.length} codes, but may be from 1 to ${MOST_THINGS}.`)] };
  if (given.code === undefined) return { entities: [], userErrors: [invalid([given.field], 'Say which, or null for none.')] };
  const unfit = checkText(reason, ['reason']);
  if (unfit) return { entities: [], userErrors: [unfit] };
  const { rows, userErrors } = await commit(context, async (transaction): Promise<{ rows: EntityRow[]; userErrors: UserError[] }> => {
    const { em } = transaction;
    const known = await idsOf(em, things.table, codes, context.bounds);
    const id = given.code === null ? null : (await idsOf(em, given.table, [given.code!], null)).get(given.code!);
    const unknown = codes.flatMap((code, index) => (known.has(code) ? [] : [notFound([things.field, String(index)], things.table, code)]));
    if (id === undefined) unknown.push(notFound([given.field], given.table.replace('_', ' '), given.code!));
    if (id === undefined || unknown.length > 0) return { rows: [], userErrors: unknown };
    const them = sql`select * from ${sql.table(things.table)} where id in (select unnest(${list([...known.values()], 'int')}))`;
    const hold = async () => void (await query(em, sql`${them} order by id for no key update`));
    const refused = await give(transaction, codes.map((code) => known.get(code)!), id, hold);
    return { rows: await query<EntityRow>(em, sql`${them} order by code`), userErrors: refused };
  }, reason);
  return { entities: rows.map((row) => entityOf(context.em, entity, row)), userErrors };
}
