import { sql, type RawBuilder } from 'kysely';
import type { EntityData, EntityDictionary, EntityName } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral, micros, type Em } from '../database.js';
import { formatInstant, type Duration, type Instant } from '../domain/time.js';
import { badInput } from '../schema/bad-input.js';
import { inTurn } from './turns.js';

// Statements are written as sql`...`, where every ${value} becomes a parameter and every ${fragment} is put in place.
export { sql };
export type Fragment = RawBuilder<unknown>;

/** Runs one statement: inside the transaction of the EntityManager if it has one, otherwise when it is its caller's turn. */
export async function query<Row>(em: Em, statement: RawBuilder<Row>): Promise<Row[]> {
  const client = (em as SqlEntityManager).getKysely();
  const compiled = statement.compile(client);
  if (compiled.parameters.some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw badInput('Text must not contain the character U+0000.');
  }
  const { rows } = await inTurn(em, () => client.executeQuery<Row>(compiled));
  return rows;
}

/**
 * A row that holds a whole entity, and beside it what else the statement selected. Made as `em.find` makes it; `em.map`
 * would walk along all references of what is loaded, for each row anew.
 */
export function entityOf<Entity extends object>(em: Em, entity: EntityName<Entity>, { place, parent, ...row }: EntityRow): Entity {
  const data = em.getDriver().mapResult<Entity>(row as object as EntityDictionary<Entity>, em.getMetadata().get(entity));
  return em.getEntityFactory().create<Entity>(entity, data as EntityData<Entity>, { merge: true, refresh: true, convertCustomTypes: true });
}

/** `parent` and `place` are no columns of the entity: for whom it was found, and as which. */
export interface EntityRow extends Record<string, unknown> {
  id: number;
  parent?: number;
  place?: unknown;
}

/** A list as one parameter. */
export const list = (values: readonly (number | string | null)[], type: 'int' | 'bigint' | 'float8' | 'text' | 'timestamptz' | 'boolean'): Fragment =>
  sql`${arrayLiteral(values)}::text::${sql.raw(type)}[]`;
export const at = (moment: Instant): Fragment => sql`${formatInstant(moment)}::timestamptz`;
export const length = (duration: Duration): Fragment => sql`(${duration}::float8 * interval '1 microsecond')`;
/** An Instant column as the number that an Instant is. */
export const instantOf = (column: string): Fragment => sql.raw(micros(column));

/** All of them must hold; none: everything does. */
export const every = (conditions: readonly (Fragment | null | false | undefined)[]): Fragment => {
  const given = conditions.filter((condition): condition is Fragment => Boolean(condition));
  return given.length === 0 ? sql`true` : sql`(${sql.join(given, sql` and `)})`;
};
