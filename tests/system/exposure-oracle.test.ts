import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayLiteral, sql } from '../../src/database.js';
import { QUALITIES } from '../../src/domain/reading.js';
import { LOCAL } from '../../src/domain/role.js';
import { formatInstant, SECOND } from '../../src/domain/time.js';
import { affectedSamples } from '../../src/resolvers/read/affected-samples.js';
import { excursionsOfAssets } from '../../src/resolvers/read/excursions.js';
import { exposuresOf, type Exposed } from '../../src/resolvers/read/exposure.js';
import { holds, inSeconds, journey, NOW, walk, walkTimes, type Journey, type Kept, type Oracle } from '../support/exposure-oracle.js';
import { SetStorageCondition } from './custody-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { conditionOf, momentOf, readingsOf, START, store, type Stored } from './journeys.js';

const SEED = 20261122;
const journeys = fc.sample(journey, { numRuns: 400, seed: SEED });
let world: World;
let stored: Stored;

beforeAll(async () => {
  world = await openWorld();
  stored = await store(world.database.em.fork(), journeys);
  const readings = readingsOf(journeys, randomFrom(SEED));
  for (let at = 0; at < readings.length; at += 2000) await world.contextOf({ viewer: LOCAL }).record(readings.slice(at, at + 2000));
});
afterAll(async () => world[Symbol.asyncDispose]());

/** Always the same numbers. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const ask = (indexes: readonly number[], cut: Cut = WHOLE) => exposuresOf(world.database.em.fork(), indexes.map((index) => {
  const { from, to } = cut(journeys[index]!, index);
  return { sample: stored.samples[index]![0]!, times: [{ from: from === null ? null : momentOf(from), to: momentOf(to) }], inherits: true };
}), momentOf(NOW));

type Cut = (world: Journey, index: number) => Journey;
const WHOLE: Cut = (whole) => whole;

function told({ budget, segments, ...exposed }: Exposed, index: number, expected: Oracle = walk(journeys[index]!)) {
  const containers = stored.containers[index]!;
  const sensors = stored.sensors[index]!;
  return inSeconds({
    ...exposed, used: budget.map(({ used }) => used),
    segments: segments.map(({ place, sensor, from, ...rest }) => ({ ...rest, from: from - START, place: `c${containers.indexOf(Number(place!.slice(1)))}`, sensor: sensor === null ? null : sensors.indexOf(sensor) })),
  }, expected);
}

test('what samples went through, and what they were taken from, is what a walk through its seconds says, whoever is asked with whom', async () => {
  const all = journeys.map((_, index) => index);
  for (const size of [journeys.length, 40, 1]) {
    const asked = size === 1 ? all.slice(0, 20) : all;
    for (let at = 0; at < asked.length; at += size) {
      const indexes = asked.slice(at, at + size);
      (await ask(indexes)).forEach((exposed, place) => expect({ index: indexes[place], ...told(exposed, indexes[place]!) }).toEqual({ index: indexes[place], ...walk(journeys[indexes[place]!]!) }));
    }
  }
});

/** The journey with its first sample left where it was first put, and the same with one more reading of a sensor that spoke for it then. */
function correctionsOf(world: Journey): { moved: Journey; late: Journey } {
  const moved = structuredClone(world);
  const [itself] = moved.samples;
  itself!.stays = itself!.stays.slice(0, 1).map((stay) => ({ ...stay, to: null }));
  const late = structuredClone(moved);
  const [sensor] = late.sensors;
  if (sensor?.readings.every(({ at }) => at !== LATE.at)) sensor.readings = [...sensor.readings, LATE].toSorted((a, b) => a.at - b.at);
  return { moved, late };
}

const LATE = { at: 41, value: 28, quality: 0 };

test('samples that are asked for several times of their lives at once are told the same as if they were asked alone', async () => {
  const cuts: Cut[] = [WHOLE, (whole) => ({ ...whole, from: 33 }), (whole) => ({ ...whole, from: 12, to: 71 }), (whole) => ({ ...whole, from: 50, to: 52 })];
  const indexes = journeys.flatMap((_, index) => cuts.map(() => index));
  const cutOf = (place: number) => cuts[place % cuts.length]!;
  let place = 0;
  const exposed = await ask(indexes, (whole, index) => cutOf(place++)(whole, index));
  exposed.forEach((each, at) => {
    const expected = walk(cutOf(at)(journeys[indexes[at]!]!, indexes[at]!));
    expect({ at, ...told(each, indexes[at]!, expected) }).toEqual({ at, ...expected });
  });
});

