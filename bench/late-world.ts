// Sensors with a reading a minute, whose histories are of different lengths, each with hours missing all over it.
import { sql, type openDatabase } from '../build/src/database.js';

type Em = Awaited<ReturnType<typeof openDatabase>>['em'];

const MINUTE = 60_000_000;
const DAY_MINUTES = 1_440;
const END = Date.UTC(2026, 10, 1) * 1000;
export const HOLES = 60;

export interface History {
  name: string;
  key: string;
  minutes: number;
  start: number;
  /** From the second day on it is too warm; or all is much alike. */
  kind: 'USUAL' | 'WARM' | 'SAME';
  /** The first minute of each missing hour. */
  holes: number[];
}

const history = (name: string, days: number, kind: History['kind'] = 'USUAL'): History => {
  const minutes = days * DAY_MINUTES;
  const every = Math.floor((minutes - 4 * DAY_MINUTES) / HOLES);
  return { name, key: `${name.replaceAll(' ', '-')}/temperature`, minutes, start: END - minutes * MINUTE, kind, holes: Array.from({ length: HOLES }, (_, index) => 3 * DAY_MINUTES + index * every) };
};

export const HISTORIES: readonly History[] = [history('1 month', 30), history('6 months', 182), history('2 years', 730), history('an excursion of 3 months', 91, 'WARM'), history('an excursion of 2 years', 730, 'WARM'), history('stuck for 2 years', 730, 'SAME')];

/** About 5 °C in waves of ten hours; once a week the door stays open for half an hour. Or a sensor that says 5 °C with some noise, whatever happens. */
export function value({ kind }: History, minute: number): number {
  if (kind === 'SAME') return 5 + ((minute * 7919) % 31) / 100;
  const door = minute % 10_080 >= 3_000 && minute % 10_080 <= 3_030;
  return Math.round((5 + 1.2 * Math.sin(minute / 97) + (door ? 3.5 : 0) + (kind === 'WARM' && minute > DAY_MINUTES ? 8 : 0)) * 100) / 100;
}

export async function makeWorld(em: Em): Promise<void> {
  await sql(em, `select make_reading_partition(month::date) from generate_series(timestamp '2024-10-01', '2026-11-01', '1 month') as month`);
  await sql(em, RULES);
  for (const [index, each] of HISTORIES.entries()) await makeHistory(em, each, index + 1);
  await sql(em, 'analyze');
}

async function makeHistory(em: Em, each: History, id: number): Promise<void> {
  const code = each.key.split('/')[0]!;
  await sql(em, `insert into machine (code, name) values ($1, $1)`, [code]);
  await sql(em, `insert into sensor (key, channel, quantity, unit, machine_id, expected_every) values ($1, 'temperature', 'TEMPERATURE', 'Cel', $2, interval '5 minutes')`, [each.key, id]);
  await sql(em, `insert into excursion_rule_asset (rule_id, machine_id) select id, $1 from excursion_rule where code = $2`, [id, each.kind === 'SAME' ? 'SAME' : 'WARM']);
  const values = Array.from({ length: each.minutes }, (_, minute) => value(each, minute));
  for (const hole of each.holes) values.fill(NaN, hole, hole + 60);
  await sql(em, READINGS, [id, `{${values.map((one) => (Number.isNaN(one) ? 'NULL' : one)).join(',')}}`, each.start]);
  // The whole of it is judged by the program, as if it had been moved: what is on record is its own.
  await sql(em, `insert into sensor_state (sensor_id, runs, head_at, judge_again_from, judge_again_because, due_at) select sensor_id, '{}', max(measured_at), min(measured_at), 'SENSOR_MOVED', now() from reading where sensor_id = $1 group by sensor_id`, [id]);
}

const RULES = `
  insert into excursion_rule (code, version, quantity, severity, mode, high, deadband, on_delay, off_delay, levels, created_at)
  values ('WARM', 1, 'TEMPERATURE', 'WARNING', 'CONSECUTIVE', 8, 0.5, interval '10 minutes', interval '5 minutes', '[{"severity": "CRITICAL", "low": null, "high": 12, "onDelay": 300000000}]', '2024-01-01'),
    ('SAME', 1, 'TEMPERATURE', 'WARNING', 'STUCK', null, 0.5, interval '6 hours', interval '0', '[]', '2024-01-01')`;

/** From now on for all that is to come: so it is put in force as if it always had been. */
export const ADD_UP = `
  with made as (
    insert into excursion_rule (code, version, quantity, severity, mode, high, deadband, on_delay, off_delay, sum_window, created_at)
    values ('SUM', 1, 'TEMPERATURE', 'WARNING', 'ACCUMULATIVE', 8, 0, interval '10 hours', interval '0', interval '24 hours', '2024-01-01') returning id
  )
  insert into excursion_rule_asset (rule_id, machine_id) select made.id, machine.id from made, machine`;

const READINGS = `
  insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
  select $1::int, timestamptz 'epoch' + ($3::int8 + (n - 1) * 60000000) * interval '1 microsecond', value, 0, now(), 1
  from unnest($2::text::float8[]) with ordinality as minute (value, n) where value is not null`;
