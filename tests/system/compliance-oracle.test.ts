import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayLiteral, openDatabase, sql, type Database } from '../../src/database.js';
import { formatInstant } from '../../src/domain/time.js';
import { compliancesOf } from '../../src/resolvers/read/compliance.js';
import { createDatabase } from '../support/database.js';
import { isAlike, secondOf, sumOf, type Saying } from '../support/compliance-oracle.js';
import { cellAt, chainAt, holds, journey, NOW, speaksFrom, valuesAt, type Journey, type Span } from '../support/exposure-oracle.js';
import { momentOf, store, storeReadings, type Stored } from './journeys.js';

/** What a version of a rule judges of one sensor of a journey. */
interface Version extends Span {
  sensor: number;
  minimum: number | null;
  maximum: number | null;
}

interface World {
  journey: Journey;
  versions: Version[];
}

const version = fc.tuple(fc.nat(3), fc.integer({ min: -10, max: 80 }), fc.option(fc.integer({ min: 1, max: 60 })), fc.constantFrom(null, -20, 2), fc.constantFrom(5, 8, 25))
  .map(([sensor, from, length, minimum, maximum]): Version => ({ sensor, from, to: length === null ? null : from + length, minimum, maximum }));
const world: fc.Arbitrary<World> = fc.record({ journey, versions: fc.array(version, { maxLength: 8 }) });
const worlds = fc.sample(world, { numRuns: 250, seed: 20261122 }).map((each) => ({ ...each, versions: each.versions.filter(({ sensor }) => sensor < each.journey.sensors.length) }));

let database: Database;
let stored: Stored;

beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
  const journeys = worlds.map((each) => each.journey);
  stored = await store(database.em.fork(), journeys);
  await storeReadings(database.em.fork(), journeys, stored);
  await sql(database.em.fork(), 'update sensor_state set first_at = (select min(measured_at) from reading where reading.sensor_id = sensor_state.sensor_id)');
  await storeVersions();
});
afterAll(() => database.close());

async function storeVersions(): Promise<void> {
  const rows = worlds.flatMap(({ versions }, index) => versions.map((each) => ({ ...each, sensor: stored.sensors[index]![each.sensor]! })));
  const moments = (which: 'from' | 'to') => arrayLiteral(rows.map(({ [which]: second }) => (second === null ? null : formatInstant(momentOf(second)))));
  await sql(database.em.fork(), `
    with rule as (
      insert into excursion_rule (code, version, quantity, severity, mode, low, high, deadband, on_delay, off_delay, created_at, retired_at)
      select 'R-' || n, 1, 'TEMPERATURE', 'INFO', 'INSTANT', minimum, maximum, 0, '0', '0', now(), case when until is not null then now() end
      from unnest($2::text::float8[], $3::text::float8[], $5::text::timestamptz[]) with ordinality as new (minimum, maximum, until, n) returning id, code
    )
    insert into excursion_rule_span (rule_id, sensor_id, from_at, until_at)
    select rule.id, sensor, since, until from unnest($1::text::int[], $4::text::timestamptz[], $5::text::timestamptz[]) with ordinality as span (sensor, since, until, n) join rule on rule.code = 'R-' || n`,
    [arrayLiteral(rows.map(({ sensor }) => sensor)), arrayLiteral(rows.map(({ minimum }) => minimum)), arrayLiteral(rows.map(({ maximum }) => maximum)), moments('from'), moments('to')]);
}

const limitsOn = ({ versions }: World, sensor: number, second: number) => versions.filter((each) => each.sensor === sensor && holds(second)(each));

/** What a container was inside of, and itself. */
function chainOf({ stays }: Journey, container: number, second: number): number[] {
  const inside = stays[container]!.find(holds(second));
  return [container, ...(inside ? chainOf({ stays } as Journey, inside.container, second) : [])];
}

/** What the sensors say that are on a container, or on what is in it, the first sample among that. */
function sayingsIn(each: World, container: number, second: number): Saying[] {
  return each.journey.sensors.flatMap((sensor, index) => {
    const mount = sensor.mounts.find((on) => holds(second)(on) && speaksFrom(sensor, on) <= second);
    const chain = !mount ? [] : mount.container === null ? chainAt(each.journey, 0, second) : chainOf(each.journey, mount.container, second);
    return chain.includes(container) ? [{ values: valuesAt(sensor, second, NOW), limits: limitsOn(each, index, second) }] : [];
  });
}

/** What is said of a sample, and asked of it. */
function sayingOf(each: World, sample: number, second: number): Saying[] {
  const { sensor, condition, first, last } = cellAt(each.journey, sample, second);
  if (sensor === null) return [];
  return [{ values: first === null ? null : [first, last!], limits: [...limitsOn(each, sensor, second), ...(condition ? [condition] : [])] }];
}

const walk = ({ from, to }: { from: number; to: number }, sayings: (second: number) => Saying[]) => sumOf(Array.from({ length: to - from }, (_, index) => secondOf(sayings(from + index))));

test.each([
  ['a container with what stood in it', (index: number) => stored.containers[index]!.map((id, place) => ({ asset: { machine: null, container: id, sample: null }, sayings: (second: number) => sayingsIn(worlds[index]!, place, second) }))],
  ['a sample', (index: number) => stored.samples[index]!.map((id, place) => ({ asset: { machine: null, container: null, sample: id }, sayings: (second: number) => sayingOf(worlds[index]!, place, second) }))],
])('the compliance of %s is what asking each second says, however things were moved and rules changed', async (_, assetsOf) => {
  const asked = worlds.flatMap(({ journey: { from, to } }, index) => assetsOf(index).map((each) => ({ ...each, index, from: from ?? 0, to })));
  const told = await compliancesOf(database.em.fork(), asked.map(({ asset, from, to }) => ({ asset, from: momentOf(from), to: momentOf(to) })), momentOf(NOW));
  told.forEach((sums, place) => {
    const { index, sayings, ...interval } = asked[place]!;
    const walked = walk(interval, sayings);
    if (!isAlike(sums, walked)) expect({ index, place, sums }).toEqual({ index, place, sums: walked });
  });
  expect(told.filter(({ inRange, outOfRange, unknown }) => inRange > 0 && outOfRange > 0 && unknown > 0).length).toBeGreaterThan(20);
});