test('of several times of a life, what was in between does not count', async () => {
  const random = randomFrom(SEED + 2);
  const asked = journeys.flatMap(({ samples }, index) => samples.map((_, sample) => {
    const bounds = [...new Set(Array.from({ length: 6 }, () => Math.floor(random() * 100)))].toSorted((a, b) => a - b);
    return { index, sample, times: bounds.flatMap((from, n) => (n % 2 === 0 && n + 1 < bounds.length ? [{ from, to: bounds[n + 1]! }] : [])) };
  })).filter(({ times }) => times.length > 0);
  const exposed = await exposuresOf(world.database.em.fork(), asked.map(({ index, sample, times }) =>
    ({ sample: stored.samples[index]![sample]!, times: times.map(({ from, to }) => ({ from: momentOf(from), to: momentOf(to) })), inherits: false })), momentOf(NOW));
  exposed.forEach((each, place) => {
    const { index, sample, times } = asked[place]!;
    // Of which nobody said what product it is, nothing is used up.
    const nothing = each.budget.length > 0 ? {} : { used: [], thaws: 0 };
    const expected = { ...walkTimes(journeys[index]!, sample, times), ...nothing };
    expect({ place, from: each.from, to: each.to, ...told(each, index, expected) }).toEqual({ place, from: momentOf(times[0]!.from), to: momentOf(times.at(-1)!.to), ...expected });
  });
});

test('a move that is told later, and a reading that comes late, change the answer at once', async () => {
  const differ = (one: Journey, other: Journey) => JSON.stringify(walk(one)) !== JSON.stringify(walk(other));
  const index = journeys.findIndex((each) => differ(each, correctionsOf(each).moved) && differ(correctionsOf(each).moved, correctionsOf(each).late));
  const { moved, late } = correctionsOf(journeys[index]!);
  const em = world.database.em.fork();
  const [itself] = stored.samples[index]!;
  await sql(em, `delete from placement where item_sample_id = $1 and from_at > $2`, [itself, formatInstant(momentOf(moved.samples[0]!.stays[0]!.from))]);
  await sql(em, `update placement set to_at = null where item_sample_id = $1`, [itself]);
  journeys[index] = moved;
  expect(told((await ask([index]))[0]!, index)).toEqual(walk(moved));
  const key = `T-${1 + journeys.slice(0, index).reduce((all, { sensors }) => all + sensors.length, 0)}/t`;
  const { recorded } = await world.contextOf({ viewer: LOCAL }).record([{ key, measuredAt: momentOf(LATE.at), value: LATE.value, unit: null, quality: QUALITIES[LATE.quality]!, origin: { topic: 'test', payload: new Uint8Array(), receivedAt: START } }]);
  journeys[index] = late;
  expect(recorded).toBe(1);
  expect(told((await ask([index]))[0]!, index)).toEqual(walk(late));
});

/** Of some journeys one word more on a storage condition each, that changes what their first samples went through. */
function* moreWords(most: number): Generator<{ index: number; container: number; word: Kept }> {
  const random = randomFrom(SEED + 2);
  const below = (count: number) => Math.floor(random() * count);
  for (let index = 0, found = 0; index < journeys.length && found < most; index++) {
    const world = journeys[index]!;
    const before = JSON.stringify(walk(world));
    const words = Array.from({ length: 8 }, () => ({ index, container: below(world.kept.length), word: { from: below(100), condition: random() < 0.2 ? null : below(world.conditions.length) } }));
    const telling = words.find(({ container, word }) => JSON.stringify(walk(toldMore(world, container, word))) !== before);
    if (telling === undefined) continue;
    found += 1;
    yield telling;
  }
}

const toldMore = (world: Journey, container: number, word: Kept): Journey => ({ ...world, kept: world.kept.map((told, index) => (index === container ? [...told, word] : told)) });

test('what is said later of storage conditions, of any time, changes what is told of that time', async () => {
  const words = [...moreWords(20)];
  expect(words).toHaveLength(20);
  for (const { index, container, word: { from, condition } } of words) {
    const input = { containers: [`C-${stored.containers[index]![container]}`], storageCondition: condition === null ? null : conditionOf(index, condition), at: formatInstant(momentOf(from)) };
    expect((await world.ask(SetStorageCondition, { input })).setStorageCondition.userErrors).toEqual([]);
    journeys[index] = toldMore(journeys[index]!, container, { from, condition });
  }
  const indexes = words.map(({ index }) => index);
  (await ask(indexes)).forEach((exposed, place) => expect({ index: indexes[place], ...told(exposed, indexes[place]!) }).toEqual({ index: indexes[place], ...walk(journeys[indexes[place]!]!) }));
});

