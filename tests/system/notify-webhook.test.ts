import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { DAY, MINUTE, now, parseInstant, SECOND } from '../../src/domain/time.js';
import { isSignedBy } from '../support/receiver.js';
import { Acknowledge, DefineChannel, Resend } from './notify-documents.js';
import { openTelling, type Telling } from './notify-fixture.js';

let telling: Telling;
beforeAll(async () => {
  telling = await openTelling();
});
afterAll(async () => telling[Symbol.asyncDispose]());
beforeEach(() => telling.forget());

const AT_ONCE = { code: 'NIGHT', steps: [{ channels: ['DUTY'] }] };
const types = () => telling.receiver.received.map(({ body }) => body.type);
const shown = async () => (await telling.notifications()).map(({ reason, status, attempts }) => `${reason} ${status} ${attempts.map(({ statusCode }) => statusCode).join(',')}`.trim());

test('an excursion is told when it is found, when somebody has seen it and when it is over, signed so that a receiver can tell by whom', async () => {
  const secret = (await telling.channel({ code: 'DUTY' }))!;
  await telling.policy(AT_ONCE);
  const freezer = await telling.freezer('FRZ-1');
  await freezer.measures([0, -70], [10, -50], [11, -40]);
  await telling.settle();
  const [id] = await freezer.excursions();
  await telling.world.ask(Acknowledge, { input: { excursion: id!, comment: 'I am on my way' } });
  await freezer.measures([20, -70]);
  await telling.settle();

  expect(types()).toEqual(['excursion.opened', 'excursion.acknowledged', 'excursion.closed']);
  const [opened, , closed] = telling.receiver.received;
  expect(opened!.body).toMatchObject({
    timestamp: expect.stringMatching(/Z$/),
    data: {
      message: opened!.id,
      excursion: { id, kind: 'ABOVE', severity: 'CRITICAL', status: 'DETECTED', limit: -60, endedAt: null },
      sensor: { key: 'FRZ-1/temperature', quantity: 'TEMPERATURE', unit: 'Cel' },
      asset: { type: 'Machine', code: 'FRZ-1', name: 'Freezer FRZ-1' },
      site: { code: 'LAB', name: 'Laboratory', timeZone: 'Europe/Berlin' },
      rule: { code: 'TOO-WARM-FRZ-1', version: 1 },
      policy: { code: 'NIGHT', step: 1 },
    },
  });
  expect(closed!.body.data.excursion).toMatchObject({ peak: -40, endedAt: expect.any(String), acknowledgedBy: 'local', comment: 'I am on my way' });
  expect(telling.receiver.received.map((each) => isSignedBy(secret, each))).toEqual([true, true, true]);
  expect(isSignedBy(secret, { ...opened!, text: opened!.text.replace('CRITICAL', 'WARNING') })).toBe(false);
  expect(await shown()).toEqual(['OPENED SENT 204', 'ACKNOWLEDGED SENT 204', 'CLOSED SENT 204']);
});

test('what a transaction took back was never said', async () => {
  await telling.channel({ code: 'DUTY' });
  await telling.policy(AT_ONCE);
  const { sensorId } = await telling.freezer('FRZ-2');
  const { em } = telling.world.database;
  const open = `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, unknown) values ($1, 'NO_DATA', 'WARNING', now(), now(), '0')`;
  const takenBack = em.fork().transactional(async (inner) => {
    await sql(inner, open, [sensorId]);
    expect((await sql(inner, 'select from excursion_news')).rows).toHaveLength(1);
    throw new Error('taken back');
  });
  await expect(takenBack).rejects.toThrow('taken back');
  await telling.settle();
  expect(types()).toEqual([]);
  await sql(em.fork(), open, [sensorId]);
  await telling.settle();
  expect(types()).toEqual(['excursion.opened']);
});

