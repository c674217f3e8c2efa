import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, HOUR, MINUTE, SECOND, now } from '../../src/domain/time.js';
import { Resend } from './notify-documents.js';
import { openTelling, type Telling } from './notify-fixture.js';

let telling: Telling;
/** Of sensors that are there for floods. */
let sensors: number[];
beforeAll(async () => {
  telling = await openTelling();
  const { rows } = await sql<{ id: number }>(telling.world.database.em.fork(), `
    with tower as (insert into machine (code, name) values ('TOWER', 'Freezer tower') returning id)
    insert into sensor (key, channel, quantity, unit, machine_id) select 'TOWER/' || n, n, 'TEMPERATURE', 'Cel', tower.id from tower, generate_series(1, 40) as n returning id`);
  sensors = rows.map(({ id }) => id);
});
afterAll(async () => telling[Symbol.asyncDispose]());
beforeEach(async () => {
  await telling.forget();
  await sql(telling.world.database.em.fork(), 'truncate excursion, excursion_news cascade');
});

/** Silences of so many sensors from one of them on, in one transaction. */
const fall = (from: number, count: number, severity: string) =>
  sql(telling.world.database.em.fork(), `insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, unknown)
    select id, 'NO_DATA', $2, now(), now(), '0' from unnest($1::int[]) as silent (id) order by id`, [sensors.slice(from, from + count), severity]);
const recover = () => sql(telling.world.database.em.fork(), 'update excursion set ended_at = now() where ended_at is null');
const told = () => telling.receiver.received.splice(0).map(({ body }) => (body.type === 'excursion.digest' ? `digest of ${String(body.data['count'])}` : body.type.split('.')[1]));
const wait = async (length: number) => {
  telling.ahead += length;
  await telling.settle();
  return told();
};
const times = (count: number, what: string) => Array.from({ length: count }, () => what);

describe('in a flood', () => {
  beforeEach(async () => {
    await telling.channel({ code: 'DUTY', digestAfter: 5, digestWindow: 'PT10M' });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
  });

  test('one digest is told instead of each, at once and then every window, until it is over', async () => {
    await fall(0, 5, 'WARNING');
    expect(await wait(SECOND)).toEqual(times(5, 'opened'));
    await fall(5, 20, 'WARNING');
    expect(await wait(SECOND)).toEqual(['digest of 20']);
    await fall(25, 2, 'WARNING');
    expect(await wait(MINUTE)).toEqual([]);
    await recover();
    expect(await wait(5 * MINUTE)).toEqual([]);
    expect(await wait(5 * MINUTE)).toEqual(['digest of 29']);
    await fall(30, 1, 'WARNING');
    expect(await wait(30 * MINUTE)).toEqual(['opened']);
  });

  test('a clock that is put back keeps no digest from going out', async () => {
    telling.ahead = 9 * HOUR;
    await fall(0, 6, 'WARNING');
    expect(await wait(SECOND)).toEqual(['digest of 6']);
    telling.ahead = 0;
    await fall(6, 6, 'WARNING');
    expect(await wait(SECOND)).toEqual(['digest of 6']);
    await fall(12, 1, 'WARNING');
    expect(await wait(MINUTE)).toEqual([]);
    expect(await wait(10 * MINUTE)).toEqual(['digest of 1']);
  });

  test('what is CRITICAL waits a minute at most', async () => {
    await fall(0, 6, 'WARNING');
    expect(await wait(SECOND)).toEqual(['digest of 6']);
    await fall(6, 1, 'WARNING');
    expect(await wait(MINUTE)).toEqual([]);
    await fall(7, 1, 'CRITICAL');
    expect(await wait(SECOND)).toEqual([]);
    expect(await wait(30 * SECOND)).toEqual([]);
    expect(await wait(30 * SECOND)).toEqual(['digest of 2']);
  });

  test('a story stays in order across the digest that tells a part of it', async () => {
    await fall(0, 1, 'WARNING');
    telling.receiver.answerBy((response, { body }) => void response.writeHead(body.type === 'excursion.opened' ? 503 : 204).end());
    expect(await wait(SECOND)).toEqual([]);
    await fall(1, 10, 'WARNING');
    await recover();
    expect(await wait(SECOND)).toEqual([]);
    const [first] = await telling.notifications();
    expect(first).toMatchObject({ reason: 'OPENED', digest: null, status: 'PENDING' });
    telling.receiver.reset();
    expect(await wait(MINUTE)).toEqual(['opened', 'digest of 21']);
    const told = (await telling.notifications()).filter(({ digest }) => digest !== null);
    expect(told.map(({ status, attempts }) => ({ status, attempts }))).toEqual(Array.from({ length: 21 }, () => ({ status: 'SENT', attempts: [] })));
  });

  test('a digest that nobody takes is given up with all that it tells, and goes out again with it', async () => {
    await fall(0, 6, 'WARNING');
    telling.receiver.answerBy((response) => void response.writeHead(503).end());
    await wait(SECOND);
    await wait(24 * HOUR);
    const all = await telling.notifications();
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['DEAD']));
    const [member, digest] = [all.find(({ reason }) => reason === 'OPENED')!, all.find(({ reason }) => reason === 'DIGEST')!];
    const resend = async (notification: string) => (await telling.world.ask(Resend, { input: { notification } })).resendNotification;
    expect(await resend(member.id)).toMatchObject({ userErrors: [{ code: 'IN_DIGEST', message: expect.stringContaining(digest.id) }] });
    expect(await resend(digest.id)).toMatchObject({ userErrors: [] });
    telling.receiver.reset();
    expect(await wait(SECOND)).toEqual(['digest of 6']);
    expect(new Set((await telling.notifications()).map(({ status }) => status))).toEqual(new Set(['SENT']));
  });
});

