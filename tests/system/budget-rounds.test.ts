import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { parseInstant, SECOND } from '../../src/domain/time.js';
import { addSample, addSamples, build, here, readNow, useBudgetWorld, watch, world } from './budget-world.js';
import { Move } from './custody-documents.js';
import { take } from './graphql-fixture.js';

const MANY = 200;

useBudgetWorld();

test('readings of other sensors are nothing to it, and neither is what uses nothing', async () => {
  const { next } = await watch({ sample: [here.sample] });
  await next();
  await readNow(here.fridge, 20);
  await delay(1_200);
  await readNow(here.freezer, 40);
  expect(await next()).toMatchObject({ temperature: 40, tier: null });
  // Where nothing is used, 41 °C is no news; what comes after it is.
  await readNow(here.freezer, 41);
  await delay(1_200);
  await readNow(here.freezer, 20);
  expect(await next()).toMatchObject({ temperature: 20, tier: 'ROOM' });
});

test('a sensor that falls silent speaks for nobody any more from then on, whoever else is silent', async () => {
  await build.sensor('container', here.box, 'temperature', { expectedEvery: 0.03 });
  await readNow(here.box, 15);
  const { next } = await watch({ sample: [here.sample] });
  const before = await next();
  expect(before).toMatchObject({ temperature: 15, tier: 'ROOM' });
  const after = await next();
  // Before it would look anyway.
  expect(parseInstant(after.at)! - parseInstant(before.at)!).toBeLessThan(45 * SECOND);
  expect(after).toMatchObject({ temperature: null, tier: null, exhaustedAt: null, budget: [{}, {}, { remaining: expect.stringMatching(/^PT59M58/) }] });
});

test('many readings at once are told of once, by the newest', async () => {
  const { next } = await watch({ sample: [here.sample] });
  await next();
  for (let value = 9; value <= 24; value++) await readNow(here.freezer, value);
  const times: number[] = [];
  for (;;) {
    const { at, temperature } = await next();
    times.push(parseInstant(at)!);
    if (temperature === 24) break;
  }
  times.slice(1).forEach((at, index) => expect(at - times[index]!).toBeGreaterThanOrEqual(950_000));
});

describe('is refused', () => {
  test.each([
    ['nothing', () => ({}), () => 'Name a sample or a container at least.'],
    ['only lists of nothing', () => ({ sample: [], container: [] }), () => 'Name a sample or a container at least.'],
    ['a sample that is not', () => ({ sample: [here.sample, 'S-404'] }), () => "There is no sample 'S-404'."],
    ['a container that is not', () => ({ sample: [here.sample], container: ['C-404'] }), () => "There is no container 'C-404'."],
  ])('who names %s', async (_, names, message) => {
    await expect((await watch(names())).next()).rejects.toThrow(message());
  });

  test('who names a sample of which nobody said what it endures', async () => {
    await addSample(`${here.sample}x`, here.box, { profile: null });
    await expect((await watch({ sample: [here.sample, `${here.sample}x`] })).next()).rejects.toThrow(`Nobody has said which stability profile has the sample '${here.sample}x'.`);
    expect((await (await watch({ container: [here.box] })).next()).sample.code).toBe(here.sample);
  });

  test('who names more than a thousand samples', async () => {
    await addSamples(1_000);
    await expect((await watch({ container: [here.freezer] })).next()).rejects.toThrow('One subscription may watch the budgets of at most 1000 samples');
  });
});

test('many samples take no more statements than one, and who watches the same shares them', async () => {
  await addSamples(MANY - 1);
  await addSample(`${here.sample}f`, here.fridge);
  const statementsOf = async (names: { container: string[] }, container: string, samples: number, watchers: number) => {
    const streams = await Promise.all(Array.from({ length: watchers }, () => watch(names)));
    const all = () => Promise.all(streams.map(async ({ stream }) => take(stream, samples)));
    await all();
    const before = world.statements;
    await readNow(container, container === here.fridge ? 6 + Math.random() : 20 + Math.random());
    await all();
    const statements = world.statements - before;
    for (const { stream } of streams) await stream.return?.();
    return statements;
  };
  await statementsOf({ container: [here.fridge] }, here.fridge, 1, 2);
  const one = await statementsOf({ container: [here.fridge] }, here.fridge, 1, 1);
  const many = await statementsOf({ container: [here.box] }, here.freezer, MANY, 1);
  const shared = await statementsOf({ container: [here.box] }, here.freezer, MANY, 2);
  expect(Math.abs(many - one)).toBeLessThan(5);
  // Those of the recording are in it.
  expect(one).toBeLessThanOrEqual(26);
  // A round is about a dozen.
  expect(shared - many).toBeLessThan(3);
});

test('who is bound to a site is told of what is there, and may name nothing else', async () => {
  await build.run(`update container set site_id = (select id from site where code = 'LAB') where code = $1`, [here.freezer]);
  const bound = await watch({ container: [here.freezer] }, 'VIEWER@1');
  expect(await bound.next()).toMatchObject({ sample: { code: here.sample } });
  await expect((await watch({ container: [here.fridge] }, 'VIEWER@1')).next()).rejects.toThrow(`There is no container '${here.fridge}'.`);
  const { next } = await watch({ sample: [here.sample] }, 'VIEWER@1');
  expect(await next()).toMatchObject({ sample: { code: here.sample } });
  await addSample(`${here.sample}s`, here.box);
  await readNow(here.freezer, 10);
  expect(await next()).toMatchObject({ temperature: 10 });
  await world.ask(Move, { input: { items: [{ sample: here.sample }], into: here.fridge } });
  await readNow(here.fridge, 7);
  await delay(1_200);
  await world.ask(Move, { input: { items: [{ sample: here.sample }], into: here.freezer } });
  await readNow(here.freezer, 12);
  expect(await next()).toMatchObject({ temperature: 12, tier: 'ROOM' });
});
