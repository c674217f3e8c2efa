import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectDatabase, openDatabase, sql, type Database, type Em } from '../../src/database.js';
import { AuditEntryEntity } from '../../src/entities/audit-entry.js';
import { SiteEntity } from '../../src/entities/site.js';
import { makeDemoWorld } from '../../src/embedded/world.js';
import { createLog } from '../../src/log.js';
import { verifyAuditTrail } from '../../src/resolvers/read/verify-audit-trail.js';
import { createDatabase, runOnDatabase } from '../support/database.js';
import { openFolder } from '../support/folder.js';
import { briefly, trailOf } from './audit-fixture.js';

const log = createLog('silent');
let url: string;
let database: Database;
/** The database of somebody who owns his tables, and has no other rights: as the program should. */
let owned: Database;
/** The same as `database`, to somebody who owns nothing of it and may change all records. */
let written: Database;

beforeAll(async () => {
  url = await createDatabase();
  database = await openDatabase({ url }, log);
  await makeDemoWorld(database.em);
  owned = await openDatabase({ url: await createOwned(url) }, log);
  await makeDemoWorld(owned.em);
  written = await connectDatabase({ url: await createWriter(url) }, log);
});
afterAll(async () => {
  await written.close();
  await owned.close();
  await database.close();
});

/** An empty database of a role that is no superuser. */
async function createOwned(admin: string): Promise<string> {
  const there = new URL(admin);
  const name = `owner_${there.pathname.slice(1)}`;
  await runOnDatabase('psql', admin, ['-qc', `create role ${name} login password '${there.password}'`, '-c', `create database ${name} owner ${name} template template0`]);
  return Object.assign(new URL(admin), { username: name, pathname: `/${name}` }).href;
}

async function createWriter(admin: string): Promise<string> {
  const there = new URL(admin);
  const name = `writer_${there.pathname.slice(1)}`;
  await runOnDatabase('psql', admin, [
    '-qc', `create role ${name} login password '${there.password}'`,
    '-c', `grant select, insert, update, delete, truncate on all tables in schema public to ${name}`, '-c', `grant usage on all sequences in schema public to ${name}`,
    '-c', `revoke insert, update, delete, truncate on audit_entry, audit_pending from ${name}`,
  ]);
  return Object.assign(new URL(admin), { username: name }).href;
}

const REFUSED = /is refused: the audit trail is made by the database, and only ever added to|permission denied for table audit_/;

describe.each([['a superuser', () => database], ['the owner of the tables', () => owned]])('to %s', (who, of) => {
  test.each<[string, (em: Em) => Promise<unknown>]>([
    ['UPDATE', (em) => sql(em, `update audit_entry set actor = 'eve'`)],
    ['UPDATE of no entry', (em) => sql(em, `update audit_entry set actor = 'eve' where false`)],
    ['DELETE', (em) => sql(em, 'delete from audit_entry where seq = 1')],
    ['TRUNCATE', (em) => sql(em, 'truncate audit_entry')],
    ['TRUNCATE of both tables', (em) => sql(em, 'truncate audit_entry, audit_pending cascade')],
    ['INSERT', (em) => sql(em, 'insert into audit_entry select * from audit_entry')],
    ['INSERT on conflict', (em) => sql(em, `insert into audit_entry select * from audit_entry on conflict (seq) do update set actor = 'eve'`)],
    ['MERGE', (em) => sql(em, 'merge into audit_entry using site on false when matched then delete when not matched then do nothing')],
    ['an entry that waits for COMMIT', (em) => sql(em, `insert into audit_pending (opens, actor, role, action, entity, entity_code) values (true, 'eve', 'ADMIN', 'CREATE', 'Sample', 'S')`)],
    ['taking back what waits for COMMIT', async (em) => {
      await sql(em, `update site set name = 'other'`);
      await sql(em, 'delete from audit_pending');
    }],
    ['UPDATE by the ORM', (em) => em.nativeUpdate(AuditEntryEntity, { seq: 1 }, { actor: 'eve' })],
    ['DELETE by the ORM', (em) => em.nativeDelete(AuditEntryEntity, { seq: 1 })],
    ['a changed entity', async (em) => {
      (await em.findOneOrFail(AuditEntryEntity, { seq: 1 })).actor = 'eve';
      await em.flush();
    }],
    ['a removed entity', async (em) => em.remove(await em.findOneOrFail(AuditEntryEntity, { seq: 1 })).flush()],
  ])('%s is refused', async (_, forge) => {
    const before = await trailOf(of().em.fork());

    await expect(of().em.fork().transactional(forge)).rejects.toThrow(REFUSED);

    expect(await trailOf(of().em.fork())).toEqual(before);
  });

  test('MERGE that finds something is refused', async () => {
    await expect(sql(of().em.fork(), `merge into audit_entry using site on seq = 1 when matched then update set actor = 'eve'`)).rejects.toThrow(REFUSED);
  });

  test(`also as a replica, which ${who === 'a superuser' ? 'skips other triggers' : 'he may not be'}, everything is refused or audited`, async () => {
    const seen = (await trailOf(of().em.fork())).length;
    const asReplica = (work: string) => of().em.fork().transactional(async (em) => {
      await sql(em, `set local session_replication_role = 'replica'`);
      await sql(em, work);
    });

    await expect(asReplica('delete from audit_entry')).rejects.toThrow(who === 'a superuser' ? REFUSED : /permission denied to set parameter/);
    if (who !== 'a superuser') return;
    await asReplica(`update site set name = 'as a replica'`);
    expect((await trailOf(of().em.fork(), seen)).map(briefly)).toEqual(['UPDATE Site DEMO']);
  });
});

