import fc from 'fast-check';
import { micros, sql, type Em } from '../../src/database.js';
import { ExcursionKind, RuleMode, Severity } from '../../src/domain/excursion.js';
import { Quality, type IncomingReading } from '../../src/domain/reading.js';
import { Comparison, type Level, type Rule } from '../../src/domain/rule.js';
import { MINUTE } from '../../src/domain/time.js';
import type { ExcursionFacts } from '../../src/domain/watch.js';
import type { ParsedMessage } from '../../src/ingest/message.js';

// Each world is one sensor with a rule of its own; all worlds share the batches, as sensors do.
export const START = Date.UTC(2026, 0, 31, 23) * 1000;

export interface World {
  gap: number | null;
  rule: Rule;
  readings: { minute: number; value: number; quality: Quality }[];
  /** For each delivery, which reading it is and in which batch it comes; every reading comes at least once. */
  deliveries: { reading: number; batch: number }[];
}

const level: fc.Arbitrary<Level> = fc.record({ severity: fc.constantFrom(Severity.WARNING, Severity.CRITICAL), low: fc.constantFrom(null, 1), high: fc.constantFrom(9, 12), onDelay: fc.constantFrom(0, 3 * MINUTE, 10 * MINUTE) });

const consecutive: fc.Arbitrary<Rule> = fc
  .record({ low: fc.constantFrom(null, 2), deadband: fc.constantFrom(0, 0.5, 2), onDelay: fc.constantFrom(0, 5, 12), offDelay: fc.constantFrom(0, 4, 15), levels: fc.array(level, { maxLength: 2 }) })
  .map(({ low, deadband, onDelay, offDelay, levels }) => ({
    mode: RuleMode.CONSECUTIVE, comparison: Comparison.BEYOND, deadband, offDelay: offDelay * MINUTE, window: null,
    levels: [{ severity: Severity.INFO, low, high: 8, onDelay: onDelay * MINUTE }, ...levels.map((each) => (low === null ? { ...each, low: null } : each))],
  }));

const accumulative: fc.Arbitrary<Rule> = fc
  .record({ isHigh: fc.boolean(), comparison: fc.constantFrom(...Object.values(Comparison)), deadband: fc.constantFrom(0, 0.5), onDelay: fc.constantFrom(4, 9), window: fc.constantFrom(11, 25, 40), levels: fc.array(level, { maxLength: 2 }) })
  .map(({ isHigh, comparison, deadband, onDelay, window, levels }) => ({
    mode: RuleMode.ACCUMULATIVE, comparison, deadband, offDelay: 0, window: window * MINUTE,
    levels: [{ severity: Severity.INFO, low: 2, high: 8, onDelay: onDelay * MINUTE }, ...levels.map((each) => ({ ...each, low: 1, onDelay: each.onDelay + MINUTE }))]
      .map((each) => (isHigh ? { ...each, low: null } : { ...each, high: null })),
  }));

const stuck: fc.Arbitrary<Rule> = fc
  .record({ deadband: fc.constantFrom(0, 0, 0.2, 1, 3), onDelay: fc.constantFrom(2, 5), levels: fc.array(level, { maxLength: 1 }) })
  .map(({ deadband, onDelay, levels }) => ({
    mode: RuleMode.STUCK, comparison: Comparison.BEYOND, deadband, offDelay: 0, window: null,
    levels: [{ severity: Severity.INFO, onDelay: onDelay * MINUTE }, ...levels.map((each) => ({ ...each, onDelay: each.onDelay + 6 * MINUTE }))].map((each) => ({ ...each, low: null, high: null })),
  }));

export const rule: fc.Arbitrary<Rule> = fc.oneof(consecutive, accumulative, stuck);

const worldOf = (values: fc.Arbitrary<number>, least = 1): fc.Arbitrary<World> => fc
  .record({
    gap: fc.constantFrom(null, 3, 10),
    rule,
    steps: fc.array(fc.tuple(fc.constantFrom(1, 1, 1, 2, 5, 20), values, fc.constantFrom(Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.BAD, Quality.UNCERTAIN)), { minLength: least, maxLength: 60 }),
  })
  .chain(({ gap, rule, steps }) => {
    let minute = 0;
    const readings = steps.map(([step, value, quality]) => ({ minute: (minute += step), value, quality }));
    const batches = fc.array(fc.nat(5), { minLength: readings.length, maxLength: readings.length });
    const repeats = fc.array(fc.record({ reading: fc.nat(readings.length - 1), batch: fc.nat(6) }), { maxLength: 10 });
    return fc.tuple(batches, repeats).map(([batch, repeated]) => ({
      gap: gap && gap * MINUTE,
      rule,
      readings,
      deliveries: [...readings.map((_, reading) => ({ reading, batch: batch[reading]! })), ...repeated],
    }));
  });

