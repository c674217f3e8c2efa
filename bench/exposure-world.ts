// Five refrigerators with a reading a minute for a year, a sample that was in each of them in turn, and 1,000 samples in the first.
import { sql, type openDatabase } from '../build/src/database.js';

type Em = Awaited<ReturnType<typeof openDatabase>>['em'];

export const YEAR = { from: '2025-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
export const MINUTES = 525_600;
export const CONTAINERS = 5;
export const SAMPLES = 1_000;
/** On the 70th day the first one is too warm for four hours. */
export const EXCURSION = { from: '2026-01-09T10:00:00Z', to: '2026-01-09T14:00:00Z' };

export async function makeWorld(em: Em): Promise<void> {
  await sql(em, `select make_reading_partition(month::date) from generate_series(timestamp '2025-11-01', '2026-11-01', '1 month') as month`);
  for (const statement of [containers, kept, sensors, states, samples, boxes, placements, rule, excursion]) await sql(em, statement);
  for (let sensor = 1; sensor <= CONTAINERS; sensor += 1) await sql(em, readings, [sensor]);
  await sql(em, `update sensor_state set first_at = '${YEAR.from}', head_at = timestamptz '${YEAR.to}' - interval '1 minute'`);
  await sql(em, 'analyze');
}

/** As the migration leaves a database that has readings from before. */
export const askForDigests = (em: Em): Promise<unknown> => sql(em, `insert into digest_backlog (sensor_id, from_at) select sensor_id, '-infinity' from sensor_state`);

const containers = `
  insert into container (code, name, kind) select 'FRIDGE-' || n, 'refrigerator', 'REFRIGERATOR' from generate_series(1, ${CONTAINERS}) as n`;
const kept = `
  insert into container_condition (container_id, condition_id, from_at, by_name)
  select container.id, storage_condition.id, '0001-01-01T00:00:00Z', 'bench' from container, storage_condition where storage_condition.code = 'USP_REFRIGERATOR'`;
const sensors = `
  insert into sensor (key, channel, quantity, unit, container_id, expected_every)
  select code || '/temperature', 'temperature', 'TEMPERATURE', 'Cel', id, interval '5 minutes' from container order by id`;
const states = `insert into sensor_state (sensor_id, runs) select id, '{}' from sensor`;

// About 5 °C in waves of ten hours; once a week the door stays open for half an hour.
const readings = `
  insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
  select $1::int, at, round((5 + 1.2 * sin(n / 97.0) + 0.4 * random()
    + case when n % 10080 between 3000 and 3030 or ($1::int = 1 and at >= '${EXCURSION.from}' and at < '${EXCURSION.to}') then 3.5 else 0 end)::numeric, 2), 0, now(), 1
  from (select n, timestamptz '${YEAR.from}' + n * interval '1 minute' as at from generate_series(0, ${MINUTES - 1}) as n) as minute`;

const samples = `
  insert into sample (code, name, type, collected_at, stability_profile_id)
  select new.code, 'plasma', 'plasma', '${YEAR.from}', stability_profile.id
  from (select 'TRAVELLED' as code, 'USUAL' as profile union all select 'TRAVELLED-OTHER', 'OTHER' union all select 'S-' || lpad(n::text, 4, '0'), 'USUAL' from generate_series(1, ${SAMPLES}) as n) as new
  join stability_profile on stability_profile.code = profile`;
const boxes = `insert into container (code, name, kind) select 'BOX-' || n, 'box', 'BOX' from generate_series(0, 9) as n`;

// Ten boxes of a hundred in the first refrigerator, of which one comes and one goes while it is too warm.
const placements = `
  insert into placement (container_id, item_sample_id, item_container_id, from_at, to_at, by_name)
  select container.id, sample.id, null::int, timestamptz '${YEAR.from}' + (n - 1) * interval '73 days', timestamptz '${YEAR.from}' + n * interval '73 days', 'bench'
  from generate_series(1, ${CONTAINERS}) as n join container on container.code = 'FRIDGE-' || n join sample on sample.code like 'TRAVELLED%'
  union all select container.id, sample.id, null, timestamptz '${YEAR.from}', null, 'bench' from sample join container on container.code = 'BOX-' || substr(sample.code, 6, 1) where sample.code like 'S-%'
  union all select fridge.id, null, box.id, case box.code when 'BOX-8' then timestamptz '${EXCURSION.from}' + interval '1 hour' else timestamptz '${YEAR.from}' end,
    case box.code when 'BOX-9' then timestamptz '${EXCURSION.to}' - interval '1 hour' end, 'bench'
  from container as box join container as fridge on fridge.code = 'FRIDGE-1' where box.code like 'BOX-%'`;

const rule = `insert into excursion_rule (code, version, quantity, severity, mode, high, deadband, on_delay, off_delay, created_at) values ('WARM', 1, 'TEMPERATURE', 'WARNING', 'INSTANT', 8, 0, '0', '0', '${YEAR.from}')`;
const excursion = `
  insert into excursion (sensor_id, rule_id, kind, severity, limit_value, started_at, confirmed_at, ended_at, unknown, peak, area)
  select sensor.id, excursion_rule.id, 'ABOVE', 'WARNING', 8, '${EXCURSION.from}', '${EXCURSION.from}', '${EXCURSION.to}', '0', 10, 100
  from sensor, excursion_rule where sensor.key = 'FRIDGE-1/temperature'`;
