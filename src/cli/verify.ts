import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { connectDatabase } from '../database.js';
import { openEmbeddedPostgres } from '../embedded/database.js';
import { codeOf } from '../error-code.js';
import { createLog } from '../log.js';
import { verifyAuditTrail } from '../resolvers/read/verify-audit-trail.js';

const UNDEFINED_TABLE = '42P01';

/** Says on a terminal how far it is, and in the end what it found; gives the exit code. Changes nothing, not even tables that are older than the program. */
export async function runVerify({ databaseUrl, dataDirectory }: Pick<Config, 'databaseUrl' | 'dataDirectory'>, noted: string | null): Promise<number> {
  if (databaseUrl === null && !existsSync(join(dataDirectory, 'postgres'))) return complain(`There is no database in ${dataDirectory}: set DATABASE_URL or THERMOGRAPH_DATA.`);
  const log = createLog('silent');
  await using postgres = databaseUrl === null ? await openEmbeddedPostgres(dataDirectory, log) : null;
  await using database = await connectDatabase(postgres ? { embedded: postgres } : { url: databaseUrl! }, log);
  try {
    const { ok, entries, problem, head } = await verifyAuditTrail(database.em.fork(), { noted, onProgress: showProgress() });
    process.stdout.write(ok ? `${entries} entries, each as it was made.\nhead ${head}\n` : `${problem}\n${entries} entries from the first on are as they were made.\nhead ${head}\n`);
    return ok ? 0 : 1;
  } catch (error) {
    if (codeOf(error) !== UNDEFINED_TABLE) throw error;
    return complain('The database has no audit trail yet: the program makes it when it starts.');
  }
}

function complain(why: string): number {
  process.stderr.write(`${why}\n`);
  return 2;
}

/** Over the same line again and again; where nobody looks, not at all. */
function showProgress(): ((entries: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (entries) => process.stderr.write(`\r${entries.toLocaleString('en')} entries\r`);
}
