import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { databaseOptions, openDatabase, sql } from '../../src/database.js';
import { isDigest, partsOf } from '../../src/domain/part.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import { createRoller } from '../../src/ingest/digests.js';
import { createLog } from '../../src/log.js';
import { toldBySensors } from '../../src/resolvers/read/told.js';
import { createDatabase } from '../support/database.js';
import { account, BOUNDS, isSame, START } from './digest-histories.js';

const BEFORE = 'Migration20261122000000';
// Three weeks, with a week in the middle of which there is nothing; the second sensor never said anything.
const READINGS = `
  insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
  select 1, timestamptz '2026-03-20T10:30:00Z' + n * interval '10 minutes', 4 + n % 3, 0, now(), 1 from generate_series(0, 3023) as n where n / 1008 <> 1`;

test('readings from before there were digests get them in steps, from where the last step ended', async () => {
  const url = await createDatabase();
  await makeOldDatabase(url);
  await using database = await openDatabase({ url }, createLog('silent'));
  const asked = [{ sensor: 1, from: START - 13 * 24 * HOUR + 7 * MINUTE, to: START + 20 * 24 * HOUR }];
  const speaks = async () => {
    const [heard] = await toldBySensors(database.em.fork(), asked, { bounds: BOUNDS });
    return { told: heard!.told, sums: account(partsOf(heard!.told, heard!.speech, asked[0]!, asked[0]!.to), asked[0]!) };
  };
  const raw = await speaks();
  expect(raw.told.some(isDigest)).toBe(false);
  // Each roller goes one step, as if the process ended behind it.
  let steps = 0;
  while (await createRoller(database)()) {
    steps += 1;
    if (steps % 10 === 0) expect(isSame((await speaks()).sums, raw.sums)).toBe(true);
  }
  expect(steps).toBeGreaterThan(30);
  const { rows } = await sql<{ hours: number; made: number; wanted: number }>(database.em.fork(), `
    select hours, count(*)::int as made, (select count(distinct date_trunc(case hours when 1 then 'hour' else 'day' end, measured_at, 'UTC'))::int - 1 from reading) as wanted
    from reading_digest group by hours order by hours`);
  expect(rows).toEqual([{ hours: 1, made: rows[0]!.wanted, wanted: rows[0]!.wanted }, { hours: 24, made: rows[1]!.wanted, wanted: rows[1]!.wanted }]);
  const digested = await speaks();
  expect([digested.told.filter(isDigest).length > 12, digested.told.length < 100, isSame(digested.sums, raw.sums)]).toEqual([true, true, true]);
  expect((await sql(database.em.fork(), 'select from digest_backlog union all select from digest_due')).rows).toEqual([]);
});

/** A database as the version before left it. */
async function makeOldDatabase(url: string): Promise<void> {
  const orm = await MikroORM.init(databaseOptions({ url }, createLog('silent')));
  try {
    for (const statement of ['drop schema public cascade', 'create schema public']) await sql(orm.em.fork(), statement);
    await orm.migrator.up({ to: BEFORE });
    const em = orm.em.fork();
    await sql(em, `select make_reading_partition(month) from unnest('{2026-03-01,2026-04-01}'::date[]) as month`);
    await sql(em, `insert into machine (code, name) values ('M', 'machine')`);
    await sql(em, `insert into sensor (key, channel, quantity, unit, machine_id) select 'M/' || n, n, 'TEMPERATURE', 'Cel', 1 from generate_series(1, 2) as n`);
    await sql(em, READINGS);
    await sql(em, `insert into sensor_state (sensor_id, runs, head_at) select id, '{}', (select max(measured_at) from reading where sensor_id = id) from sensor`);
  } finally {
    await orm.close();
  }
}
