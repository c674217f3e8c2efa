import { arrayLiteral, micros, sql, type Database } from '../../src/database.js';
import { ExcursionKind, RuleMode, Severity } from '../../src/domain/excursion.js';
import { resegment, type HistoricWatch, type RuleVersion } from '../../src/domain/resegment.js';
import { Comparison } from '../../src/domain/rule.js';
import { SECOND, type Duration, type Instant } from '../../src/domain/time.js';
import type { ExcursionFacts } from '../../src/domain/watch.js';

/** A machine with one thermometer, and all that is needed to judge its history from scratch. */
export interface Thermometer {
  key: string;
  topic: string;
  watch: HistoricWatch;
}

// Short, so that everything happens within seconds: delays that the clock has to notice, and silences while nobody ingests.
const RULES = [
  { low: null, high: 8, deadband: 0.5, onDelay: 0, offDelay: 0 },
  { low: 2, high: 9, deadband: 0, onDelay: 0.2 * SECOND, offDelay: 0.3 * SECOND },
];
const GAPS: readonly (Duration | null)[] = [null, SECOND, 0.4 * SECOND];

/** So many machines M-0, M-1, ... with both rules on each. */
export async function makeWorld(database: Database, machines: number): Promise<Thermometer[]> {
  const em = database.em.fork();
  const rules: RuleVersion[] = [];
  for (const [index, rule] of RULES.entries()) {
    const { rows } = await sql<{ id: number }>(
      em,
      `insert into excursion_rule (code, version, quantity, severity, mode, low, high, deadband, on_delay, off_delay, created_at)
        values ($1, 1, 'TEMPERATURE', 'WARNING', 'CONSECUTIVE', $2, $3, $4, $5 * interval '1 microsecond', $6 * interval '1 microsecond', now()) returning id`,
      [`R-${index}`, rule.low, rule.high, rule.deadband, rule.onDelay, rule.offDelay],
    );
    const { low, high, onDelay, ...delays } = rule;
    const levels = [{ severity: Severity.WARNING, low, high, onDelay }];
    rules.push({ ...delays, id: rows[0]!.id, mode: RuleMode.CONSECUTIVE, comparison: Comparison.BEYOND, window: null, levels, from: null, until: null });
  }
  const gaps = Array.from({ length: machines }, (_, index) => GAPS[index % GAPS.length]!);
  const { rows: sensors } = await sql<{ id: number; key: string }>(em, MACHINES, [arrayLiteral(gaps)]);
  return sensors.map(({ id, key }, index) => ({ key, topic: `thermograph/${key}`, watch: { sensorId: id, gap: gaps[index]!, rules } }));
}

const MACHINES = `
  with machines as (insert into machine (code, name) select 'M-' || n - 1, 'machine' from unnest($1::text::int8[]) with ordinality as new (gap, n) order by n returning id, code),
  sensors as (insert into sensor (key, channel, quantity, unit, machine_id, expected_every)
    select code || '/temperature', 'temperature', 'TEMPERATURE', 'Cel', machines.id, gap * interval '1 microsecond'
    from unnest($1::text::int8[]) with ordinality as new (gap, n) join machines on code = 'M-' || n - 1 order by n returning id, key),
  states as (insert into sensor_state (sensor_id, runs) select id, '{}' from sensors),
  bound as (insert into excursion_rule_asset (rule_id, machine_id) select excursion_rule.id, machines.id from excursion_rule, machines)
  select id, key from sensors order by id`;

export interface World {
  database: Database;
  thermometers: readonly Thermometer[];
}

/** Where the excursions on record and those of the stored readings, judged from scratch, are not the same. */
export async function wrongExcursions({ database, thermometers }: World): Promise<{ sensor: string; missing: string[]; superfluous: string[] }[]> {
  const em = database.em.fork();
  const { rows: readings } = await sql<{ id: number; at: Instant; value: number }>(em, `select sensor_id as id, ${micros('measured_at')} as at, value from reading order by sensor_id, measured_at`);
  const { rows: recorded } = await sql<ExcursionFacts>(em, RECORDED);
  const samples = Map.groupBy(readings, ({ id }) => id);
  const known = Map.groupBy(recorded, ({ sensorId }) => sensorId);
  const now = Date.now() * 1000;
  return thermometers.flatMap(({ key, watch }) => {
    const expected = resegment(watch, samples.get(watch.sensorId) ?? [], now).facts.map(shown);
    const found = (known.get(watch.sensorId) ?? []).map((facts) => shown({ ...facts, kind: ExcursionKind[facts.kind] }));
    const missing = without(expected, found);
    const superfluous = without(found, expected);
    return missing.length + superfluous.length === 0 ? [] : [{ sensor: key, missing, superfluous }];
  });
}

export async function countExcursions(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>(database.em.fork(), `select count(*)::int from excursion where status <> 'RETRACTED' and kind <> 'NO_DATA'`);
  return rows[0]!.count;
}

const RECORDED = `
  select sensor_id as "sensorId", rule_id as "ruleId", kind, ${micros('started_at')} as "startedAt", ${micros('ended_at')} as "endedAt", peak, area, date_part('epoch', unknown) * 1e6 as unknown
  from excursion where status <> 'RETRACTED'`;

const shown = ({ ruleId, kind, startedAt, endedAt, peak, area, unknown }: Omit<ExcursionFacts, 'sensorId' | 'severity' | 'limit' | 'confirmedAt'>) =>
  `rule ${ruleId} ${kind} ${startedAt}..${endedAt ?? ''} peak ${peak} area ${area} unknown ${Math.round(unknown)}`;

/** What is left of a list when each of the others has taken its like away: twice is not the same as once. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of others) left.set(each, (left.get(each) ?? 0) + 1);
  return list.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}
