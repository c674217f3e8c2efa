import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { Acknowledge, RetirePolicy } from './notify-documents.js';
import { openTelling, type Freezer, type Telling } from './notify-fixture.js';

let telling: Telling;
beforeAll(async () => {
  telling = await openTelling();
});
afterAll(async () => telling[Symbol.asyncDispose]());
let count = 0;
const nextFreezer = (options?: Parameters<Telling['freezer']>[1]): Promise<Freezer> => telling.freezer(`FRZ-${++count}`, options);

beforeEach(async () => {
  await telling.forget();
  for (const code of ['DUTY', 'HEAD', 'BOSS']) await telling.channel({ code, url: `${telling.receiver.url}/${code}` });
});

const LADDER = { code: 'LADDER', steps: [{ channels: ['DUTY'], repeatEvery: 'PT10M' }, { channels: ['HEAD'], after: 'PT15M' }, { channels: ['BOSS', 'DUTY'], after: 'PT1H' }] };
/** Who was told what since the last look. */
const told = () => telling.receiver.received.splice(0).map(({ path, body }) => `${path.split('/').at(-1)} ${body.type.split('.')[1]}`);
const wait = async (length: number) => {
  telling.ahead += length;
  await telling.settle();
  return told();
};
const acknowledge = async (freezer: Freezer) => telling.world.ask(Acknowledge, { input: { excursion: (await freezer.excursions()).at(-1)! } });

describe('steps', () => {
  test('follow one another and repeat until somebody acknowledges it, by a clock that nobody waits for', async () => {
    await telling.policy(LADDER);
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
    await telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    await acknowledge(freezer);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY acknowledged']);
    expect(await wait(DAY)).toEqual([]);
  });

  test('go on when it has ended and nobody has acknowledged it, and end when it is retracted', async () => {
    await telling.policy(LADDER);
    const freezer = await nextFreezer();
    await freezer.measures([0, -50]);
    await freezer.measures([10, -70]);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY closed']);
    expect(await wait(20 * MINUTE)).toEqual(['DUTY repeated', 'HEAD escalated']);
    await sql(telling.world.database.em.fork(), `update excursion set status = 'RETRACTED', revision = revision + 1 where sensor_id = $1`, [freezer.sensorId]);
    expect((await wait(SECOND)).toSorted()).toEqual(['DUTY retracted', 'HEAD retracted']);
    expect(await wait(DAY)).toEqual([]);
  });

  test('go on as they began when the policy is changed, and end when it is retired', async () => {
    await telling.policy(LADDER);
    await (await nextFreezer()).measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['DUTY opened']);
    await telling.policy({ code: 'LADDER', steps: [{ channels: ['BOSS'] }] });
    await (await nextFreezer()).measures([0, -50]);
    expect(await wait(SECOND)).toEqual(['BOSS opened']);
    expect(await wait(20 * MINUTE)).toEqual(['DUTY repeated', 'HEAD escalated']);
    await telling.world.ask(RetirePolicy, { input: { code: 'LADDER' } });
    await (await nextFreezer()).measures([0, -50]);
    expect(await wait(DAY)).toEqual([]);
  });

  test('of a policy for what is worse begin when it gets worse, also after somebody has acknowledged what it was', async () => {
    await telling.policy({ code: 'ALL', steps: [{ channels: ['DUTY'] }] });
    await telling.policy({ code: 'WORST', leastSeverity: 'CRITICAL', steps: [{ channels: ['HEAD'] }, { channels: ['BOSS'], after: 'PT5M' }] });
    const freezer = await nextFreezer({ severity: 'WARNING' });
    await freezer.measures([0, -50]);
    await acknowledge(freezer);
    expect(await wait(SECOND)).toEqual(['DUTY opened', 'DUTY acknowledged']);
    await sql(telling.world.database.em.fork(), `update excursion set severity = 'CRITICAL' where sensor_id = $1`, [freezer.sensorId]);
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
  await sql(telling.world.database.em.fork(), `insert into site (code, name, time_zone) values ('DEPOT', 'Depot', 'UTC') on conflict do nothing`);
  for (const code of ['NAMED', 'OTHER']) await sql(telling.world.database.em.fork(), `insert into machine (code, name) values ($1, 'freezer') on conflict do nothing`, [code]);
  const freezer = await nextFreezer({ severity: 'WARNING' });
  await sql(telling.world.database.em.fork(), 'update machine set code = code || $1 where code = $2', [String(count), 'NAMED']);
  await sql(telling.world.database.em.fork(), 'update machine set code = $1 where code = $2', ['NAMED', freezer.code]);
  await telling.policy({ code: 'SOME', ...structuredClone(policy), steps: [{ channels: ['DUTY'] }] } as Parameters<Telling['policy']>[0]);
  await freezer.measures([0, -50]);
  expect(await wait(SECOND)).toEqual(expected);
});
