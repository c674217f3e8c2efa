import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { DefineStorageCondition, Move, MoveSensor, SetStorageCondition } from './custody-documents.js';
import { ExposureOf } from './exposure-world.js';
import { record, RecordReadings, RegisterContainer, RegisterSamples, RegisterSensor } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

// A sample in a box in a freezer, for ten hours; the freezer says 5 at first, and 9 from the hundredth minute on.
let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let [run, box, sample, freezer] = [0, '', '', ''];

beforeAll(async () => {
  world = await openWorld();
  for (const [code, maximum] of [['UP-TO-8', 8], ['UP-TO-10', 10]] as const) await world.ask(DefineStorageCondition, { input: { code, label: code, maximum, mktApplicable: true } });
});
afterAll(async () => world[Symbol.asyncDispose]());

beforeEach(async () => {
  run += 1;
  [box, sample, freezer] = [`BOX-${run}`, `S-${run}`, `FRZ-${run}`];
  for (const code of [box, freezer, `OTHER-${run}`]) await world.ask(RegisterContainer, { input: { code, name: code, kind: 'BOX' } });
  await world.ask(RegisterSamples, { input: { samples: [{ code: sample, name: 'plasma', type: 'plasma', collectedAt: minute(0) }] } });
  for (const [item, into] of [[{ container: box }, freezer], [{ sample }, box]] as const) await world.ask(Move, { input: { items: [item], into, at: minute(0) } });
  await world.ask(RegisterSensor, { input: { container: freezer, channel: 't', quantity: 'TEMPERATURE' } });
  await record(world, `${freezer}/t`, start, [[0, 5], [100, 9]]);
});

const exposure = async () => (await world.ask(ExposureOf, { code: sample, from: minute(0), to: minute(200) })).sample!.exposure;
const kept = async (storageCondition: string | null, rest: object = {}) => (await world.ask(SetStorageCondition, { input: { containers: [freezer], storageCondition, ...rest } })).setStorageCondition;
const speakers = async () => (await exposure()).segments.map(({ sensor, from, mean }) => [sensor?.key ?? null, from, mean]);
const ofFreezer = () => [[`${freezer}/t`, minute(0), 7]];

describe('the storage condition of a container', () => {
  test('holds for the time before too when it is the first that is said, and from when it is said when it is not', async () => {
    expect((await exposure()).tooWarm).toBe('PT0S');
    expect((await kept('UP-TO-8')).userErrors).toEqual([]);
    expect((await exposure()).tooWarm).toBe('PT1H40M');
    expect(await kept('UP-TO-10')).toEqual({ containers: [{ code: freezer, storageCondition: { code: 'UP-TO-10', version: 1 } }], userErrors: [] });
    expect((await exposure()).tooWarm).toBe('PT1H40M');
    expect(await kept(null)).toEqual({ containers: [{ code: freezer, storageCondition: null }], userErrors: [] });
    expect((await exposure()).tooWarm).toBe('PT1H40M');
    expect(await query(world.database.em.fork(), sql`select from container_condition_superseded join container on container.id = container_id where code = ${freezer}`)).toEqual([]);
  });

  test('may be said of another time, and what that corrects is kept with who, when and why', async () => {
    await kept('UP-TO-8');
    expect(await kept('UP-TO-10', { at: minute(150), reason: 'validated' })).toMatchObject({ containers: [{ storageCondition: { code: 'UP-TO-10' } }], userErrors: [] });
    expect((await exposure()).tooWarm).toBe('PT50M');
    // It holds until the next moment of which something was said.
    expect(await kept(null, { at: minute(130) })).toMatchObject({ containers: [{ storageCondition: { code: 'UP-TO-10' } }] });
    expect((await exposure()).tooWarm).toBe('PT30M');
    const superseded = await query(world.database.em.fork(), sql`
      select condition.code, from_at = ${minute(150)}::timestamptz as from_150, to_at, superseded_by, superseded_because
      from container_condition_superseded join container on container.id = container_id join storage_condition as condition on condition.id = condition_id where container.code = ${freezer} order by container_condition_superseded.id`);
    expect(superseded).toMatchObject([{ code: 'UP-TO-8', from_150: true, to_at: null, superseded_by: 'local', superseded_because: 'validated' }, { code: 'UP-TO-8', from_150: false, superseded_because: null }]);
  });

  test('that is first said of a moment begins there', async () => {
    await kept('UP-TO-8', { at: minute(160) });
    expect((await exposure()).tooWarm).toBe('PT40M');
  });

  test('of a container around counts where its own was said to be none', async () => {
    await kept('UP-TO-8');
    await world.ask(SetStorageCondition, { input: { containers: [box], storageCondition: 'UP-TO-10', at: minute(120) } });
    expect((await exposure()).tooWarm).toBe('PT20M');
    await world.ask(SetStorageCondition, { input: { containers: [box], storageCondition: null, at: minute(190) } });
    expect((await exposure()).tooWarm).toBe('PT30M');
  });

  test('is not told of what lies ahead, nor without end', async () => {
    const errors = async (input: object) => (await kept('UP-TO-8', input)).userErrors.map(({ code, field }) => [code, ...field].join(' '));
    expect(await errors({ at: formatInstant(now() + 5 * MINUTE) })).toEqual(['INVALID at']);
    expect(await errors({ reason: 'x'.repeat(2001) })).toEqual(['INVALID reason']);
    expect((await exposure()).tooWarm).toBe('PT0S');
  });
});

