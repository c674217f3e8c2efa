import type { Em } from '../../database.js';
import type { Viewer } from '../../domain/role.js';
import type { DomainEvent } from '../../events.js';
import type { UserError } from '../../schema/user-error.js';
import { freshContext, type Context } from '../context.js';
import { query, sql, type EntityRow } from '../statement.js';

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
 * Runs a mutation's work in one transaction. When the outcome refuses something, nothing of it stays. Only after COMMIT is
 * the bus told; should that be lost, nobody is worse off than a subscriber who was not there.
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
      if (news.length > 0) position = await positionOf(em);
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

async function positionOf(em: Em): Promise<number> {
  const [row] = await query<{ position: string }>(em, sql`select pg_current_xact_id()::text as position`);
  return Number(row!.position);
}
