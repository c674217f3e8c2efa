import { expect, test } from '@jest/globals';
import { createMask } from '../../src/api/errors.js';
import { openDatabase, sql } from '../../src/database.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';

const mask = createMask(createLog('silent'), { introspection: false });
const codeOf = (error: unknown) => mask({ message: 'anything' }, error).extensions?.['code'];

test('a statement that nobody waits for any more is given up, and so is waiting for a connection', async () => {
  const url = await createDatabase();
  await (await openDatabase({ url })).close();
  const database = await openDatabase({ url, poolSize: 2, giveUpAfterMs: 1_000 });
  try {
    const waiting = Array.from({ length: 3 }, () => sql(database.em.fork(), 'select pg_sleep(30)'));
    expect((await Promise.allSettled(waiting)).map((outcome) => outcome.status === 'rejected' && codeOf(outcome.reason))).toEqual(['TIMEOUT', 'TIMEOUT', 'TIMEOUT']);
    expect((await sql(database.em.fork(), 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await database.close();
  }
});

test('who says nothing waits for ever', async () => {
  const database = await openDatabase({ url: await createDatabase() });
  try {
    expect((await sql(database.em.fork(), 'show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
  } finally {
    await database.close();
  }
});
