import { Migration } from '@mikro-orm/migrations';

/** Sensors that are stuck, that say by a value that they cannot measure, and that are to be calibrated. */
export class Migration20261124400000 extends Migration {
  override up(): void {
    for (const statement of [...rules, ...excursions, ...errorCodes, ...calibrations]) this.addSql(statement);
  }
}

const rules = [
  'alter table excursion_rule drop constraint excursion_rule_mode_check, drop constraint excursion_rule_check',
  `alter table excursion_rule
    add constraint excursion_rule_mode_check check (mode in ('INSTANT', 'CONSECUTIVE', 'ACCUMULATIVE', 'STUCK')),
    add check ((mode = 'STUCK') = (num_nonnulls(low, high) = 0)),
    add check (mode <> 'STUCK' or (on_delay > interval '0' and off_delay = interval '0'))`,
];

// Two kinds are of no rule. A sensor may be silent while its calibration is due.
const excursions = [
  'alter table excursion drop constraint excursion_kind_check, drop constraint excursion_check2, drop constraint excursion_check3',
  `alter table excursion
    add constraint excursion_kind_check check (kind in ('ABOVE', 'BELOW', 'NO_DATA', 'STUCK', 'CALIBRATION_DUE')),
    add check ((kind in ('NO_DATA', 'CALIBRATION_DUE')) = (rule_id is null)),
    add check ((rule_id is null) = (peak is null))`,
  'drop index excursion_one_running',
  `create unique index excursion_one_running on excursion (sensor_id, rule_id, (case when rule_id is null then kind end)) nulls not distinct where ended_at is null and status <> 'RETRACTED'`,
];

const errorCodes = [`alter table sensor add column error_codes double precision[] not null default '{}' check (array_position(error_codes, null) is null)`];

const calibrations = [
  `create table sensor_calibration (
    id serial primary key,
    sensor_id int not null constraint sensor_calibration_sensor_id_foreign references sensor (id),
    calibrated_at timestamptz not null,
    due_at timestamptz not null check (due_at > calibrated_at),
    calibrated_by text null,
    certificate text null,
    notes text null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    withdrawn_at timestamptz null,
    withdrawn_by text null,
    check ((withdrawn_at is null) = (withdrawn_by is null))
  )`,
  'create unique index sensor_calibration_once on sensor_calibration (sensor_id, calibrated_at) where withdrawn_at is null',
  'create index sensor_calibration_sensor_id_index on sensor_calibration (sensor_id, calibrated_at)',
  // When the clock is to look at a sensor's calibrations again; null: there is nothing to wait for. Its row is held by who looks.
  `create table calibration_watch (
    sensor_id int primary key constraint calibration_watch_sensor_id_foreign references sensor (id),
    look_at timestamptz null
  )`,
  'create index calibration_watch_look_at_index on calibration_watch (look_at) where look_at is not null',
  `create function watch_calibrations() returns trigger language plpgsql as $$ begin
    insert into calibration_watch (sensor_id, look_at) select distinct sensor_id, now() from changed order by sensor_id
    on conflict (sensor_id) do update set look_at = excluded.look_at;
    return null;
  end $$`,
  ...['insert', 'update'].map((change) => `create trigger calibrations_are_watched_after_${change} after ${change} on sensor_calibration referencing new table as changed for each statement execute function watch_calibrations()`),
];
