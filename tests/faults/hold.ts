import { sql, type Database } from '../../src/database.js';
import { eventually } from '../support/eventually.js';

/** While it is held nobody else gets at the table. */
export interface Hold extends AsyncDisposable {
  /** Resolves when somebody waits for it: with his transaction begun, and his COMMIT held. */
  awaited(): Promise<unknown>;
  release(): Promise<void>;
}

export async function holdTable(database: Database, table: string): Promise<Hold> {
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = database.em.fork().transactional(async (em) => {
    await sql(em, `lock table ${table} in access exclusive mode`);
    held.resolve();
    await released.promise;
  });
  await Promise.race([held.promise, holding]);
  const release = async () => {
    released.resolve();
    await holding;
  };
  return {
    awaited: () => eventually(async () => (await sql(database.em.fork(), 'select from pg_locks where not granted and relation = $1::text::regclass', [table])).rows.length > 0),
    release,
    [Symbol.asyncDispose]: release,
  };
}
