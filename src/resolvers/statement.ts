import { sql, type RawBuilder } from 'kysely';
import type { EntityName } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { prepare } from '../connections.js';
import { arrayLiteral, micros, type Em } from '../database.js';
import { formatInstant, type Duration, type Instant } from '../domain/time.js';
import { badInput } from '../schema/bad-input.js';
import { inTurn } from './turns.js';

// Statements are written as sql`...`, where every ${value} becomes a parameter and every ${fragment} is put in place.
export { sql };
export type Fragment = RawBuilder<unknown>;

/** Runs one statement: inside the transaction of the EntityManager if it has one, otherwise when it is its caller's turn. Which may be prepared: see connections.ts. */
export async function query<Row>(em: Em, statement: RawBuilder<Row>, { isPrepared = false } = {}): Promise<Row[]> {
  const client = (em as SqlEntityManager).getKysely();
  const compiled = statement.compile(client);
  if (isPrepared) prepare(compiled.sql);
  if (compiled.parameters.some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw badInput('Text must not contain the character U+0000.');
  }
  const { rows } = await inTurn(em, () => client.executeQuery<Row>(compiled));
  return rows;
}

/**
 * The entity that a row holds, whatever else the statement selected: what `em.find` gives, but of no EntityManager, because
 * an answer only reads it, and being tracked costs more than being fetched. Of what it refers to there is the id.
 */
export function entityOf<Entity extends object>(em: Em, entity: EntityName<Entity>, row: EntityRow): Entity {
  const made: Record<string, unknown> = {};
  for (const { property, column, read } of columns(em, entity)) {
    const value = row[column];
    made[property] = value === null ? null : read(value);
  }
  return made as Entity;
}

/** The same of a row that was selected by `columnsOf`, and becomes the entity itself: lists have thousands. */
export function becomeEntity<Entity extends object>(em: Em, entity: EntityName<Entity>, row: EntityRow): Entity {
  for (const { property, read } of columns(em, entity)) {
    const value = row[property];
    if (read !== asIs && value !== null && value !== undefined) row[property] = read(value);
  }
  return row as object as Entity;
}

/** The columns of an entity as its properties, apart from those that it says no answer shows (`lazy`), and those that this one does not. */
export const columnsOf = <Entity extends object>(em: Em, entity: EntityName<Entity>, table: string, hidden: readonly string[] = []): Fragment =>
  sql.raw(columns(em, entity).filter(({ property }) => !hidden.includes(property)).map(({ property, column }) => `${table}.${column} as "${property}"`).join(', '));

interface Column {
  property: string;
  column: string;
  read: (value: unknown) => unknown;
}

const asIs = (value: unknown): unknown => value;

const columnsKnown = new WeakMap<object, readonly Column[]>();

function columns<Entity extends object>(em: Em, entity: EntityName<Entity>): readonly Column[] {
  const meta = em.getMetadata().get(entity);
  const known = columnsKnown.get(meta);
  if (known) return known;
  const platform = em.getDriver().getPlatform();
  const found = meta.props.filter(({ fieldNames, lazy }) => fieldNames?.length === 1 && !lazy).map(({ name, fieldNames, targetMeta, customType }): Column => {
    const read = targetMeta ? (id: unknown) => ({ id }) : customType ? (value: unknown) => customType.convertToJSValue(value, platform) : asIs;
    return { property: name, column: fieldNames[0]!, read };
  });
  columnsKnown.set(meta, found);
  return found;
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

export const ALWAYS: Fragment = sql`true`;

/** All of them must hold; none: everything does. */
export const every = (conditions: readonly (Fragment | null | false | undefined)[]): Fragment => {
  const given = conditions.filter((condition): condition is Fragment => Boolean(condition));
  return given.length === 0 ? ALWAYS : sql`(${sql.join(given, sql` and `)})`;
};