describe('a probe that is registered today', () => {
  const register = () => world.ask(RegisterSensor, { input: { container: box, channel: 'new', quantity: 'TEMPERATURE' } });
  const mountedSince = async (container: string, since: number) => (await world.ask(MoveSensor, { input: { sensor: `${box}/new`, container, at: minute(since) } })).moveSensor.userErrors;

  test('says nothing, by its silence, of what was before it was known', async () => {
    await register();
    expect(await speakers()).toEqual(ofFreezer());
    expect((await exposure()).unknown).toBe('PT0S');
  });

  test('speaks from its first reading, whatever its quality', async () => {
    await register();
    await record(world, `${box}/new`, start, [[120, 3]]);
    expect(await speakers()).toEqual([[`${freezer}/t`, minute(0), expect.closeTo(17 / 3)], [`${box}/new`, minute(120), 3]]);
    await world.ask(RecordReadings, { input: { readings: [{ sensor: `${box}/new`, measuredAt: minute(60), value: 99, quality: 'BAD' }] } });
    expect(await speakers()).toEqual([[`${freezer}/t`, minute(0), 5], [`${box}/new`, minute(60), expect.anything()]]);
  });

  test('was there since when somebody says', async () => {
    await register();
    expect(await mountedSince(box, 60)).toEqual([]);
    expect(await speakers()).toEqual([[`${freezer}/t`, minute(0), 5], [`${box}/new`, minute(60), null]]);
    await record(world, `${box}/new`, start, [[60, 3]]);
    expect(await speakers()).toEqual([[`${freezer}/t`, minute(0), 5], [`${box}/new`, minute(60), 3]]);
    // That is said already.
    expect(await mountedSince(box, 80)).toMatchObject([{ code: 'INVALID' }]);
  });

  test('was elsewhere since when somebody says, and nowhere before that', async () => {
    await register();
    expect(await mountedSince(`OTHER-${run}`, 60)).toEqual([]);
    expect(await speakers()).toEqual(ofFreezer());
    // Before that it was where it was registered, if it has anything to tell of it.
    await record(world, `${box}/new`, start, [[30, 3]]);
    expect(await speakers()).toEqual([[`${freezer}/t`, minute(0), 5], [`${box}/new`, minute(30), 3], [`${freezer}/t`, minute(60), expect.closeTo(55 / 7)]]);
  });
});
