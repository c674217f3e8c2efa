import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { openDatabase, sql } from '../../src/database.js';
import { createLog } from '../../src/log.js';
import { hearingOf } from '../../src/resolvers/live/hearing.js';
import { createDatabase } from '../support/database.js';
import { startProxy } from '../support/proxy.js';

test('what is asked of the surroundings of a sensor while the database is away is answered when it is back', async () => {
  const url = new URL(await createDatabase());
  await using line = await startProxy({ to: Number(url.port) });
  const database = await openDatabase({ url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(line.port) }).href }, createLog('silent'));
  const [{ id }] = (await sql<{ id: number }>(database.em.fork(), `
    with machine as (insert into machine (code, name) values ('M', 'mill') returning id)
    insert into sensor (key, channel, quantity, unit, machine_id) select 'M/t', 't', 'TEMPERATURE', 'Cel', machine.id from machine returning id`)).rows as [{ id: number }];
  const hearing = hearingOf(database);
  const stop = hearing.listenFor([1]);

  await line.down();
  const names = hearing.namesOf({ sensorId: id });
  await expect(sql(database.em.fork(), 'select 1')).rejects.toThrow(/ECONN|terminated/);
  await line.up();

  expect(await names).toEqual([`x${id}`, `m1`]);
  stop();
  await database.close();
});
