import { shareDatabases } from './database.js';
import { startPostgres, type Postgres } from './postgres.js';

/** The server of the run: jest calls this once for each suite with a test in the run, and they share one. */
export const run: { postgres: Postgres | null } = { postgres: null };

export default async function setup(): Promise<void> {
  if (run.postgres) return;
  run.postgres = await startPostgres();
  await shareDatabases(run.postgres);
}
