import fc from 'fast-check';
import { arrayLiteral, sql, type Database } from '../../src/database.js';
import { timeInTiers, type Tier } from '../../src/domain/budget.js';
import { summarize } from '../../src/domain/exposure.js';
import { MeanKinetic } from '../../src/domain/mean-kinetic.js';
import type { Part } from '../../src/domain/part.js';
import { Interpolation, QUALITIES, type IncomingReading } from '../../src/domain/reading.js';
import type { Interval, Said, Speech } from '../../src/domain/stretch.js';
import { MINUTE, type Duration, type Instant } from '../../src/domain/time.js';
import { convert } from '../../src/domain/unit.js';

// Three hours before a month ends, in UTC.
export const START = Date.UTC(2026, 2, 31, 21) * 1000;
export const BOUNDS = [2, 8, 25];
const TIERS: Tier[] = [{ code: 'COLD', minimum: null, maximum: 2, limit: null }, { code: 'FRIDGE', minimum: 2, maximum: 8, limit: null }, { code: 'ROOM', minimum: 8, maximum: 25, limit: null }];

export interface History extends Speech {
  unit: string;
  quantity: 'TEMPERATURE' | 'HUMIDITY';
  trust: boolean;
  /** In order of time. `batch`: when it arrives; `again`: and once more. Values are in the canonical unit. */
  readings: { minute: number; value: number; quality: number; batch: number; again: number }[];
}

const steps: fc.Arbitrary<[minutes: number, value: number][]> = fc.oneof(
  // Most of the time nothing much happens, for days.
  { weight: 3, arbitrary: fc.array(fc.tuple(fc.constantFrom(20, 30, 30, 40, 59, 61), fc.constantFrom(3, 4, 4, 5, 5, 5, 5, 6)), { minLength: 150, maxLength: 200 }) },
  { weight: 1, arbitrary: fc.array(fc.tuple(fc.constantFrom(1, 5, 20, 60, 130, 1500), fc.constantFrom(-5, 2, 4, 4, 5, 8, 9, 12, 25, 30)), { maxLength: 120 }) },
);

export const history: fc.Arbitrary<History> = fc
  .record({
    interpolation: fc.constantFrom(Interpolation.STEP, Interpolation.LINEAR),
    expectedEvery: fc.constantFrom(null, 15 * MINUTE, 45 * MINUTE, 90 * MINUTE),
    sensor: fc.constantFrom({ quantity: 'TEMPERATURE', unit: 'Cel' } as const, { quantity: 'TEMPERATURE', unit: 'Cel' } as const, { quantity: 'TEMPERATURE', unit: 'K' } as const, { quantity: 'TEMPERATURE', unit: '[degF]' } as const, { quantity: 'HUMIDITY', unit: '%' } as const),
    trust: fc.boolean(),
    steps,
    seed: fc.array(fc.record({ quality: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 2), late: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 3), again: fc.constantFrom(0, 0, 0, 1) }), { minLength: 200, maxLength: 200 }),
  })
  .map(({ steps: walked, seed, sensor, ...rest }) => {
    let minute = 0;
    const readings = walked.map(([step, value], index) => {
      const { quality, late, again } = seed[index]!;
      return { minute: (minute += step), value, quality, batch: Math.min(Math.floor((index / walked.length) * BATCHES) + late, BATCHES - 1), again };
    });
    return { ...rest, ...sensor, readings };
  });

export const BATCHES = 6;

export const momentOf = (minute: number): Instant => START + minute * MINUTE;

/** What was said after a batch. */
export const saidAfter = ({ readings, trust }: History, batch: number): Said[] =>
  readings.filter((each) => each.batch <= batch).map(({ minute, value, quality }) => ({ at: momentOf(minute), value: quality <= (trust ? 1 : 0) ? value : null }));

/** Everything that comes in a batch, with repetitions of what came before it, some of them with another value. */
export function arrivalsOf({ readings, unit, quantity }: History, index: number, batch: number): IncomingReading[] {
  const canonical = quantity === 'HUMIDITY' ? '%' : 'Cel';
  const origin = { topic: 'digests', payload: new Uint8Array(), receivedAt: START };
  const incoming = (minute: number, value: number, quality: number): IncomingReading =>
    ({ key: `M/${index + 1}`, measuredAt: momentOf(minute), value: convert(value, canonical, unit)!, unit: null, quality: QUALITIES[quality]!, origin });
  return readings.flatMap(({ minute, value, quality, batch: first, again }) => [
    ...(first === batch ? [incoming(minute, value, quality)] : []),
    ...(first === batch - 1 && again === 1 ? [incoming(minute, value, quality), incoming(minute, value + 1, quality)] : []),
  ]);
}

export async function storeSensors(database: Database, histories: readonly Pick<History, 'unit' | 'quantity' | 'trust' | 'interpolation' | 'expectedEvery'>[]): Promise<number[]> {
  const em = database.em.fork();
  await sql(em, `insert into machine (code, name) values ('M', 'machine') on conflict do nothing`);
  const { rows } = await sql<{ id: number }>(em, `
    with made as (
      insert into sensor (key, channel, quantity, unit, machine_id, expected_every, interpolation, trust_uncertain)
      select 'M/' || n, n, quantity, unit, (select id from machine), gap * interval '1 microsecond', interpolation, trust
      from unnest($1::text::int8[], $2::text::text[], $3::text::text[], $4::text::text[], $5::text::boolean[]) with ordinality as new (gap, interpolation, quantity, unit, trust, n)
      order by n returning id
    ), states as (insert into sensor_state (sensor_id, runs) select id, '{}' from made)
    select id from made order by id`,
    [
      arrayLiteral(histories.map(({ expectedEvery }) => expectedEvery)), arrayLiteral(histories.map(({ interpolation }) => interpolation)),
      arrayLiteral(histories.map(({ quantity }) => quantity)), arrayLiteral(histories.map(({ unit }) => unit)), arrayLiteral(histories.map(({ trust }) => String(trust))),
    ]);
  return rows.map(({ id }) => id);
}

/** All sums that are made of parts. */
export function account(parts: Iterable<Part>, interval: Interval, isTemperature = true): (Duration | null)[] {
  const all = [...parts];
  const kinetic = new MeanKinetic();
  if (isTemperature) for (const part of all) kinetic.add(part);
  const { minimum, maximum, mean, known, tooWarm, tooCold } = summarize(all, interval, { minimum: 2, maximum: 8 });
  return [minimum, maximum, mean, known, tooWarm, tooCold, kinetic.value, ...timeInTiers(TIERS, all)];
}

/** Sums of the same numbers in another order; times are of microseconds, and may be rounded to another one. */
export const isSame = (one: readonly (number | null)[], other: readonly (number | null)[]): boolean =>
  one.every((value, index) => {
    const there = other[index]!;
    return value === null || there === null ? value === there : Math.abs(value - there) <= 1e-9 * Math.max(Math.abs(value), 1) + (Math.abs(value) > 1e6 ? 1 : 0);
  });