test('a sample is among those that an excursion affected exactly when the excursion is among those of the sample', async () => {
  const excursions = await storeExcursions();
  const page = { first: 100_000, after: null };
  const em = world.database.em.fork();
  const affected = await affectedSamples(em, excursions.map(({ id }) => id), { page, bounds: null, now: momentOf(NOW) });
  const samples = stored.samples.flat();
  const status = ['DETECTED', 'RETRACTED'] as never;
  const suffered = await excursionsOfAssets(em, samples.map((sample) => ({ machine: null, container: null, sample })), { where: { status }, page, bounds: null });
  const one = excursions.flatMap(({ id }, index) => affected[index]!.map(({ sample }) => `${id} ${sample.id}`)).toSorted();
  const other = samples.flatMap((sample, index) => suffered[index]!.map(({ id }) => `${id} ${sample}`)).toSorted();
  const looked = excursions.filter(({ retracted }) => !retracted).flatMap((excursion) => samplesWithin(excursion).map(({ sample }) => `${excursion.id} ${sample}`)).toSorted();
  expect(one).toEqual(looked);
  expect(other).toEqual(looked);
  expect(looked.length).toBeGreaterThan(300);
  const times = excursions.flatMap((excursion, index) => affected[index]!.map((each) => `${excursion.id} ${each.sample.id} ${JSON.stringify(each.times.map(({ from, to }) => [secondAt(from), secondAt(to)]))}`)).toSorted();
  const seen = excursions.filter(({ retracted }) => !retracted).flatMap((excursion) => samplesWithin(excursion).map(({ sample, seconds }) => `${excursion.id} ${sample} ${JSON.stringify(spansOf(seconds, excursion))}`)).toSorted();
  expect(times).toEqual(seen);
  expect(seen.filter((each) => each.includes('],[')).length).toBeGreaterThan(5);
});

const secondAt = (moment: number) => (moment - START) / SECOND;

/** In which times the seconds are, of those that the excursion has had by now. */
function spansOf(seconds: readonly number[], { from, to }: Found): [number, number][] {
  const past = seconds.filter((second) => second < (to ?? Math.max(NOW, from)));
  const starts = past.filter((second) => !past.includes(second - 1));
  return starts.map((start) => [start, past.find((second) => second >= start && !past.includes(second + 1))! + 1]);
}

interface Found {
  id: number;
  sensor: number;
  from: number;
  to: number | null;
  retracted: boolean;
}

/** Of each sensor a few, some of a moment, some that last, some that never were; not those that were detected. A sensor is always somewhere. */
async function storeExcursions(): Promise<Found[]> {
  const random = randomFrom(SEED + 1);
  const wanted = journeys.flatMap(({ sensors }, journey) => sensors.flatMap(({ mounts }, index) => [0, 1, 2].map((n) => {
    const from = Math.floor(random() * 40) + n * 40;
    return { sensor: stored.sensors[journey]![index]!, from, to: n === 2 && random() < 0.5 ? null : from + Math.floor(random() * random() * 30), retracted: random() < 0.2 };
  }).filter(({ from }) => mounts.some(holds(from)))));
  const em = world.database.em.fork();
  await sql(em, 'truncate excursion cascade');
  const { rows } = await sql<{ id: number }>(em, `
    insert into excursion (sensor_id, kind, severity, started_at, confirmed_at, ended_at, unknown, status)
    select sensor, 'NO_DATA', 'INFO', from_at, from_at, to_at, '0', status from unnest($1::text::int[], $2::text::timestamptz[], $3::text::timestamptz[], $4::text::text[]) with ordinality as new (sensor, from_at, to_at, status, n) order by n returning id`,
    [arrayLiteral(wanted.map(({ sensor }) => sensor)), arrayLiteral(wanted.map(({ from }) => formatInstant(momentOf(from)))), arrayLiteral(wanted.map(({ to }) => (to === null ? null : formatInstant(momentOf(to))))), arrayLiteral(wanted.map(({ retracted }) => (retracted ? 'RETRACTED' : 'DETECTED')))]);
  return wanted.map((each, index) => ({ ...each, id: rows[index]!.id }));
}

/** By asking of each second of it, or of its only moment, which sample is inside of what the sensor is on. */
function samplesWithin({ sensor, from, to }: Found): { sample: number; seconds: number[] }[] {
  const index = stored.sensors.findIndex((ids) => ids.includes(sensor));
  const { sensors, samples, stays } = journeys[index]!;
  const { mounts } = sensors[stored.sensors[index]!.indexOf(sensor)]!;
  const end = Math.max(to ?? 1000, from + 1);
  const isIn = (sample: Journey['samples'][number], first: boolean, second: number) => {
    const mount = mounts.find(holds(second));
    if (mount?.container === null) return first;
    let inside = sample.stays.find(holds(second));
    while (inside && inside.container !== mount?.container) inside = stays[inside.container]!.find(holds(second));
    return mount !== undefined && inside !== undefined;
  };
  const seconds = Array.from({ length: end - from }, (_, second) => from + second);
  return samples.flatMap((sample, n) => {
    const within = seconds.filter((second) => isIn(sample, n === 0, second));
    return within.length > 0 ? [{ sample: stored.samples[index]![n]!, seconds: within }] : [];
  });
}