export const world = worldOf(fc.constantFrom(1, 3, 5, 5, 5, 7.8, 8, 9, 12));
/** Where it is mostly too warm, and much alike: what is found lasts. */
const warm = fc.oneof({ weight: 30, arbitrary: fc.constantFrom(9, 9, 10, 11) }, { weight: 1, arbitrary: fc.constantFrom(5, 12) });
export const lasting = worldOf(warm);
/** The same with so many readings that much is kept of them. */
export const long = worldOf(warm, 50);

/** Areas are sums, of which the last digits depend on the order. */
export const shown = ({ kind, startedAt, confirmedAt, endedAt, peak, area, unknown, severities }: Omit<ExcursionFacts, 'sensorId' | 'ruleId' | 'limit'>) =>
  `${kind} ${minutes(startedAt)}..${minutes(endedAt)} confirmed ${minutes(confirmedAt)} peak ${peak} area ${area === null ? area : Number(area.toPrecision(9))} unknown ${unknown} ${severities.map(({ severity, reachedAt, limit }) => `${severity} at ${minutes(reachedAt)} by ${limit}`).join()}`;

const minutes = (moment: number | null) => (moment === null ? '' : (moment - START) / MINUTE);

export function message({ readings }: World, index: number, reading: number): ParsedMessage {
  const { minute, value, quality } = readings[reading]!;
  const origin = { topic: `thermograph/W-${index}/temperature`, payload: new Uint8Array(), receivedAt: START };
  const incoming: IncomingReading = { key: `W-${index}/temperature`, measuredAt: START + minute * MINUTE, value, unit: null, quality, origin };
  return { readings: [incoming], positions: [], statuses: [], updates: [], refusals: [] };
}

export async function makeSensors(em: Em, worlds: readonly World[]): Promise<{ sensor: number; rule: number }[]> {
  const { rows } = await sql<{ sensor: number; rule: number }>(
    em,
    `with new as (select * from json_to_recordset($1::json) as new (n int, gap int8, mode text, comparison text, low float8, high float8, deadband float8, on_delay int8, off_delay int8, sum_window int8, levels jsonb)),
      machines as (insert into machine (code, name) select 'W-' || n, 'world' from new order by n returning id, code),
      sensors as (insert into sensor (key, channel, quantity, unit, machine_id, expected_every)
        select code || '/temperature', 'temperature', 'TEMPERATURE', 'Cel', machines.id, gap * interval '1 microsecond' from new join machines on code = 'W-' || n order by n returning id, machine_id),
      states as (insert into sensor_state (sensor_id, runs) select id, '{}' from sensors),
      rules as (insert into excursion_rule (code, version, quantity, severity, mode, comparison, low, high, deadband, on_delay, off_delay, sum_window, levels, created_at)
        select 'R-' || n, 1, 'TEMPERATURE', 'INFO', mode, comparison, low, high, deadband, on_delay * interval '1 microsecond', off_delay * interval '1 microsecond', sum_window * interval '1 microsecond', levels, now() from new order by n returning id, code),
      bound as (insert into excursion_rule_asset (rule_id, machine_id) select rules.id, machines.id from rules join machines on substr(rules.code, 3) = substr(machines.code, 3))
    select sensors.id as sensor, rules.id as rule from sensors join machines on machines.id = machine_id join rules on substr(rules.code, 3) = substr(machines.code, 3) order by substr(rules.code, 3)::int`,
    [JSON.stringify(worlds.map(({ gap, rule: { levels: [own, ...levels], mode, comparison, deadband, offDelay, window } }, n) => (
      { n, gap, mode, comparison, low: own!.low, high: own!.high, deadband, on_delay: own!.onDelay, off_delay: offDelay, sum_window: window, levels }
    )))],
  );
  return rows;
}

export async function readExcursions(em: Em): Promise<Map<number, string[]>> {
  const { rows } = await sql<ExcursionFacts>(
    em,
    `select sensor_id as "sensorId", kind, severity, severities, ${micros('started_at')} as "startedAt", ${micros('confirmed_at')} as "confirmedAt", ${micros('ended_at')} as "endedAt", peak, area, date_part('epoch', unknown) * 1e6 as unknown from excursion where status <> 'RETRACTED'`,
  );
  const known = new Map<number, string[]>();
  for (const row of rows) known.set(row.sensorId, [...(known.get(row.sensorId) ?? []), shown({ ...row, kind: ExcursionKind[row.kind] })]);
  return known;
}
