import type { Em } from '../../database.js';
import type { Viewer } from '../../domain/role.js';
import type { DomainEvent } from '../../events.js';
import type { UserError } from '../../schema/user-error.js';
import { freshContext, type Context } from '../context.js';
import { list, query, sql, type EntityRow } from '../statement.js';

type Unplaced<Event> = Event extends DomainEvent ? Omit<Event, 'position'> : never;
/** What is to be told once it is true. */
export type News = Unplaced<DomainEvent>;

export interface Transaction {
  em: Em;
  /** Remembers what to tell after COMMIT. */
  tell(news: News): void;
}

/** What a mutation wrote, as the row that it is now, or why it did not. */
export interface Written {
  row: EntityRow | null;
  userErrors: UserError[];
}

export const refused = (...userErrors: UserError[]): Written => ({ row: null, userErrors });

/**
 * Runs a mutation's work in one transaction. When the outcome refuses something, nothing of it stays. The bus is told only
 * after COMMIT; should that be lost, what was written down for subscribers is found in the log.
 * The reason stands in the audit trail, beside what was changed and by whom.
 * Entities are made of rows afterwards: the ORM would look at each of them again before COMMIT, for changes that it should write.
 */
export async function commit<Outcome extends { userErrors: UserError[] }>(context: Context, work: (transaction: Transaction) => Promise<Outcome>, reason?: string | null): Promise<Outcome> {
  const { em: root, bus, viewer } = freshContext(context);
  const news: News[] = [];
  let position = 0;
  try {
    const outcome = await root.transactional(async (em) => {
      await sign(em, viewer, reason ?? null);
      const result = await work({ em, tell: (each) => news.push(each) });
      if (result.userErrors.length > 0) throw new Refused(result);
      if (news.length > 0) position = await positionOf(em, news);
      return result;
    });
    if (news.length > 0) bus.publish(news.map((each) => ({ ...each, position }) as DomainEvent));
    return outcome;
  } catch (error) {
    if (error instanceof Refused) return error.outcome as Outcome;
    throw error;
  }
}

/** Takes the outcome out of the transaction, and the transaction back. */
class Refused extends Error {
  constructor(readonly outcome: unknown) {
    super('refused');
  }
}

/** Tells the database, which makes the audit trail, who acts in this transaction, and why. */
async function sign(em: Em, { name, role }: Viewer, reason: string | null): Promise<void> {
  await query(em, sql`select set_config('thermograph.actor', ${name}, true), set_config('thermograph.role', ${role}, true), set_config('thermograph.reason', ${reason ?? ''}, true)`);
}

/** The place in the order of commits; what is to be told of excursions is written down for it, as the ingest does. */
async function positionOf(em: Em, news: readonly News[]): Promise<number> {
  const changes = news.filter((each) => each.name === 'excursionChanged');
  const [row] = await query<{ position: string }>(em, sql`
    with noted as (
      insert into excursion_change (xid, place, at, excursion_id, sensor_id, change)
      select pg_current_xact_id()::text::bigint, place - 1, now(), excursion_id, sensor_id, change
      from unnest(${list(changes.map(({ excursionId }) => excursionId), 'int')}, ${list(changes.map(({ sensorId }) => sensorId), 'int')}, ${list(changes.map(({ change }) => change), 'text')})
        with ordinality as new (excursion_id, sensor_id, change, place)
      on conflict (xid, place) do update set at = excluded.at, excursion_id = excluded.excursion_id, sensor_id = excluded.sensor_id, change = excluded.change
    )
    select pg_current_xact_id()::text as position`);
  return Number(row!.position);
}
