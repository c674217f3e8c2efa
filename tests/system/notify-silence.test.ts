import { describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import type { Freezer } from './notify-fixture.js';
import { LADDER, useLadder } from './notify-ladder.js';

const ladder = useLadder();
const { nextFreezer, wait } = ladder;
const suppress = (freezer: Freezer, kind: string, until: string) =>
  sql(ladder.telling.world.database.em.fork(), `insert into sensor_suppression (sensor_id, kind, from_at, until_at, reason, by_name) values ($1, $2, now(), now() + $3::interval, 'defrosting', 'Ada')`, [freezer.sensorId, kind, until]);

describe('a sensor that is kept quiet', () => {
  test.each(['SHELVED', 'OUT_OF_SERVICE'])('tells nobody while it is %s, and what lasts then is told when it may be heard', async (kind) => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await suppress(freezer, kind, '1 hour');
    await freezer.measures([0, -50]);
    expect(await wait(30 * MINUTE)).toEqual([]);
    expect((await wait(31 * MINUTE)).toSorted()).toEqual(['BOSS escalated', 'DUTY escalated', 'DUTY opened', 'HEAD escalated']);
  });

  test('tells nobody of what began and ended meanwhile', async () => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await suppress(freezer, 'SHELVED', '1 hour');
    await freezer.measures([0, -50]);
    await freezer.measures([10, -70]);
    expect(await wait(30 * MINUTE)).toEqual([]);
    expect(await wait(DAY)).toEqual([]);
  });

  test('tells when somebody lifts it, and tells the end to those who know of the beginning', async () => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    await suppress(freezer, 'SHELVED', '1 day');
    expect(await wait(20 * MINUTE)).toEqual([]);
    await sql(ladder.telling.world.database.em.fork(), `update sensor_suppression set lifted_at = now(), lifted_by = 'Ada'`);
    expect((await wait(SECOND)).toSorted()).toEqual(['DUTY repeated', 'HEAD escalated']);
    await suppress(freezer, 'OUT_OF_SERVICE', '1 day');
    await freezer.measures([10, -70]);
    expect((await wait(SECOND)).toSorted()).toEqual(['DUTY closed', 'HEAD closed']);
  });
});

describe('history', () => {
  const lastWeek = { age: 7 * DAY };

  test('that a logger brings is told nobody, also what it does not end in the data', async () => {
    await ladder.telling.policy({ code: 'NOW', steps: [{ channels: ['DUTY'] }] });
    await ladder.telling.policy({ code: 'ALWAYS', tellHistory: true, steps: [{ channels: ['HEAD'] }] });
    const freezer = await nextFreezer(lastWeek);
    await freezer.measures([0, -50], [10, -70], [20, -50], [30, -70], [40, -50]);
    expect(await freezer.excursions()).toHaveLength(3);
    expect(await wait(SECOND)).toEqual(['HEAD opened', 'HEAD opened', 'HEAD opened']);
    // A late reading corrects what nobody was told of.
    await freezer.measures([5, -40], [8, -70]);
    expect(await wait(SECOND)).toEqual([]);
  });

  test('ends where the present begins: what lasts until now is told, and what was over within the hour', async () => {
    await ladder.telling.policy({ code: 'NOW', steps: [{ channels: ['DUTY'] }] });
    await (await nextFreezer({ age: 10 * HOUR })).measures([0, -70], [60, -50], [599, -50]);
    await (await nextFreezer({ age: 10 * HOUR })).measures([0, -50], [550, -70]);
    await (await nextFreezer({ age: 10 * HOUR })).measures([0, -50], [530, -70], [599, -70]);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY opened']);
  });

  test('of a story that was told is told where it ends the story', async () => {
    await ladder.telling.policy({ code: 'NOW', steps: [{ channels: ['DUTY'] }] });
    const freezer = await nextFreezer({ age: 10 * HOUR });
    await freezer.measures([0, -50], [590, -50]);
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    await freezer.measures([60, -70]);
    expect(await wait(SECOND)).toEqual(['DUTY closed', 'DUTY opened']);
  });
});
