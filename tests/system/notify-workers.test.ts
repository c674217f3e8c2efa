import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { sql } from '../../src/database.js';
import { HOUR, MINUTE, now, SECOND } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { LEASE, lease } from '../../src/notify/lease.js';
import { startNotifier } from '../../src/notify/notifier.js';
import { eventually } from '../support/eventually.js';
import { startMailServer } from '../support/mail-server.js';
import { leaks, type Needle } from './leaks.js';
import { DefineChannel, Resend } from './notify-documents.js';
import { openTelling, type Telling } from './notify-fixture.js';

const PASSWORD = 'correct-horse-battery-staple';
const mail = { url: `smtp://thermograph:${PASSWORD}@127.0.0.1:9`, from: 'thermograph@lab.example.org' };
let telling: Telling;
let sensors: number[];
beforeAll(async () => {
  telling = await openTelling({ sendsMail: true });
  const { rows } = await sql<{ id: number }>(telling.world.database.em.fork(), `
    with tower as (insert into machine (code, name) values ('TOWER', 'Freezer tower') returning id)
    insert into sensor (key, channel, quantity, unit, machine_id) select 'TOWER/' || n, n, 'TEMPERATURE', 'Cel', tower.id from tower, generate_series(1, 40) as n returning id`);
  sensors = rows.map(({ id }) => id);
});
afterAll(async () => telling[Symbol.asyncDispose]());
beforeEach(async () => {
  await telling.forget();
  await sql(telling.world.database.em.fork(), 'truncate excursion, excursion_news cascade');
  await telling.channel({ code: 'DUTY' });
  await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
});

const fall = (count: number) =>
  sql(telling.world.database.em.fork(), `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, unknown)
    select id, 'NO_DATA', 'WARNING', now(), now(), '0' from unnest($1::int[]) as silent (id) order by id`, [sensors.slice(0, count)]);
const change = (what: string) =>
  telling.world.database.em.fork().transactional(async (em) => {
    await sql(em, `select set_config('thermograph.actor', 'Ada', true)`);
    await sql(em, `update excursion set ${what}`);
  });

test('several processes share the work: each message goes out once, and those of one excursion in order', async () => {
  const others = Array.from({ length: 4 }, () => startNotifier({ database: telling.world.database, log: createLog('error'), mail: null, reachable: [], every: 5 }));
  await fall(40);
  await change(`severity = 'CRITICAL'`);
  await change(`acknowledged_by = 'Ada', acknowledged_at = now(), status = 'ACKNOWLEDGED'`);
  await change('ended_at = now()');
  await eventually(() => telling.receiver.received.length >= 160, { within: 30_000 });
  for (const other of others) await other[Symbol.asyncDispose]();

  const { received } = telling.receiver;
  expect(new Set(received.map(({ id }) => id)).size).toBe(160);
  expect(received).toHaveLength(160);
  const stories = Map.groupBy(received, ({ body }) => body.data.excursion.id);
  expect(new Set([...stories.values()].map((story) => story.map(({ body }) => body.type.split('.')[1]).join(' ')))).toEqual(new Set(['opened updated acknowledged closed']));
  expect(new Set((await telling.notifications()).map(({ status, attempts }) => `${status} ${attempts.length}`))).toEqual(new Set(['SENT 1']));
});

test('what a process had taken when it died is sent by another one, as the same message, and not before it may be taken for dead', async () => {
  await fall(1);
  await telling.notifier.plan();
  expect(await lease(telling.world.database.em.fork(), { now: now(), room: 10 })).toHaveLength(1);
  telling.ahead = LEASE - 30 * SECOND;
  await telling.settle();
  expect(telling.receiver.received).toEqual([]);
  telling.ahead = LEASE + SECOND;
  await telling.settle();
  expect(telling.receiver.received).toHaveLength(1);
  expect((await telling.notifications())[0]).toMatchObject({ status: 'SENT', messageId: telling.receiver.received[0]!.id, attempts: [{ number: 1 }] });
});

