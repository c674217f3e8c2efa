import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { openDatabase } from '../../src/database.js';
import { createLog } from '../../src/log.js';
import type { Postgres } from './postgres.js';

const run = promisify(execFile);
// How the process that runs jest hands its server on to those that run the test files.
const SHARED = 'THERMOGRAPH_TEST_POSTGRES';
const TEMPLATE = 'migrated';

interface Shared {
  programs: string;
  port: number;
  password: string;
  url: string;
}

/** A database of this test file's own, with all migrations applied, on the server of the run. Returns its DATABASE_URL. */
export async function createDatabase(): Promise<string> {
  const text = process.env[SHARED];
  if (!text) throw new Error('no Postgres was started for this run: createDatabase is for the system tests and the fault trials');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const shared = JSON.parse(text) as Shared;
  await createFrom(TEMPLATE, name, shared);
  return shared.url.replace(TEMPLATE, name);
}

/** Makes the database that those of the test files are copied from, and tells their processes where. */
export async function shareDatabases(postgres: Postgres): Promise<void> {
  const shared: Shared = { programs: postgres.programs, port: postgres.port, password: postgres.password, url: postgres.url(TEMPLATE) };
  await createFrom('template0', TEMPLATE, shared);
  await (await openDatabase({ url: shared.url }, createLog('silent'))).close();
  process.env[SHARED] = JSON.stringify(shared);
}

/** What one of Postgres' own programs (psql, pg_dump) says of a database of the run, or is told by its input. */
export async function runOnDatabase(program: 'psql' | 'pg_dump', url: string, options: string[]): Promise<string> {
  const { programs } = JSON.parse(process.env[SHARED]!) as Shared;
  return (await run(`${programs}/${program}`, [...options, '-d', url], { maxBuffer: 64 * 1024 * 1024 })).stdout;
}

async function createFrom(template: string, name: string, { programs, port, password }: Shared): Promise<void> {
  const env = { ...process.env, PGPASSWORD: password };
  await run(`${programs}/createdb`, ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-T', template, name], { env });
}
