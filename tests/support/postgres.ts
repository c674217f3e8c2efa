import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accountOf } from './account.js';
import { openFolder } from './folder.js';
import { freePort } from './port.js';
import { openServer, type Server } from './server.js';

export interface Postgres extends Server {
  readonly port: number;
  readonly password: string;
  /** The folder of initdb, createdb and psql of the same version. */
  readonly programs: string;
  /** The URL of a database of it; of the one that is there from the start, and empty, when none is named. */
  url(database?: string): string;
}

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/**
 * A Postgres server of the test's own on a free port of the loopback interface. `stop()` ends its connections and closes
 * in order, `stop('SIGQUIT')` at once, `stop('SIGKILL')` is a crash; `start()` brings the same data back. Unless it is
 * `durable` it does not wait for the disk: nothing is lost when it crashes, only if the whole machine did.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const programs = findPrograms();
  const program = (name: string) => join(programs, name);
  const account = accountOf('postgres');
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const folder = await openFolder('postgres', { account, signal: 'SIGQUIT' });
  const data = join(folder.path, 'data');
  const passwordFile = join(folder.path, 'password');
  await writeFile(passwordFile, password);
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale', 'C', '--no-sync'];
  await run(program('initdb'), initdb, { cwd: folder.path, ...account });
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder.path}`, 'track_commit_timestamp=on', ...(durable ? [] : ['fsync=off', 'full_page_writes=off'])];
  const server = await openServer({
    name: 'postgres',
    folder,
    account,
    command: [program('postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    stopSignal: 'SIGINT',
    ready: () => run(program('pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).then(() => true),
  });
  return Object.assign(server, { port, password, programs, url: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}` });
}

/** Debian keeps the programs of each version in a folder off the PATH; elsewhere they are on it. */
function findPrograms(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (!found) throw new Error('PostgreSQL cannot be found: install the package postgresql, or run npm test, which does');
  return found;
}
