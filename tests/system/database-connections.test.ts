import { expect, test } from '@jest/globals';
import { openDatabase, sql } from '../../src/database.js';
import { createDatabase } from '../support/database.js';
import { startProxy } from '../support/proxy.js';

test('connections that break as they are made cost the pool none of its places', async () => {
  const url = new URL(await createDatabase());
  let breaks = false;
  await using proxy = await startProxy({ to: Number(url.port), tap: () => ({ toServer: (chunk) => void (breaks && chunk.includes('set jit') && proxy.resetAll()), toClient: () => {} }) });
  url.port = String(proxy.port);
  const database = await openDatabase({ url: url.href, poolSize: 2 });
  const ask = async () => (await sql<{ one: number }>(database.em.fork(), 'select 1 as one')).rows[0]?.one;
  proxy.resetAll();
  breaks = true;
  let failures = 0;
  // The first may still find the connections of before.
  for (let times = 0; times < 5; times++) await ask().catch(() => (failures += 1));
  expect(failures).toBeGreaterThan(3);
  breaks = false;
  expect(await ask()).toBe(1);
  await database.close();
});

test('connections that break in a transaction, at its BEGIN or at its COMMIT, cost the pool none of its places', async () => {
  const url = new URL(await createDatabase());
  let breaksAt = 'nothing';
  await using proxy = await startProxy({ to: Number(url.port), tap: () => ({ toServer: (chunk) => void (chunk.includes(breaksAt) && proxy.resetAll()), toClient: () => {} }) });
  url.port = String(proxy.port);
  const database = await openDatabase({ url: url.href, poolSize: 2 });
  const ask = () => database.em.fork().transactional(async (em) => (await sql<{ two: number }>(em, 'select 2 as two')).rows[0]?.two);
  for (const moment of ['begin', 'select 2', 'commit']) {
    breaksAt = moment;
    for (let times = 0; times < 3; times++) await expect(ask()).rejects.toThrow(/Connection terminated|ECONNRESET/);
    breaksAt = 'nothing';
    expect(await ask()).toBe(2);
  }
  await database.close();
});
