// 100 machines with five sensors each, and a reading a minute of each of them.
import { sql, type openDatabase } from '../../build/src/database.js';

type Em = Awaited<ReturnType<typeof openDatabase>>['em'];

export const MACHINES = 100;
export const SENSORS = 5;
export const READINGS = 2_000;
/** How many machines are asked for. */
export const ASKED = 50;

export const QUERY = `{ machines(first: ${ASKED}) { nodes { id code name sensors { key unit latest { value measuredAt } } } } }`;

export async function makeWorld(em: Em): Promise<void> {
  await sql(em, `select make_reading_partition('2026-11-01')`);
  for (const statement of [machines, sensors, readings, states]) await sql(em, statement);
  await sql(em, 'vacuum analyze');
}

const machines = `insert into machine (code, name) select 'MILL-' || lpad(n::text, 3, '0'), 'Mill ' || n from generate_series(1, ${MACHINES}) as n`;
const sensors = `
  insert into sensor (key, channel, quantity, unit, machine_id)
  select machine.code || '/temperature-' || n, 'temperature-' || n, 'TEMPERATURE', 'Cel', machine.id from machine, generate_series(1, ${SENSORS}) as n order by machine.id, n`;
const states = `
  insert into sensor_state (sensor_id, runs, first_at, head_at)
  select sensor_id, '{}', min(measured_at), max(measured_at) from reading group by sensor_id`;
const readings = `
  insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
  select sensor.id, timestamptz '2026-11-10T00:00:00Z' + n * interval '1 minute', round((20 + 5 * sin(n / 97.0 + sensor.id) + random())::numeric, 2), 0, now(), 1
  from sensor, generate_series(1, ${READINGS}) as n`;
