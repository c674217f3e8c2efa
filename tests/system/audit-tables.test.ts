import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';

/** What is not audited, and why not: nobody changes it but the program, by what it hears and reckons; or it is the trail itself. */
const NOT_AUDITED = [
  'audit_entry', 'audit_pending', 'mikro_orm_migrations', 'catalog',
  'reading', 'position', 'sensor_state', 'calibration_watch', 'reading_digest', 'digest_due', 'digest_backlog', 'sensor_checkpoint',
  // An excursion's revisions are its trail; spans say which version judged what, and follow from rules and mounts.
  'excursion_revision', 'excursion_rule_span',
  // What waits to be told, how far telling has come, and each attempt: the notification itself is audited.
  'excursion_news', 'escalation', 'notification_attempt',
  // In which order subscribers are told.
  'commit_log', 'commit_log_state', 'excursion_change',
  // Who of the ingests lives.
  'ingest_session',
];

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() }, createLog('silent'));
});
afterAll(async () => database.close());

const read = async <Row>(text: string) => (await sql<Row>(database.em.fork(), text)).rows;

test('every table is audited, or it is said why not', async () => {
  const tables = await read<{ name: string; triggers: string[] }>(`
    select relname as name, array(select tgname::text from pg_trigger where tgrelid = pg_class.oid and tgname like 'audit\\_%' and tgenabled = 'A' order by tgname) as triggers
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`);
  const audited = tables.filter(({ name }) => !NOT_AUDITED.includes(name));

  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(NOT_AUDITED));
  expect(audited).toEqual(audited.map(({ name }) => ({ name, triggers: ['audit_delete', 'audit_insert', 'audit_truncate', 'audit_update'] })));
});

test('what is secret in an audited table is not told', async () => {
  const columns = await read<{ table: string; column: string; isUntold: boolean }>(`
    select relname as table, attname as column, pg_get_functiondef(tgfoid) like '%"' || attname || '":"(not told)"%' as "isUntold"
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_trigger on tgrelid = attrelid and tgname = 'audit_insert'
    where attnum > 0 and attname ~ 'hash|secret|password|token'`);

  expect(columns).toEqual(columns.map((column) => ({ ...column, isUntold: true })));
  expect(columns).toContainEqual({ table: 'api_key', column: 'hash', isUntold: true });
});

test('what writes the trail finds it in one place, and is lent to nobody', async () => {
  const functions = await read<{ name: string; isOwners: boolean; settings: string[]; isPublic: boolean }>(`
    select proname as name, prosecdef as "isOwners", proconfig as settings, has_function_privilege('public', pg_proc.oid, 'execute') as "isPublic" from pg_proc
    where pronamespace = 'public'::regnamespace and proname like 'audit\\_%' and prorettype = 'trigger'::regtype and proname <> 'audit_refuse'`);

  expect(functions).toEqual(functions.map((each) => ({ ...each, isOwners: true, settings: expect.arrayContaining(['search_path=public, pg_temp']), isPublic: false })));
  expect(functions.length).toBeGreaterThan(30);
});
