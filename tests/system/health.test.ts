import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { createHealth, type HealthParts } from '../../src/health.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startProxy, type Proxy } from '../support/proxy.js';

let proxy: Proxy;
let database: Database;
beforeAll(async () => {
  const url = new URL(await createDatabase());
  proxy = await startProxy({ to: Number(url.port) });
  url.port = String(proxy.port);
  database = await openDatabase({ url: url.href });
});
afterAll(async () => {
  await database.close();
  await proxy[Symbol.asyncDispose]();
});

const bus = (connected: boolean) => ({ connected }) as HealthParts['bus'];
const healthWith = (parts: Partial<HealthParts> = {}) => createHealth({ database, bus: bus(true), consumer: null, role: 'api', ...parts });

describe('a process', () => {
  test('with a database that answers is ready', async () => {
    expect(await healthWith().ready()).toEqual({ ready: true, checks: { database: { status: 'OK' } } });
  });

  test('that drains is not ready, though everything is well', async () => {
    const health = healthWith();
    health.drain();
    expect(await health.ready()).toMatchObject({ ready: false, checks: { database: { status: 'OK' }, draining: { status: 'FAILED' } } });
  });

  test('without Redis is ready, and says what is missing', async () => {
    expect(await healthWith({ bus: bus(false) }).ready()).toMatchObject({ ready: true, checks: { bus: { status: 'DEGRADED' } } });
  });

  test.each([['all', true], ['ingest', false]] as const)('of the role %s is ready without its broker: %s', async (role, ready) => {
    expect(await healthWith({ role, consumer: { connected: false } }).ready()).toMatchObject({ ready, checks: { consumer: { detail: 'not connected to the MQTT broker' } } });
    expect(await healthWith({ role, consumer: { connected: true } }).ready()).toEqual({ ready: true, checks: { database: { status: 'OK' } } });
  });

  test('whose database hangs says so within a second and a half, asks it once for all who ask, and is ready when it answers', async () => {
    const health = healthWith();
    proxy.pause();
    const startedAt = performance.now();
    const before = proxy.accepted;
    const answers = await Promise.all(Array.from({ length: 20 }, () => health.ready()));
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    for (const answer of answers) expect(answer).toEqual({ ready: false, checks: { database: { status: 'FAILED', detail: 'no answer within 1000 ms' } } });
    expect(proxy.accepted - before).toBeLessThanOrEqual(1);
    proxy.resume();
    await eventually(async () => (await health.ready()).ready);
  });

  test('whose database is gone says so without its address, and is ready when it is back', async () => {
    const health = healthWith();
    await proxy.down();
    await eventually(async () => /^no answer \(\w+\)$/.test((await health.ready()).checks['database']?.detail ?? ''));
    expect((await health.ready()).ready).toBe(false);
    await proxy.up();
    await eventually(async () => (await health.ready()).ready);
  });

  test('whose tables are older than the program is not ready', async () => {
    const em = database.em.fork();
    const { rows } = await sql<{ name: string }>(em, 'delete from mikro_orm_migrations returning name');
    expect(await healthWith().ready()).toEqual({ ready: false, checks: { database: { status: 'FAILED', detail: 'migrations are pending' } } });
    for (const { name } of rows) await sql(em, 'insert into mikro_orm_migrations (name) values ($1)', [name]);
    expect(rows).not.toHaveLength(0);
    expect((await healthWith().ready()).ready).toBe(true);
  });
});