test('what is not taken is tried again in ever longer pauses, and later messages of the excursion wait for it, not those of others', async () => {
  await telling.channel({ code: 'DUTY' });
  await telling.policy(AT_ONCE);
  const [one, other] = [await telling.freezer('FRZ-3'), await telling.freezer('FRZ-4')];
  telling.receiver.answerBy((response, { body }) => void response.writeHead(JSON.stringify(body).includes('FRZ-3') ? 503 : 204).end());
  for (const freezer of [one, other]) {
    await freezer.measures([0, -50]);
    await freezer.measures([10, -70]);
  }
  telling.standsAt = now();
  await telling.settle();
  for (const pause of [5, 10, 20].map((seconds) => seconds * SECOND)) {
    const { at, nextTryAt } = (await telling.notifications())[0]!.attempts.at(-1)!;
    const chosen = parseInstant(nextTryAt!)! - parseInstant(at)!;
    expect(chosen).toBeGreaterThanOrEqual(pause * 0.8);
    expect(chosen).toBeLessThanOrEqual(pause);
    const before = telling.receiver.tries;
    for (const [early, tries] of [[1, before], [0, before + 1]] as const) {
      telling.ahead = parseInstant(nextTryAt!)! - early - telling.standsAt;
      await telling.settle();
      expect(telling.receiver.tries).toBe(tries);
    }
  }
  expect(await shown()).toEqual(['OPENED PENDING 503,503,503,503', 'CLOSED PENDING', 'OPENED SENT 204', 'CLOSED SENT 204']);
  telling.receiver.reset();
  telling.ahead += MINUTE;
  await telling.settle();
  expect(types()).toEqual(['excursion.opened', 'excursion.closed']);
});

test('after a day it is given up, is found by its status, and goes out again as the same message when somebody says so', async () => {
  await telling.channel({ code: 'DUTY' });
  await telling.policy(AT_ONCE);
  await (await telling.freezer('FRZ-5')).measures([0, -50]);
  telling.receiver.answerBy((response) => void response.writeHead(500).end());
  for (const ahead of [0, DAY - MINUTE, DAY]) {
    telling.ahead = ahead;
    await telling.settle();
  }
  const [dead] = await telling.notifications();
  expect(dead).toMatchObject({ status: 'DEAD', attempts: [{ outcome: 'FAILED', error: 'the answer was 500', nextTryAt: expect.any(String) }, {}, { nextTryAt: null }] });
  const resend = async () => (await telling.world.ask(Resend, { input: { notification: dead!.id } })).resendNotification;
  expect(await resend()).toEqual({ notification: { id: dead!.id, messageId: dead!.messageId, status: 'PENDING' }, userErrors: [] });
  expect(await resend()).toMatchObject({ notification: null, userErrors: [{ code: 'NOT_DEAD' }] });
  telling.receiver.reset();
  await telling.settle();
  expect(telling.receiver.received.map(({ id }) => id)).toEqual([dead!.messageId]);
  expect(await shown()).toEqual(['OPENED SENT 500,500,500,204']);
});

test('a redirect is not followed, and an answer that never ends is a yes all the same', async () => {
  await telling.channel({ code: 'DUTY' });
  await telling.policy(AT_ONCE);
  await (await telling.freezer('FRZ-6')).measures([0, -50]);
  telling.receiver.answerBy((response) => void response.writeHead(302, { location: `${telling.receiver.url}/elsewhere` }).end());
  await telling.settle();
  expect((await telling.notifications())[0]!.attempts).toMatchObject([{ statusCode: 302, error: 'the answer was 302, and redirects are not followed' }]);
  expect(telling.receiver.tries).toBe(1);
  telling.receiver.answerBy((response) => {
    response.writeHead(200);
    const more = () => void (response.destroyed || response.write(Buffer.alloc(65_536), more));
    more();
  });
  telling.ahead = MINUTE;
  await telling.settle();
  expect(await shown()).toEqual(['OPENED SENT 302,200']);
});

test('what is told of a channel that was switched off is nothing, and what waits for it is given up', async () => {
  await telling.channel({ code: 'DUTY' });
  await telling.policy(AT_ONCE);
  const freezer = await telling.freezer('FRZ-7');
  telling.receiver.answerBy((response) => void response.writeHead(500).end());
  await freezer.measures([0, -50]);
  await telling.settle();
  await telling.channel({ code: 'DUTY', enabled: false });
  await freezer.measures([10, -70]);
  telling.ahead = MINUTE;
  await telling.settle();
  expect((await telling.notifications()).map(({ reason, status, attempts }) => [reason, status, attempts.at(-1)?.error])).toEqual([['OPENED', 'DEAD', 'its channel is retired or switched off']]);
});

test('a new secret signs from now on, and the old one signs no more', async () => {
  const old = (await telling.channel({ code: 'DUTY' }))!;
  await telling.policy(AT_ONCE);
  const { defineNotificationChannel } = await telling.world.ask(DefineChannel, { input: { code: 'DUTY', newSecret: true } });
  expect(defineNotificationChannel).toMatchObject({ notificationChannel: { version: 2, kind: 'WEBHOOK' }, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) });
  await (await telling.freezer('FRZ-8')).measures([0, -50]);
  await telling.settle();
  expect([old, defineNotificationChannel.secret!].map((secret) => isSignedBy(secret, telling.receiver.received[0]!))).toEqual([false, true]);
});
