import { describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { Acknowledge, RetirePolicy } from './notify-documents.js';
import type { Freezer, Telling } from './notify-fixture.js';
import { LADDER, useLadder } from './notify-ladder.js';

const ladder = useLadder();
const { nextFreezer, wait } = ladder;
const acknowledge = async (freezer: Freezer) => ladder.telling.world.ask(Acknowledge, { input: { excursion: (await freezer.excursions()).at(-1)! } });

describe('steps', () => {
  test('follow one another and repeat until somebody acknowledges it, by a clock that nobody waits for', async () => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    expect(await wait(9 * MINUTE)).toEqual([]);
    expect(await wait(MINUTE)).toEqual(['DUTY repeated']);
    expect(await wait(5 * MINUTE)).toEqual(['HEAD escalated']);
    expect(await wait(5 * MINUTE)).toEqual(['DUTY repeated']);
    // Nobody looked for a while: one repetition stands for all that were missed.
    expect((await wait(45 * MINUTE)).toSorted()).toEqual(['BOSS escalated', 'DUTY escalated', 'DUTY repeated']);
    await acknowledge(freezer);
    expect((await wait(SECOND)).toSorted()).toEqual(['BOSS acknowledged', 'DUTY acknowledged', 'HEAD acknowledged']);
    expect(await wait(DAY)).toEqual([]);
  });

  test('that are not due yet are told nobody once it is acknowledged', async () => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    await acknowledge(freezer);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY acknowledged']);
    expect(await wait(DAY)).toEqual([]);
  });

  test('go on when it has ended and nobody has acknowledged it, and end when it is retracted', async () => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    await freezer.measures([10, -70]);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY closed']);
    expect(await wait(20 * MINUTE)).toEqual(['DUTY repeated', 'HEAD escalated']);
    await sql(ladder.telling.world.database.em.fork(), `update excursion set status = 'RETRACTED', revision = revision + 1 where sensor_id = $1`, [freezer.sensorId]);
    expect((await wait(SECOND)).toSorted()).toEqual(['DUTY retracted', 'HEAD retracted']);
    expect(await wait(DAY)).toEqual([]);
  });

  test('begin anew when it was retracted and is found again, unless it was acknowledged', async () => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    const set = (status: string) => sql(ladder.telling.world.database.em.fork(), 'update excursion set status = $1, revision = revision + 1 where sensor_id = $2', [status, freezer.sensorId]);
    await freezer.measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    await set('RETRACTED');
    expect(await wait(SECOND)).toEqual(['DUTY retracted']);
    await set('DETECTED');
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    expect((await wait(20 * MINUTE)).toSorted()).toEqual(['DUTY repeated', 'HEAD escalated']);
    await acknowledge(freezer);
    await wait(SECOND);
    for (const status of ['RETRACTED', 'ACKNOWLEDGED', 'RETRACTED', 'ACKNOWLEDGED']) await set(status);
    expect((await wait(SECOND)).toSorted()).toEqual(['DUTY opened', 'DUTY opened', 'DUTY retracted', 'DUTY retracted', 'HEAD opened', 'HEAD opened', 'HEAD retracted', 'HEAD retracted']);
    expect(await wait(DAY)).toEqual([]);
  });

  test('go on as they began when the policy is changed, and end when it is retired', async () => {
    await ladder.telling.policy(LADDER);
    await (await nextFreezer()).measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    await ladder.telling.policy({ code: 'LADDER', steps: [{ channels: ['BOSS'] }] });
    await (await nextFreezer()).measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['BOSS opened']);
    expect(await wait(20 * MINUTE)).toEqual(['DUTY repeated', 'HEAD escalated']);
    await ladder.telling.world.ask(RetirePolicy, { input: { code: 'LADDER' } });
    await (await nextFreezer()).measures([0, -50]);
    expect(await wait(DAY)).toEqual([]);
  });

  test.each([
    { when: 'had told them', length: 9 * HOUR, found: '0', next: [] },
    { when: 'had found it', length: 20 * MINUTE, found: '20 minutes', next: ['HEAD escalated'] },
  ])('wait no longer than they say when a clock is put back that was ahead as it $when', async ({ length, found, next }) => {
    await ladder.telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    await sql(ladder.telling.world.database.em.fork(), 'update excursion_news set at = at + $1::interval', [found]);
    expect(await wait(length)).toContain('DUTY opened');
    ladder.telling.ahead = 0;
    await wait(SECOND);
    expect(await wait(10 * MINUTE)).toEqual(['DUTY repeated']);
    expect(await wait(5 * MINUTE)).toEqual(next);
  });

  test('of a policy for what is worse begin when it gets worse, also after somebody has acknowledged what it was', async () => {
    await ladder.telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await ladder.telling.policy({ code: 'WORST', leastSeverity: 'CRITICAL', steps: [{ channels: ['HEAD'] }, { channels: ['BOSS'], after: 'PT5M' }] });
    const freezer = await nextFreezer({ severity: 'WARNING' });
    await freezer.measures([0, -50]);
    await acknowledge(freezer);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY acknowledged']);
    await sql(ladder.telling.world.database.em.fork(), `update excursion set severity = 'CRITICAL' where sensor_id = $1`, [freezer.sensorId]);
    expect((await wait(SECOND)).toSorted()).toEqual(['DUTY updated', 'HEAD updated']);
    expect(await wait(HOUR)).toEqual([]);
  });
});

test.each([
  { about: 'a machine', policy: { machines: ['NAMED'] }, told: ['DUTY opened'] },
  { about: 'another machine', policy: { machines: ['OTHER'] }, told: [] },
  { about: 'its site', policy: { site: 'LAB' }, told: ['DUTY opened'] },
  { about: 'another site', policy: { site: 'DEPOT' }, told: [] },
  { about: 'its quantity and kind', policy: { quantities: ['HUMIDITY', 'TEMPERATURE'], kinds: ['ABOVE'] }, told: ['DUTY opened'] },
  { about: 'another quantity', policy: { quantities: ['HUMIDITY'] }, told: [] },
  { about: 'another kind', policy: { kinds: ['NO_DATA', 'BELOW'] }, told: [] },
  { about: 'what is at least as bad', policy: { leastSeverity: 'WARNING' }, told: ['DUTY opened'] },
  { about: 'what is worse', policy: { leastSeverity: 'CRITICAL' }, told: [] },
] as const)('a policy about $about tells $told', async ({ policy, told: expected }) => {
  await sql(ladder.telling.world.database.em.fork(), `insert into site (code, name, time_zone) values ('DEPOT', 'Depot', 'UTC') on conflict do nothing`);
  for (const code of ['NAMED', 'OTHER']) await sql(ladder.telling.world.database.em.fork(), `insert into machine (code, name) values ($1, 'freezer') on conflict do nothing`, [code]);
  const freezer = await nextFreezer({ severity: 'WARNING' });
  await sql(ladder.telling.world.database.em.fork(), 'update machine set code = code || $1 where code = $2', [String(ladder.freezers), 'NAMED']);
  await sql(ladder.telling.world.database.em.fork(), 'update machine set code = $1 where code = $2', ['NAMED', freezer.code]);
  await ladder.telling.policy({ code: 'SOME', ...structuredClone(policy), steps: [{ channels: ['DUTY'] }] } as Parameters<Telling['policy']>[0]);
  await freezer.measures([0, -50]);
  expect(await wait(SECOND)).toEqual(expected);
});
