import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayLiteral, micros, openDatabase, sql, type Database } from '../../src/database.js';
import { ExcursionKind, Severity } from '../../src/domain/excursion.js';
import { Quality, type IncomingReading } from '../../src/domain/reading.js';
import { MINUTE } from '../../src/domain/time.js';
import { type ExcursionFacts, type WatchedRule } from '../../src/ingest/detect.js';
import type { ParsedMessage } from '../../src/ingest/message.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { resegment } from '../../src/ingest/resegment.js';
import { createDatabase } from '../support/database.js';

// Each world is one sensor with a rule of its own; all worlds share the batches, as sensors do.
const WORLDS = 240;
const START = Date.UTC(2026, 0, 31, 23) * 1000;

interface World {
  gap: number | null;
  rule: Omit<WatchedRule, 'id' | 'severity'>;
  readings: { minute: number; value: number; quality: Quality }[];
  /** For each delivery, which reading it is and in which batch it comes; every reading comes at least once. */
  deliveries: { reading: number; batch: number }[];
}

const world: fc.Arbitrary<World> = fc
  .record({
    gap: fc.constantFrom(null, 3, 10),
    low: fc.constantFrom(null, 2),
    deadband: fc.constantFrom(0, 0.5, 2),
    onDelay: fc.constantFrom(0, 5, 12),
    offDelay: fc.constantFrom(0, 4, 15),
    steps: fc.array(fc.tuple(fc.constantFrom(1, 1, 1, 2, 5, 20), fc.constantFrom(1, 3, 5, 5, 5, 7.8, 8, 9, 12), fc.constantFrom(Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.BAD, Quality.UNCERTAIN)), { minLength: 1, maxLength: 60 }),
  })
  .chain(({ gap, low, deadband, onDelay, offDelay, steps }) => {
    let minute = 0;
    const readings = steps.map(([step, value, quality]) => ({ minute: (minute += step), value, quality }));
    const rule = { low, high: 8, deadband, onDelay: onDelay * MINUTE, offDelay: offDelay * MINUTE };
    const batches = fc.array(fc.nat(5), { minLength: readings.length, maxLength: readings.length });
    const repeats = fc.array(fc.record({ reading: fc.nat(readings.length - 1), batch: fc.nat(6) }), { maxLength: 10 });
    return fc.tuple(batches, repeats).map(([batch, repeated]) => ({
      gap: gap && gap * MINUTE,
      rule,
      readings,
      deliveries: [...readings.map((_, reading) => ({ reading, batch: batch[reading]! })), ...repeated],
    }));
  });

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ url: await createDatabase() });
});
afterAll(() => database.close());
beforeEach(async () => void (await sql(database.em.fork(), 'truncate machine, sensor, sensor_state, reading, excursion_rule, excursion_rule_asset, excursion, excursion_revision, rejection restart identity cascade')));

test.each([
  { firstChunk: 256, how: 'read in one go' },
  { firstChunk: 2, how: 'read bit by bit' },
])('readings in any order, repeated or not, give the excursions of a history read from scratch, with the surroundings of a late one $how', async ({ firstChunk }) => {
  const worlds = fc.sample(world, { numRuns: WORLDS, seed: 20261121 });
  const ids = await makeSensors(worlds);
  const record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false, firstChunk });
  for (let batch = 0; batch <= 6; batch += 1) {
    await record(worlds.flatMap((each, index) => each.deliveries.filter((delivery) => delivery.batch === batch).map(({ reading }) => message(each, index, reading))));
  }
  const now = Date.now() * 1000;
  const known = await readExcursions();
  const wrong = worlds.flatMap((each, index) => {
    const samples = each.readings.filter(({ quality }) => quality === Quality.GOOD).map(({ minute, value }) => ({ at: START + minute * MINUTE, value }));
    const rule = { ...each.rule, id: ids[index]!.rule, severity: Severity.WARNING, from: null, until: null };
    const { facts } = resegment({ sensorId: ids[index]!.sensor, gap: each.gap, rules: [rule] }, samples, now);
    const expected = JSON.stringify(facts.map(shown).toSorted());
    const found = JSON.stringify((known.get(ids[index]!.sensor) ?? []).toSorted());
    return expected === found ? [] : [{ world: each, expected, found }];
  });
  expect(wrong).toEqual([]);
  expect([...known.values()].flat().length).toBeGreaterThan(WORLDS);
  const { rows } = await sql<{ readings: number; expected: number; refused: number }>(database.em.fork(), 'select (select count(*)::int from reading) as readings, (select count(*)::int from rejection) as refused');
  expect(rows[0]).toEqual({ readings: worlds.reduce((sum, { readings }) => sum + readings.length, 0), refused: 0 });
  expect(await causes()).toEqual(['DETECTED RETRACTED', 'DETECTED STANDS', 'LATE_DATA RETRACTED', 'LATE_DATA STANDS']);
});

