import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { MINUTE, now } from '../../src/domain/time.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import { Acknowledge, DefineChannel } from './notify-documents.js';
import { openTelling, type Telling } from './notify-fixture.js';

const PASSWORD = 'correct-horse-battery-staple';
const FROM = 'Thermograph <thermograph@lab.example.org>';
let server: MailServer;
let telling: Telling;
beforeAll(async () => {
  server = await startMailServer({ user: 'thermograph', password: PASSWORD });
  telling = await openTelling({ mail: { url: server.url, from: FROM } });
});
afterAll(async () => {
  await telling[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await telling.forget();
  server.received.length = 0;
});

const errors = async () => (await telling.notifications()).map(({ status, attempts }) => [status, attempts.at(-1)?.statusCode, attempts.at(-1)?.error]);

describe('a mail', () => {
  test('says in plain words what, where, since when, which limit and which peak, in the time of the site, and is one thread for one excursion', async () => {
    await telling.channel({ code: 'DUTY', addresses: ['night@lab.example.org', 'day@lab.example.org'] });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    const freezer = await telling.freezer('FRZ-1');
    await freezer.measures([0, -70], [10, -50.5]);
    await telling.settle();
    const [id] = await freezer.excursions();
    await telling.world.ask(Acknowledge, { input: { excursion: id!, comment: 'The door was öpen' } });
    await freezer.measures([20, -41.25], [25, -70]);
    await telling.settle();
    const [opened, acknowledged, closed] = server.received;
    expect(server.received.map(({ to, headers }) => ({ to, subject: headers['subject'] }))).toEqual([
      { to: ['night@lab.example.org', 'day@lab.example.org'], subject: expect.stringContaining('CRITICAL') },
      { to: ['night@lab.example.org', 'day@lab.example.org'], subject: expect.any(String) },
      { to: ['night@lab.example.org', 'day@lab.example.org'], subject: expect.any(String) },
    ]);
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Europe/Berlin, \+0[12]:00\)`;
    expect(opened!.text).toMatch(new RegExp(String.raw`^Freezer FRZ-1 \(FRZ-1\): temperature above -60 °C

Where:        Freezer FRZ-1 \(FRZ-1\), Laboratory \(LAB\)
Sensor:       FRZ-1/temperature
Severity:     CRITICAL
Since:        ${time}
Limit:        -60 °C
Peak:         -50.5 °C
Rule:         TOO-WARM-FRZ-1, version 1
Excursion:    ${id}
$`));
    expect(acknowledged!.text).toMatch(new RegExp(`^.*, acknowledged by local\n[^]*Acknowledged: ${time} by local\nComment:      The door was öpen\n`));
    expect(closed!.text).toMatch(new RegExp(`^.*, over\n[^]*Until:        ${time}\n[^]*Peak:         -41.25 °C\n`));
    const [first] = await telling.notifications();
    expect(opened!.headers).toMatchObject({ from: FROM, 'message-id': `<${first!.messageId}@thermograph>`, references: `<excursion-${id}@thermograph>`, 'auto-submitted': 'auto-generated' });
    expect(closed!.headers['references']).toBe(opened!.headers['references']);
  });

  test('about what has become worse says so', async () => {
    await telling.channel({ code: 'DUTY', addresses: ['night@lab.example.org'] });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    const freezer = await telling.freezer('FRZ-7', { severity: 'WARNING' });
    await freezer.measures([0, -50]);
    for (const change of [`severity = 'CRITICAL'`, `kind = 'CALIBRATION_DUE', rule_id = null, peak = null, limit_value = null, severity = 'INFO'`, `severity = 'WARNING'`]) {
      await telling.settle();
      await sql(telling.world.database.em.fork(), `update excursion set ${change} where sensor_id = $1`, [freezer.sensorId]);
    }
    await telling.settle();
    const freezer7 = 'Freezer FRZ-7 (FRZ-7): ';
    expect(server.received.map(({ text }) => text.split('\n')[0])).toEqual([
      `${freezer7}temperature above -60 °C`, `${freezer7}temperature above -60 °C, worse than before`,
      `${freezer7}calibration of temperature due within 90 days, known better now`, `${freezer7}calibration of temperature due within 30 days by now`,
    ]);
  });

  test('that goes to some and is refused for others is sent, and says for whom it was refused', async () => {
    server.refuse('gone@lab.example.org', 550);
    await telling.channel({ code: 'DUTY', addresses: ['night@lab.example.org', 'gone@lab.example.org'] });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await (await telling.freezer('FRZ-2')).measures([0, -50]);
    await telling.settle();
    expect(server.received.map(({ to }) => to)).toEqual([['night@lab.example.org']]);
    expect(await errors()).toEqual([['SENT', null, 'refused for gone@lab.example.org']]);
  });

  test('that nobody takes is tried again, and its record says which answer there was', async () => {
    server.refuse('gone@lab.example.org', 450);
    await telling.channel({ code: 'DUTY', addresses: ['gone@lab.example.org'] });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await (await telling.freezer('FRZ-3')).measures([0, -50]);
    await telling.settle();
    expect(await errors()).toEqual([['PENDING', 450, 'the mail server answered 450 (EENVELOPE)']]);
  });

  test('that is a digest lists what has happened', async () => {
    await telling.channel({ code: 'DUTY', addresses: ['night@lab.example.org'], digestAfter: 1 });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    for (const code of ['FRZ-4', 'FRZ-5']) await (await telling.freezer(code, { severity: 'WARNING' })).measures([0, -50]);
    await telling.settle();
    expect(server.received.map(({ headers }) => headers['subject'])).toEqual(['[DIGEST] 2 messages about 2 excursions']);
    expect(server.received[0]!.text).toMatch(/\[WARNING\] Freezer FRZ-4 \(FRZ-4\): temperature above -60 °C\n {4}since .* \(Europe\/Berlin, .*\), excursion \d+\n\[WARNING\] Freezer FRZ-5/);
  });

  test('is handed in again when the server is back', async () => {
    await telling.channel({ code: 'DUTY', addresses: ['night@lab.example.org'] });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    const freezer = await telling.freezer('FRZ-6');
    const stranger = telling.anotherNotifier({ mail: { url: server.url.replace(PASSWORD, 'wrong-horse-battery-staple'), from: FROM }, now: async () => now() });
    const lost = telling.anotherNotifier({ mail: { url: 'smtp://127.0.0.1:9', from: FROM }, now: async () => now() + MINUTE });
    await freezer.measures([0, -50]);
    await telling.settle(stranger);
    // What the server said of it quoted the password.
    expect(await errors()).toEqual([['PENDING', 535, 'the mail server answered 535 (EAUTH)']]);
    await telling.settle(lost);
    expect(await errors()).toEqual([['PENDING', null, expect.stringMatching(/^the mail server was not reached \(E\w+\)$/)]]);
    telling.ahead = 5 * MINUTE;
    await telling.settle();
    expect(await errors()).toEqual([['SENT', null, null]]);
  });
});

test('without a mail server a channel of e-mail is refused, with what is to be done', async () => {
  await using without = await openTelling();
  const { defineNotificationChannel } = await without.world.ask(DefineChannel, { input: { code: 'DUTY', addresses: ['night@lab.example.org'] } });
  expect(defineNotificationChannel).toEqual({
    notificationChannel: null, secret: null,
    userErrors: [{ code: 'UNSUPPORTED', field: ['addresses'], message: expect.stringMatching(/No mail server is configured: set SMTP_URL and SMTP_FROM/) }],
  });
});
