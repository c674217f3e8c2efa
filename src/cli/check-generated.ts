import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { openDatabase } from '../database.js';
import { createLog } from '../log.js';
import { ACCESS_FILE, accessText } from './access-text.js';
import { SCHEMA_FILE, schemaText } from './schema-text.js';

/** Fails when schema.graphql or the table of docs/access.md is not what the code says, or when the entities say something that no migration makes. */
const complaints = [...(await staleSchema()), ...(await staleAccess()), ...(await pendingMigration())];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function staleSchema(): Promise<string[]> {
  const committed = await readFile(SCHEMA_FILE, 'utf8').catch(() => null);
  return committed === (await schemaText()) ? [] : [`${SCHEMA_FILE} is stale: run \`npm run codegen\` and commit what it writes.`];
}

async function staleAccess(): Promise<string[]> {
  const committed = await readFile(ACCESS_FILE, 'utf8');
  return committed === accessText(committed) ? [] : [`The table in ${ACCESS_FILE} is stale: run \`npm run codegen\` and commit what it writes.`];
}

async function pendingMigration(): Promise<string[]> {
  await using embedded = await PGlite.create({ extensions: { btree_gist } });
  const database = await openDatabase({ embedded }, createLog('silent'));
  const statements = await database.schema.getUpdateSchemaSQL({ wrap: false });
  await database.close();
  const pending = statements.split('\n').filter((line) => line.trim() !== '' && !isBeyondEntities(line));
  return pending.map((line) => `A migration is pending; the entities want: ${line}`);
}

/** The database holds more than entities can say: what would only take away checks, indexes, triggers, functions and views. */
function isBeyondEntities(statement: string): boolean {
  return /^(alter table "\w+" drop constraint (if exists )?"\w+"|drop (index|trigger|function|view) .*);$/.test(statement.trim());
}
