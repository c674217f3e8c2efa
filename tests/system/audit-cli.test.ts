import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { makeDemoWorld } from '../../src/embedded/world.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { ROOT } from './compose-file.js';
import { trailOf } from './audit-fixture.js';

let url: string;
let database: Database;
beforeAll(async () => {
  url = await createDatabase();
  database = await openDatabase({ url }, createLog('silent'));
  await makeDemoWorld(database.em);
});
afterAll(async () => database.close());

/** The command as package.json names it. */
async function thermograph(options: string[], env: Record<string, string> = { DATABASE_URL: url }): Promise<{ code: number; out: string; error: string }> {
  const { bin } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { bin: { thermograph: string } };
  const ended = promisify(execFile)(process.execPath, [join(ROOT, bin.thermograph), ...options], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  return ended.then(({ stdout, stderr }) => ({ code: 0, out: stdout, error: stderr }), ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout, error: stderr }));
}

test('verify says that the chain is whole, and which hash to note', async () => {
  const { hash, seq } = (await trailOf(database.em.fork())).at(-1)!;

  expect(await thermograph(['verify', '--head', hash])).toEqual({ code: 0, out: `${seq} entries, each as it was made.\nhead ${hash}\n`, error: '' });
});

test('verify ends with 1 where the noted head is not, and names the first entry that is broken', async () => {
  const noted = '0123456789abcdef'.repeat(4);
  expect(await thermograph(['verify', '--head', noted])).toMatchObject({ code: 1, out: expect.stringMatching(`^No entry has the noted hash ${noted}`), error: '' });
  const em = database.em.fork();
  for (const statement of ['alter table audit_entry disable trigger audit_entry_stays', `update audit_entry set actor = 'eve' where seq = 6`]) await sql(em, statement);

  expect(await thermograph(['verify'])).toMatchObject({ code: 1, out: expect.stringMatching(/^Entry 6 is broken: its hash is not that of what it says\.\n5 entries from the first on/), error: '' });
});

test.each<[string, string[], Record<string, string>, RegExp]>([
  ['no command', [], {}, /^usage: thermograph verify/],
  ['a head that is no hash', ['verify', '--head', 'abc'], {}, /^usage: thermograph verify/],
  ['a folder without a database', ['verify'], { THERMOGRAPH_DATA: '/nonexistent' }, /^There is no database in \/nonexistent/],
  ['variables that are wrong', ['verify'], { DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must be/],
])('%s is told, and ends with 2', async (_, options, env, error) => {
  expect(await thermograph(options, env)).toEqual({ code: 2, out: '', error: expect.stringMatching(error) });
});

test('a database that knows nothing of a trail is left as it is', async () => {
  const empty = Object.assign(new URL(url), { pathname: '/postgres' }).href;

  expect(await thermograph(['verify'], { DATABASE_URL: empty })).toEqual({ code: 2, out: '', error: 'The database has no audit trail yet: the program makes it when it starts.\n' });
});