/** Every change is a revision with its cause, and what is undone is retracted, not deleted. */
async function causes(): Promise<string[]> {
  const { rows } = await sql<{ cause: string; status: string }>(
    database.em.fork(),
    `select distinct cause, case status when 'RETRACTED' then status else 'STANDS' end as status from excursion_revision join excursion on id = excursion_id order by 1, 2`,
  );
  return rows.map(({ cause, status }) => `${cause} ${status}`);
}

const shown = ({ kind, startedAt, endedAt, peak, area, unknown }: Pick<ExcursionFacts, 'kind' | 'startedAt' | 'endedAt' | 'peak' | 'area' | 'unknown'>) =>
  `${kind} ${(startedAt - START) / MINUTE}..${endedAt === null ? '' : (endedAt - START) / MINUTE} peak ${peak} area ${area} unknown ${unknown}`;

function message({ readings }: World, index: number, reading: number): ParsedMessage {
  const { minute, value, quality } = readings[reading]!;
  const origin = { topic: `thermograph/W-${index}/temperature`, payload: new Uint8Array(), receivedAt: START };
  const incoming: IncomingReading = { key: `W-${index}/temperature`, measuredAt: START + minute * MINUTE, value, unit: null, quality, origin };
  return { readings: [incoming], positions: [], statuses: [], updates: [], refusals: [] };
}

async function makeSensors(worlds: readonly World[]): Promise<{ sensor: number; rule: number }[]> {
  const em = database.em.fork();
  const { rows } = await sql<{ sensor: number; rule: number }>(
    em,
    `with new as (select * from unnest($1::text::int8[], $2::text::float8[], $3::text::float8[], $4::text::int8[], $5::text::int8[]) with ordinality as new (gap, low, deadband, on_delay, off_delay, n)),
      machines as (insert into machine (code, name) select 'W-' || n - 1, 'world' from new order by n returning id, code),
      sensors as (insert into sensor (key, channel, quantity, unit, machine_id, expected_every)
        select code || '/temperature', 'temperature', 'TEMPERATURE', 'Cel', machines.id, gap * interval '1 microsecond' from new join machines on code = 'W-' || n - 1 order by n returning id, machine_id),
      states as (insert into sensor_state (sensor_id, runs) select id, '{}' from sensors),
      rules as (insert into excursion_rule (code, version, quantity, severity, mode, low, high, deadband, on_delay, off_delay, created_at)
        select 'R-' || n - 1, 1, 'TEMPERATURE', 'WARNING', 'CONSECUTIVE', low, 8, deadband, on_delay * interval '1 microsecond', off_delay * interval '1 microsecond', now() from new order by n returning id, code),
      bound as (insert into excursion_rule_asset (rule_id, machine_id) select rules.id, machines.id from rules join machines on substr(rules.code, 3) = substr(machines.code, 3))
    select sensors.id as sensor, rules.id as rule from sensors join machines on machines.id = machine_id join rules on substr(rules.code, 3) = substr(machines.code, 3) order by substr(rules.code, 3)::int`,
    [
      arrayLiteral(worlds.map(({ gap }) => gap)), arrayLiteral(worlds.map(({ rule }) => rule.low)), arrayLiteral(worlds.map(({ rule }) => rule.deadband)),
      arrayLiteral(worlds.map(({ rule }) => rule.onDelay)), arrayLiteral(worlds.map(({ rule }) => rule.offDelay)),
    ],
  );
  return rows;
}

async function readExcursions(): Promise<Map<number, string[]>> {
  const { rows } = await sql<ExcursionFacts>(
    database.em.fork(),
    `select sensor_id as "sensorId", kind, ${micros('started_at')} as "startedAt", ${micros('ended_at')} as "endedAt", peak, area, date_part('epoch', unknown) * 1e6 as unknown from excursion where status <> 'RETRACTED'`,
  );
  const known = new Map<number, string[]>();
  for (const row of rows) known.set(row.sensorId, [...(known.get(row.sensorId) ?? []), shown({ ...row, kind: ExcursionKind[row.kind] })]);
  return known;
}