test('a clock that is put back keeps nothing that failed from being tried again', async () => {
  await telling.channel({ code: 'DUTY' });
  await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
  telling.receiver.answerBy((response) => void response.writeHead(503).end());
  await fall(0, 1, 'CRITICAL');
  expect(await wait(9 * HOUR)).toEqual([]);
  telling.receiver.reset();
  telling.ahead = 0;
  expect(await wait(SECOND)).toEqual(['opened']);
});

describe('in quiet hours', () => {
  /** From an hour ago until in an hour, by the clock on the wall of Kolkata; or from an hour before a later moment. */
  const quiet = (later = 0) => {
    const timeOfDay = (moment: number) => formatInstant(moment + 5.5 * HOUR).slice(11, 16);
    return { from: timeOfDay(now() + later - HOUR), until: timeOfDay(now() + later + HOUR), timeZone: 'Asia/Kolkata' };
  };

  test('only what is CRITICAL is told, and the rest when they are over, in order', async () => {
    await telling.channel({ code: 'DUTY', quietHours: quiet() });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await fall(0, 2, 'WARNING');
    await fall(2, 1, 'CRITICAL');
    expect(await wait(SECOND)).toEqual(['opened']);
    expect((await telling.notifications())[0]).toMatchObject({ status: 'PENDING', holdUntil: expect.stringMatching(/:00\.000Z$/) });
    await recover();
    expect(await wait(50 * MINUTE)).toEqual(['closed']);
    expect((await wait(15 * MINUTE)).toSorted()).toEqual(['closed', 'closed', 'opened', 'opened']);
  });

  test('what becomes CRITICAL takes along what was held of it', async () => {
    await telling.channel({ code: 'DUTY', quietHours: quiet() });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await fall(0, 2, 'WARNING');
    expect(await wait(SECOND)).toEqual([]);
    await sql(telling.world.database.em.fork(), `update excursion set severity = 'CRITICAL' where sensor_id = $1`, [sensors[0]]);
    expect(await wait(SECOND)).toEqual(['opened', 'updated']);
  });

  test.each([undefined, 5])('what was held by a clock that was ahead goes out when it is put back into other hours, with a digest after %s', async (digestAfter) => {
    await telling.channel({ code: 'DUTY', quietHours: quiet(9 * HOUR), digestAfter: digestAfter ?? null });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await fall(0, 8, 'INFO');
    expect(await wait(9 * HOUR)).toEqual([]);
    telling.ahead = 0;
    expect(await wait(SECOND)).toEqual(digestAfter ? ['digest of 8'] : times(8, 'opened'));
  });

  test('what is held is one digest when it is too much at their end', async () => {
    await telling.channel({ code: 'DUTY', quietHours: quiet(), digestAfter: 5 });
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await fall(0, 8, 'INFO');
    expect(await wait(SECOND)).toEqual([]);
    expect(await wait(65 * MINUTE)).toEqual(['digest of 8']);
  });
});
