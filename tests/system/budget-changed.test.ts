import { expect, test } from '@jest/globals';
import { formatInstant, MINUTE, parseInstant } from '../../src/domain/time.js';
import { addSample, here, PRESENT, read, readNow, start, useBudgetWorld, watch, world } from './budget-world.js';
import { Move, MoveSensor } from './custody-documents.js';
import { RecordReadings } from './graphql-documents.js';

const minutesOf = (from: string, to: string) => (parseInstant(to)! - parseInstant(from)!) / MINUTE;

useBudgetWorld();

test('first it is told how it is, and a warm reading uses what there is of the room tier', async () => {
  const { next } = await watch({ sample: [here.sample] });
  const first = await next();
  expect(first).toMatchObject({ sample: { code: here.sample }, temperature: -20, tier: 'FROZEN', exhaustedAt: null, budget: [{ tier: 'FROZEN', limit: null, remaining: null }, { used: 'PT0S' }, { used: 'PT0S', remaining: 'PT1H' }] });
  await read(here.freezer, PRESENT - 20, 20);
  const warm = await next();
  expect(warm).toMatchObject({ temperature: 20, tier: 'ROOM' });
  const room = minutesOf(formatInstant(start + (PRESENT - 20) * MINUTE), warm.at);
  expect(minutesOf(warm.at, warm.exhaustedAt!)).toBeCloseTo(60 - room, 3);
  expect(parseInstant(warm.exhaustedAt!)).toBe(start + (PRESENT + 40) * MINUTE);
  expect(room).toBeGreaterThanOrEqual(20);
  // A late reading says that it was warm for longer than was known; the moment at which it runs out comes nearer.
  await read(here.freezer, PRESENT - 30, 20);
  expect((await next()).exhaustedAt).toBe(formatInstant(start + (PRESENT + 30) * MINUTE));
  await read(here.freezer, PRESENT - 100, 20);
  const over = await next();
  expect(over).toMatchObject({ exhaustedAt: over.at, budget: [{}, {}, { exhausted: true }] });
});

test('a probe that says that its value means nothing leaves no present temperature, until it tells one again', async () => {
  const { next } = await watch({ sample: [here.sample] });
  expect(await next()).toMatchObject({ temperature: -20, tier: 'FROZEN' });
  await world.ask(RecordReadings, { input: { readings: [{ sensor: `${here.freezer}/temperature`, measuredAt: formatInstant(start + (PRESENT - 20) * MINUTE), value: -20, quality: 'BAD' }] } });
  expect(await next()).toMatchObject({ temperature: null, tier: null, exhaustedAt: null, budget: [{ tier: 'FROZEN', used: 'PT9H40M' }, {}, {}] });
  await readNow(here.freezer, -21);
  expect(await next()).toMatchObject({ temperature: -21, tier: 'FROZEN' });
});

test('the use that an aliquot inherits brings the end nearer', async () => {
  await read(here.freezer, PRESENT - 50, 20);
  await addSample(`${here.sample}a`, here.fridge, { parent: here.sample, profile: null, minute: PRESENT - 10 });
  const { next } = await watch({ sample: [`${here.sample}a`] });
  expect(await next()).toMatchObject({ temperature: 5, tier: 'FRIDGE', budget: [{}, {}, { used: 'PT40M', remaining: 'PT20M' }] });
  await read(here.fridge, PRESENT - 5, 20);
  expect((await next()).exhaustedAt).toBe(formatInstant(start + (PRESENT + 15) * MINUTE));
  // What its parent went through since is not its own, what comes to be known of before is.
  await read(here.freezer, PRESENT - 60, 20);
  expect((await next()).exhaustedAt).toBe(formatInstant(start + (PRESENT + 5) * MINUTE));
});

test('a box that is moved takes its samples into another tier at once', async () => {
  const { next } = await watch({ sample: [here.sample] });
  expect(await next()).toMatchObject({ tier: 'FROZEN' });
  await world.ask(Move, { input: { items: [{ container: here.box }], into: here.fridge } });
  expect(await next()).toMatchObject({ temperature: 5, tier: 'FRIDGE', exhaustedAt: expect.any(String) });
  await readNow(here.fridge, 4);
  expect(await next()).toMatchObject({ temperature: 4, tier: 'FRIDGE' });
});

test('who watches a container hears of samples that come into it, to any depth, and of none that have left', async () => {
  const { next } = await watch({ container: [here.fridge] });
  await addSample(`${here.sample}b`, here.fridge);
  expect(await next()).toMatchObject({ sample: { code: `${here.sample}b` }, tier: 'FRIDGE' });
  await world.ask(Move, { input: { items: [{ container: here.box }], into: here.fridge } });
  await world.ask(Move, { input: { items: [{ sample: `${here.sample}b` }], into: here.freezer } });
  await readNow(here.fridge, 4.5);
  expect(await next()).toMatchObject({ sample: { code: here.sample }, tier: 'FRIDGE' });
  await readNow(here.freezer, -21);
  await readNow(here.fridge, 5.5);
  expect(await next()).toMatchObject({ sample: { code: here.sample }, temperature: 5.5 });
});

const moveProbe = async (to: string, at: number) =>
  expect((await world.ask(MoveSensor, { input: { sensor: `${here.fridge}/temperature`, container: to, at: formatInstant(start + at * MINUTE), reason: 'spare' } })).moveSensor.userErrors).toEqual([]);

test('a probe says nothing of the place that it was moved to until it has measured there, also when the move is told late', async () => {
  await read(here.fridge, PRESENT - 300, 20);
  await addSample(`${here.sample}c`, here.fridge, { minute: PRESENT - 30 });
  const { next } = await watch({ sample: [`${here.sample}c`] });
  expect(await next()).toMatchObject({ temperature: 20, tier: 'ROOM', exhaustedAt: formatInstant(start + (PRESENT + 30) * MINUTE) });
  // It was elsewhere when it measured that, and came before the sample: who spoke for it has not changed.
  await moveProbe(here.box, PRESENT - 400);
  await moveProbe(here.fridge, PRESENT - 200);
  expect(await next()).toMatchObject({ temperature: null, tier: null, exhaustedAt: null, budget: [{}, {}, { tier: 'ROOM', used: 'PT0S' }] });
  await readNow(here.fridge, 4);
  expect(await next()).toMatchObject({ temperature: 4, tier: 'FRIDGE' });
});
