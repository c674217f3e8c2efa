import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import { MoveSensor } from './custody-documents.js';
import { arrange } from './exposure-world.js';
import { DefineRule, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const WentThrough = graphql(`
  query WentThrough($code: String!, $from: DateTime!, $to: DateTime!) {
    sample(code: $code) {
      exposure(from: $from, to: $to) { minimum maximum unknown }
      series(from: $from, to: $to, maxPoints: 1) { coverage buckets { mean } }
      compliance(from: $from, to: $to) { inRange outOfRange unknown }
    }
  }
`);

const ComplianceOfPlace = graphql(`
  query ComplianceOfPlace($code: String!, $from: DateTime!, $to: DateTime!) {
    container(code: $code) { compliance(from: $from, to: $to) { inRange outOfRange unknown } }
  }
`);

const start = Math.floor(now() / MINUTE) * MINUTE - 2_000 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let world: World;
let build: ReturnType<typeof arrange>;

beforeAll(async () => {
  world = await openWorld();
  build = arrange(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A bench and a fridge, which is a machine too, each with a sample in it; everything is to be kept from 2 to 8 °C. */
async function places(name: string): Promise<void> {
  const [bench, fridge] = [`${name}-bench`, `${name}-fridge`];
  await build.containers(bench, fridge);
  await build.run(`with made as (insert into machine (code, name) values ($1, 'fridge') returning id) update container set machine_id = made.id from made where container.code = $1`, [fridge]);
  for (const place of [bench, fridge]) {
    await build.sample(`in-${place}`, -100);
    await build.place('sample', `in-${place}`, place, -100);
  }
  const samples = [`in-${bench}`, `in-${fridge}`];
  await world.ask(DefineRule, { input: { code: name, quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', low: 2, high: 8, containers: [bench, fridge], machines: [fridge], samples } });
}

const move = async (sensor: string, to: { container?: string; machine?: string }, at: number) =>
  expect((await world.ask(MoveSensor, { input: { sensor, ...to, at: minute(at), reason: 'spare' } })).moveSensor.userErrors).toEqual([]);

/** In minutes. All who tell agree in what they do not know. */
async function toldOf(place: string, from: number, to: number) {
  const interval = { from: minute(from), to: minute(to) };
  const { exposure, series, compliance } = (await world.ask(WentThrough, { code: `in-${place}`, ...interval })).sample!;
  expect((await world.ask(ComplianceOfPlace, { code: place, ...interval })).container!.compliance).toEqual(compliance);
  expect([compliance.unknown, series.coverage]).toEqual([exposure.unknown, expect.closeTo(1 - minutesOf(exposure.unknown) / (to - from), 9)]);
  return { unknown: minutesOf(exposure.unknown), out: minutesOf(compliance.outOfRange), minimum: exposure.minimum, maximum: exposure.maximum };
}

const minutesOf = (length: string): number => {
  const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:0S)?$/.exec(length)!;
  return Number(hours) * 60 + Number(minutes);
};

const NOTHING = { out: 0, minimum: null, maximum: null };
const bench = { unknown: 0, out: 10, minimum: 30, maximum: 30 };

test.each([
  { kind: 'STEP', before: bench, fridge: { unknown: 30, out: 20, minimum: 5, maximum: 11 }, since: bench },
  { kind: 'LINEAR', before: { unknown: 10, ...NOTHING }, fridge: { unknown: 40, out: 20, minimum: 5, maximum: 11 }, since: { unknown: 10, ...NOTHING } },
])('a $kind sensor tells of a place by what it measured there, and by nothing of before it came or after it left', async ({ kind, before, fridge, since }) => {
  await places(kind);
  await build.sensor('container', `${kind}-bench`, 't', { interpolation: kind });
  await record(world, `${kind}-bench/t`, start, [[0, 30], [40, 5], [60, 11], [80, 5], [100, 30]]);
  await move(`${kind}-bench/t`, { container: `${kind}-fridge` }, 10);
  await move(`${kind}-bench/t`, { container: `${kind}-bench` }, 90);
  expect(await toldOf(`${kind}-bench`, 0, 10)).toEqual(before);
  expect(await toldOf(`${kind}-fridge`, 10, 90)).toEqual(fridge);
  // That it was there before says nothing of now.
  expect(await toldOf(`${kind}-bench`, 90, 100)).toEqual({ unknown: 10, ...NOTHING });
  expect(await toldOf(`${kind}-bench`, 100, 110)).toEqual(since);
});

test('that it is where it was is no move, and that a freezer is a machine and a container makes no two places of it', async () => {
  await places('same');
  await build.sensor('machine', 'same-fridge', 't', { interpolation: 'LINEAR' });
  await move('same-fridge/t', { machine: 'same-fridge' }, 10);
  await move('same-fridge/t', { container: 'same-fridge' }, 20);
  await record(world, 'same-fridge/t', start, [[0, 4], [40, 8]]);
  const halves = [await toldOf('same-fridge', 0, 20), await toldOf('same-fridge', 20, 40)];
  expect(halves).toEqual([{ unknown: 0, out: 0, minimum: 4, maximum: 6 }, { unknown: 0, out: 0, minimum: 6, maximum: 8 }]);
  expect(await toldOf('same-fridge', 0, 40)).toEqual({ unknown: 0, out: 0, minimum: 4, maximum: 8 });
});

test('from a sample to the box that it is in is a move', async () => {
  await places('probe');
  await build.sensor('sample', 'in-probe-bench', 't', { interpolation: 'LINEAR' });
  await record(world, 'in-probe-bench/t', start, [[0, 5], [20, 5], [45, 8], [60, 8]]);
  await move('in-probe-bench/t', { container: 'probe-bench' }, 30);
  expect(await toldOf('probe-bench', 0, 60)).toEqual({ unknown: 25, out: 0, minimum: 5, maximum: 8 });
});