test('the owner of the tables has no right to change or empty the trail, and could give it to himself', async () => {
  const { rows } = await sql(owned.em.fork(), `select privilege, has_table_privilege('audit_entry', privilege) as has from unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) as privilege`);

  expect(rows).toEqual(Object.entries({ SELECT: true, INSERT: true, UPDATE: false, DELETE: false, TRUNCATE: false }).map(([privilege, has]) => ({ privilege, has })));
});

const AS_TEMPORARY_TRIGGER = (body: string) => `
  create temp table bait (id int, code text) on commit drop;
  create function pg_temp.spring() returns trigger language plpgsql as $$ begin ${body}; return null; end $$;
  create trigger spring after insert on bait for each statement execute function pg_temp.spring();
  update site set name = 'unseen';
  insert into bait values (1, 'X')`;
const inTurn = (text: string) => async (em: Em) => {
  for (const statement of text.split(/;\n/)) await sql(em, statement);
};

test.each<[string, string, RegExp]>([
  ['INSERT', 'insert into audit_entry select * from audit_entry', /permission denied for table audit_entry/],
  ['taking back what waits for COMMIT', `update site set name = 'unseen';\ndelete from audit_pending`, /permission denied for table audit_pending/],
  ['the same from a trigger of his own', AS_TEMPORARY_TRIGGER('delete from audit_pending'), /permission denied for table audit_pending/],
  ['INSERT from a trigger of his own', AS_TEMPORARY_TRIGGER('insert into audit_entry select * from audit_entry'), /permission denied for table audit_entry/],
  ['making entries of a table of his own', 'create temp table bait (id int, code text) on commit drop;\ncreate trigger forge after insert on bait referencing new table as new_rows for each statement execute function audit_site()', /permission denied for function audit_site/],
  ['sealing by hand', 'create temp table bait (id int) on commit drop;\ncreate trigger forge after insert on bait for each row execute function audit_seal()', /permission denied for function audit_seal/],
  ['a trigger that is off', 'alter table site disable trigger audit_update', /must be owner of table site/],
  ['a session as a replica', `set local session_replication_role = 'replica'`, /permission denied to set parameter/],
])('to who owns nothing, %s is refused', async (_, forge, why) => {
  const before = await trailOf(written.em.fork());

  await expect(written.em.fork().transactional(inTurn(forge))).rejects.toThrow(why);

  expect(await trailOf(written.em.fork())).toEqual(before);
});

test.each([['a superuser', () => database], ['the owner of the tables', () => owned], ['who owns nothing', () => written]])('nothing that %s puts in front of the tables of the trail hides a change', async (who, of) => {
  const seen = (await trailOf(of().em.fork())).length;
  const mine = 'id bigserial, opens boolean, actor text, role text, action text, entity text, entity_code text, before text, after text, reason text';

  await of().em.fork().transactional(inTurn(`create temp table audit_pending (${mine}) on commit drop;\ncreate temp table audit_entry (seq bigint, hash text) on commit drop;\nupdate site set name = 'behind ${who}' where code = 'DEMO'`));

  expect((await trailOf(of().em.fork(), seen)).map(briefly)).toEqual(['UPDATE Site DEMO']);
});

