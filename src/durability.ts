import { sql, type Database } from './database.js';
import type { Logger } from './log.js';

const SETTINGS: Record<string, string> = {
  fsync: 'what is committed may be gone after a power cut',
  full_page_writes: 'a page may be torn by a power cut',
  synchronous_commit: 'what is acknowledged may be gone after a crash of the database',
};

/** We acknowledge what Postgres says is committed. Where it is set to say so too early, that is said at every start. */
export async function warnOfLossySettings(database: Database, log: Logger): Promise<void> {
  const { rows } = await sql<{ name: string }>(database.em.fork(), `select name from pg_settings where name = any($1) and setting = 'off'`, [Object.keys(SETTINGS)]);
  for (const { name } of rows) log.warn({ setting: name }, `Postgres runs with ${name} off: ${SETTINGS[name]}`);
}