test('a receiver that hangs keeps nobody else waiting', async () => {
  await telling.channel({ code: 'OTHER', url: `${telling.receiver.url}/other` });
  await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY', 'OTHER'] }] });
  const hanging: { end(): void }[] = [];
  telling.receiver.answerBy((response, { path }) => {
    if (path.endsWith('other')) response.writeHead(204).end();
    else hanging.push({ end: () => void response.writeHead(204).end() });
  });
  await fall(20);
  await telling.notifier.plan();
  await eventually(async () => {
    await telling.notifier.begin();
    return telling.receiver.received.length >= 20;
  });
  expect(telling.receiver.received.map(({ path }) => path)).toEqual(Array.from({ length: 20 }, () => '/hook/other'));
  expect(hanging).toHaveLength(4);
  telling.receiver.reset();
  hanging.forEach(({ end }) => end());
  await telling.settle();
});

test('no secret stands in a log, an error, an answer, or a table but the one that is there for it', async () => {
  const token = 'services/T0000/B0000/abcdefghijklmnopqrstuvwx';
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const answers: string[] = [];
  const ask = async (query: string) => void answers.push(JSON.stringify(await telling.world.post(query)));
  const secret = await telling.channel({ code: 'DUTY', newSecret: true, url: `${telling.receiver.url}/${token}` });
  const { defineNotificationChannel } = await telling.world.ask(DefineChannel, { input: { code: 'NOWHERE', url: `http://169.254.169.254/${token}` } });
  await telling.channel({ code: 'REFUSED', url: `http://127.0.0.1:9/${token}` });
  await telling.channel({ code: 'MAIL', addresses: ['night@lab.example.org'] });
  await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY', 'NOWHERE', 'REFUSED', 'MAIL'] }] });
  const notifier = telling.anotherNotifier({ log, mail });
  telling.receiver.answerBy((response, { path, headers }) => void response.writeHead(500).end(`${path} ${headers['webhook-signature']}`));
  await fall(2);
  await telling.settle(notifier);
  telling.ahead = 25 * HOUR;
  await telling.settle(notifier);
  await ask('{ notificationChannels(includeRetired: true) { code kind recipients version definedBy } escalationPolicies { code steps { channels { code recipients } } } }');
  await ask('{ notifications { nodes { id status channel { recipients } attempts { error statusCode } } } excursions { nodes { notifications { nodes { attempts { error } } } } } }');
  for (const url of [`ftp://x/${token}`, `https://u:${PASSWORD}@lab.example.org/${token}`, `no url ${token}`]) await ask(`mutation { defineNotificationChannel(input: { code: "BAD", url: "${url}" }) { userErrors { message } } }`);
  const [dead] = await telling.notifications();
  answers.push(JSON.stringify(await telling.world.ask(Resend, { input: { notification: dead!.id } })));
  const { rows: tables } = await sql<{ name: string }>(telling.world.database.em.fork(), `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'notification_endpoint'`);
  const dumps = await Promise.all(tables.map(async ({ name }) => (await sql<{ row: string }>(telling.world.database.em.fork(), `select t::text as row from ${name} t`)).rows.map(({ row }) => row)));

  const needles: Needle[] = [
    { name: 'a secret', value: secret!.replace('whsec_', '') }, { name: 'another secret', value: defineNotificationChannel.secret!.replace('whsec_', '') },
    { name: 'the rest of a URL', value: token }, { name: 'the password of the mail server', value: PASSWORD },
  ];
  expect(leaks(needles, { log: lines, answers, database: dumps.flat() })).toEqual([]);
  const errors = (await telling.notifications()).map(({ channel, attempts }) => `${channel!.code}: ${attempts[0]!.error}`);
  expect([...new Set(errors)].toSorted()).toEqual([
    'DUTY: the answer was 500', expect.stringMatching(/^MAIL: the mail server was not reached \(E\w+\)$/), 'NOWHERE: its address is not to be reached', 'REFUSED: the connection failed (ECONNREFUSED)',
  ]);
  expect(lines.join()).toContain('a notification did not get through');
  expect(answers.join()).toContain('http://127.0.0.1:9');
});

test('whoever hands in mail says what it is for', async () => {
  await using server = await startMailServer({ user: 'thermograph', password: PASSWORD });
  await telling.channel({ code: 'MAIL', addresses: ['night@lab.example.org'] });
  await telling.policy({ code: 'ALL', steps: [{ channels: ['MAIL'] }] });
  const notifier = telling.anotherNotifier({ mail: { ...mail, url: server.url } });
  await fall(1);
  telling.ahead = MINUTE;
  await telling.settle(notifier);
  expect(server.received[0]!.headers['subject']).toBe('[WARNING] Freezer tower (TOWER): no temperature is received');
});