test.each(['acknowledged', 'reset', 'investigated', 'assessed', 'closed'])('that somebody has %s an excursion cannot be said in the name of the program, which leaves no entry', async (word) => {
  const asAnna = (actor: string) => written.em.fork().transactional(inTurn(`select set_config('thermograph.actor', '${actor}', true);\nupdate excursion set ${word}_by = 'anna', ${word}_at = now()${word === 'assessed' ? `, assessed_cause = 'door'` : ''}`));
  await sql(database.em.fork(), `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, ended_at, unknown) select min(id), 'NO_DATA', 'WARNING', now(), now(), now(), '0' from sensor`);
  const seen = (await trailOf(written.em.fork())).length;

  await expect(asAnna('thermograph')).rejects.toThrow('what a person says of an excursion is said in his name');
  await expect(sql(database.em.fork(), `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, ended_at, unknown, ${word}_by, ${word}_at, assessed_cause) select min(id), 'NO_DATA', 'WARNING', now(), now(), now(), '0', 'anna', now(), ${word === 'assessed' ? `'door'` : 'null'} from sensor`)).rejects.toThrow('in his name');
  expect(await trailOf(written.em.fork(), seen)).toEqual([]);

  await asAnna('anna');
  expect((await trailOf(written.em.fork(), seen)).length).toBeGreaterThan(0);
});

test('an excursion that is deleted in the name of the program leaves an entry', async () => {
  const em = owned.em.fork();
  await sql(em, `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, unknown) select min(id), 'NO_DATA', 'WARNING', now(), now(), '0' from sensor`);
  const seen = (await trailOf(em)).length;

  await sql(em, 'delete from excursion');

  expect(await trailOf(owned.em.fork(), seen)).toMatchObject([{ actor: 'thermograph', action: 'DELETE', entity: 'Excursion' }]);
});

test('whoever comes past the program is told by his name in the database', async () => {
  const seen = (await trailOf(database.em.fork())).length;

  await runOnDatabase('psql', url, ['-qc', `update machine set status = 'ERROR' where code = 'CNC-001'`]);

  expect(await trailOf(database.em.fork(), seen)).toMatchObject([
    { actor: 'database user postgres', role: 'ADMIN', action: 'UPDATE', entity: 'Machine', entityCode: 'CNC-001', before: '{"status": "RUNNING"}', after: '{"status": "ERROR"}', reason: null },
  ]);
});

test('a table that is emptied leaves an entry for each row', async () => {
  const seen = (await trailOf(database.em.fork())).length;

  await sql(database.em.fork(), 'truncate excursion_rule_asset');

  const told = await trailOf(database.em.fork(), seen);
  expect(told.filter(({ entityCode }) => entityCode === 'MACHINE-HUMIDITY').map((entry) => [briefly(entry), (JSON.parse(entry.before!) as { machine: string }).machine])).toEqual(
    ['CNC-001', 'CNC-002', 'CNC-003'].map((machine) => ['DELETE ExcursionRuleAsset MACHINE-HUMIDITY', machine]),
  );
});

test('a row that gets another id is told whole, as it was and as it is', async () => {
  const seen = (await trailOf(database.em.fork())).length;
  await database.em.fork().transactional((em) => Promise.resolve(em.create(SiteEntity, { code: 'NEW', name: 'New', timeZone: 'UTC' })));

  await sql(database.em.fork(), `update site set id = 700 where code = 'NEW'`);

  const told = (await trailOf(database.em.fork(), seen)).map((entry) => [briefly(entry), entry.before, entry.after].map((each) => each?.replaceAll(/"id": \d\b/g, '"id": 1')));
  const row = (id: string) => `{"id": ${id}, "code": "NEW", "name": "New", "time_zone": "UTC"}`;
  expect(told).toEqual([['CREATE Site NEW', undefined, row('1')], ['UPDATE Site NEW', expect.stringContaining('"code": "NEW"'), expect.stringContaining('null')], ['UPDATE Site NEW', expect.stringContaining('null'), row('700')]]);
});

test('a dump that is restored has the same chain, which goes on', async () => {
  await using folder = await openFolder('dump');
  const file = join(folder.path, 'dump.sql');
  const copy = Object.assign(new URL(url), { pathname: `${new URL(url).pathname}_copy` }).href;
  await writeFile(file, await runOnDatabase('pg_dump', url, []));
  await runOnDatabase('psql', url, ['-qc', `create database ${new URL(copy).pathname.slice(1)} template template0`]);
  await runOnDatabase('psql', copy, ['-q', '-v', 'ON_ERROR_STOP=1', '-f', file]);
  const restored = await openDatabase({ url: copy }, log);
  const before = await trailOf(restored.em.fork());

  await sql(restored.em.fork(), `update site set name = 'restored' where code = 'DEMO'`);

  expect(before).toEqual(await trailOf(database.em.fork()));
  expect(await verifyAuditTrail(restored.em.fork(), { noted: before.at(-1)!.hash })).toMatchObject({ ok: true, entries: before.length + 1 });
  await restored.close();
});

test('nothing of all this has broken the chain', async () => {
  expect(await verifyAuditTrail(database.em.fork())).toMatchObject({ ok: true });
  expect(await verifyAuditTrail(owned.em.fork())).toMatchObject({ ok: true });
});
