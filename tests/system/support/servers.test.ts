import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { createDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { startMosquitto } from '../../support/mosquitto.js';
import { startPostgres } from '../../support/postgres.js';
import { startRedis } from '../../support/redis.js';
import { accepts } from '../../support/server.js';

const run = promisify(execFile);

test('a Postgres that crashed comes back with what was committed', async () => {
  await using postgres = await startPostgres({ durable: true });
  const psql = async (statement: string) => (await run(`${postgres.programs}/psql`, ['-Atqc', statement, postgres.url()])).stdout.trim();
  await psql('create table kept (value int); insert into kept values (42)');
  const before = postgres.pid;
  expect(await postgres.stop('SIGKILL')).toBe('SIGKILL');
  await expect(psql('select 1')).rejects.toThrow('psql');

  await postgres.start();
  expect(postgres.pid).not.toBe(before);
  expect(await psql('select value from kept')).toBe('42');
  expect(await psql('show fsync')).toBe('on');
});

test('each database has the tables and is its own', async () => {
  const [one, other] = [await createDatabase(), await createDatabase()];
  const psql = async (url: string, statement: string) => (await run('psql', ['-Atqc', statement, url])).stdout.trim();
  await psql(one, 'create table mine ()');
  expect(await psql(one, "select to_regclass('site'), to_regclass('mine')")).toBe('site|mine');
  expect(await psql(other, "select to_regclass('site'), to_regclass('mine')")).toBe('site|');
});

test('a server that was disposed of is gone', async () => {
  const servers = [await startRedis(), await startMosquitto({ lossFree: true })];
  for (const server of servers) {
    expect(await accepts(server.port)).toBe(true);
    await server[Symbol.asyncDispose]();
    expect(await accepts(server.port)).toBe(false);
  }
});

test('servers do not outlive the process that started them, not even when it is killed', async () => {
  const script = `
    const { startRedis } = await import(${JSON.stringify(new URL('../../support/redis.js', import.meta.url).href)});
    const redis = await startRedis();
    console.log(JSON.stringify({ pid: redis.pid, port: redis.port }));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const redis = JSON.parse(line) as { pid: number; port: number };
  expect(await accepts(redis.port)).toBe(true);
  child.kill('SIGKILL');
  await eventually(async () => !(await accepts(redis.port)));
  await eventually(() => !existsSync(`/proc/${redis.pid}`));
});
