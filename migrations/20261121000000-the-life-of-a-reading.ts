import { Migration } from '@mikro-orm/migrations';

/** Every noun from the site to the excursion. History is never cascaded away: no foreign key deletes or empties anything. */
export class Migration20261121000000 extends Migration {
  override up(): void {
    this.addSql('create extension if not exists btree_gist');
    for (const statement of [...assets, ...custody, ...readings, ...excursions, ...catalog]) this.addSql(statement);
  }
}

const quantities = `('TEMPERATURE', 'HUMIDITY', 'PRESSURE', 'VIBRATION', 'ACCELERATION', 'SHOCK', 'SPEED', 'TORQUE', 'POWER', 'ENERGY', 'CURRENT', 'VOLTAGE', 'FLOW', 'LEVEL', 'FREQUENCY', 'LIGHT', 'CO2', 'O2', 'DOOR', 'MOTION', 'BATTERY', 'SIGNAL')`;
const oneAsset = 'check (num_nonnulls(machine_id, container_id, sample_id) = 1)';
const assetColumns = (table: string) => `
  machine_id int null constraint ${table}_machine_id_foreign references machine (id),
  container_id int null constraint ${table}_container_id_foreign references container (id),
  sample_id int null constraint ${table}_sample_id_foreign references sample (id)`;

const assets = [
  `create table site (
    id serial primary key,
    code text not null constraint site_code_unique unique check (code <> ''),
    name text not null,
    time_zone text not null
  )`,
  `create table machine (
    id serial primary key,
    code text not null constraint machine_code_unique unique check (code <> ''),
    name text not null,
    site_id int null constraint machine_site_id_foreign references site (id),
    kind text null, manufacturer text null, model text null,
    status text not null default 'OFFLINE' constraint machine_status_check check (status in ('RUNNING', 'IDLE', 'MAINTENANCE', 'ERROR', 'OFFLINE')),
    status_at timestamptz null
  )`,
  `create table container (
    id serial primary key,
    code text not null constraint container_code_unique unique check (code <> ''),
    name text not null,
    kind text not null constraint container_kind_check check (kind in ('ROOM', 'FREEZER', 'REFRIGERATOR', 'INCUBATOR', 'CRYO_TANK', 'SHELF', 'RACK', 'BOX', 'SHIPPER', 'VEHICLE', 'BENCH')),
    site_id int null constraint container_site_id_foreign references site (id),
    machine_id int null constraint container_machine_id_unique unique constraint container_machine_id_foreign references machine (id)
  )`,
  `create table sample (
    id serial primary key,
    code text not null constraint sample_code_unique unique check (code <> ''),
    name text not null,
    type text not null,
    description text null,
    collected_at timestamptz not null,
    status text not null default 'COLLECTED' constraint sample_status_check check (status in ('COLLECTED', 'IN_TRANSIT', 'RECEIVED', 'STORED', 'ANALYZED', 'QUARANTINED', 'RELEASED', 'DISPOSED')),
    parent_id int null constraint sample_parent_id_foreign references sample (id) check (parent_id <> id)
  )`,
  'create index sample_parent_id_index on sample (parent_id)',
];

// One place at a time: two stays of one item may touch, never overlap.
const custody = [
  `create table placement (
    id serial primary key,
    container_id int not null constraint placement_container_id_foreign references container (id),
    item_sample_id int null constraint placement_item_sample_id_foreign references sample (id),
    item_container_id int null constraint placement_item_container_id_foreign references container (id),
    from_at timestamptz not null,
    to_at timestamptz null check (to_at > from_at),
    reason text null,
    by_name text not null,
    check (num_nonnulls(item_sample_id, item_container_id) = 1),
    check (item_container_id <> container_id),
    constraint placement_one_place_per_sample exclude using gist (item_sample_id with =, tstzrange(from_at, to_at) with &&),
    constraint placement_one_place_per_container exclude using gist (item_container_id with =, tstzrange(from_at, to_at) with &&)
  )`,
  'create index placement_container_id_index on placement (container_id)',
  `create table position (
    id bigserial primary key, ${assetColumns('position')},
    at timestamptz not null,
    latitude double precision not null check (latitude between -90 and 90),
    longitude double precision not null check (longitude between -180 and 180),
    ${oneAsset},
    constraint position_asset_at_unique unique nulls not distinct (machine_id, container_id, sample_id, at)
  )`,
];

const readings = [
  `create table sensor (
    id serial primary key,
    key text not null constraint sensor_key_unique unique check (key like '%/%'),
    channel text not null check (channel <> ''),
    quantity text not null constraint sensor_quantity_check check (quantity in ${quantities}),
    unit text not null check (unit <> ''), ${assetColumns('sensor')},
    expected_every interval null check (expected_every > interval '0'),
    interpolation text not null default 'STEP' constraint sensor_interpolation_check check (interpolation in ('STEP', 'LINEAR')),
    trust_uncertain boolean not null default false,
    ${oneAsset}
  )`,
  'create index sensor_machine_id_index on sensor (machine_id)',
  'create index sensor_container_id_index on sensor (container_id)',
  'create index sensor_sample_id_index on sensor (sample_id)',
  // No index on what changes with every reading, and room in each page: updates stay within the page.
  // Its foreign key is also what keeps a sensor with readings from being deleted: a reading is only written under this row's lock.
  `create table sensor_state (
    sensor_id int primary key constraint sensor_state_sensor_id_foreign references sensor (id),
    head_at timestamptz null, seen_at timestamptz null, last_at timestamptz null, last_value double precision null,
    runs jsonb not null, silent_since timestamptz null, due_at timestamptz null
  ) with (fillfactor = 50)`,
  // No foreign key: it would cost as much as the insert, and sensor_state's says the same.
  `create table reading (
    sensor_id int not null,
    measured_at timestamptz not null,
    value double precision not null check (value > '-Infinity' and value < 'Infinity'),
    quality smallint not null check (quality between 0 and 2),
    received_at timestamptz not null,
    xid bigint not null,
    primary key (sensor_id, measured_at)
  ) partition by range (measured_at)`,
  // Both grow as rows are added: by the one resuming clients find their place, by the other the last minute is counted.
  'create index reading_arrival_index on reading using brin (xid, received_at)',
  // Attached, not created in place: so nobody who reads or writes the other months waits.
  `create function make_reading_partition(month date) returns void language plpgsql as $$
  declare
    start date := date_trunc('month', month);
    partition text := 'reading_' || to_char(start, 'YYYY_MM');
  begin
    perform pg_advisory_xact_lock(hashtext('make_reading_partition'));
    if to_regclass(partition) is null then
      execute format('create table %I (like reading including all)', partition);
      execute format('alter table reading attach partition %I for values from (%L) to (%L)', partition,
        start::timestamp at time zone 'UTC', (start + interval '1 month')::timestamp at time zone 'UTC');
    end if;
  end $$`,
  `create table rejection (
    id bigserial primary key,
    received_at timestamptz not null,
    topic text not null,
    reason text not null check (reason <> ''),
    detail text null,
    payload bytea not null,
    resolved_at timestamptz null
  )`,
];

const excursions = [
  `create table excursion_rule (
    id serial primary key,
    code text not null check (code <> ''),
    version int not null check (version > 0),
    quantity text not null constraint excursion_rule_quantity_check check (quantity in ${quantities}),
    severity text not null constraint excursion_rule_severity_check check (severity in ('INFO', 'WARNING', 'CRITICAL')),
    mode text not null constraint excursion_rule_mode_check check (mode in ('INSTANT', 'CONSECUTIVE', 'ACCUMULATIVE')),
    low double precision null, high double precision null,
    deadband double precision not null check (deadband >= 0),
    on_delay interval not null check (on_delay >= interval '0'),
    off_delay interval not null check (off_delay >= interval '0'),
    created_at timestamptz not null,
    retired_at timestamptz null,
    check (num_nonnulls(low, high) > 0),
    check (high - low >= deadband),
    constraint excursion_rule_code_version_unique unique (code, version)
  )`,
  'create unique index excursion_rule_one_in_force on excursion_rule (code) where retired_at is null',
  `create table excursion_rule_asset (
    id serial primary key,
    rule_id int not null constraint excursion_rule_asset_rule_id_foreign references excursion_rule (id), ${assetColumns('excursion_rule_asset')},
    ${oneAsset},
    constraint excursion_rule_asset_once unique nulls not distinct (rule_id, machine_id, container_id, sample_id)
  )`,
  'create index excursion_rule_asset_machine_id_index on excursion_rule_asset (machine_id)',
  'create index excursion_rule_asset_container_id_index on excursion_rule_asset (container_id)',
  'create index excursion_rule_asset_sample_id_index on excursion_rule_asset (sample_id)',
  // A rule on a freezer as a container covers the sensors of the same freezer as a machine, and the other way round.
  `create view sensor_rule as
    ${[
      'join excursion_rule_asset as asset on asset.machine_id = sensor.machine_id',
      'join excursion_rule_asset as asset on asset.container_id = sensor.container_id',
      'join excursion_rule_asset as asset on asset.sample_id = sensor.sample_id',
      'join container on container.machine_id = sensor.machine_id join excursion_rule_asset as asset on asset.container_id = container.id',
      'join container on container.id = sensor.container_id join excursion_rule_asset as asset on asset.machine_id = container.machine_id',
    ]
      .map((face) => `select sensor.id as sensor_id, rule.id as rule_id from sensor ${face} join excursion_rule as rule on rule.id = asset.rule_id and rule.quantity = sensor.quantity`)
      .join(' union ')}`,
  `create table excursion_rule_span (
    rule_id int not null constraint excursion_rule_span_rule_id_foreign references excursion_rule (id),
    sensor_id int not null constraint excursion_rule_span_sensor_id_foreign references sensor (id),
    from_at timestamptz null,
    until_at timestamptz null,
    primary key (rule_id, sensor_id)
  )`,
  `create table excursion (
    id serial primary key,
    sensor_id int not null constraint excursion_sensor_id_foreign references sensor (id),
    rule_id int null constraint excursion_rule_id_foreign references excursion_rule (id),
    kind text not null constraint excursion_kind_check check (kind in ('ABOVE', 'BELOW', 'NO_DATA')),
    severity text not null constraint excursion_severity_check check (severity in ('INFO', 'WARNING', 'CRITICAL')),
    limit_value double precision null,
    started_at timestamptz not null,
    confirmed_at timestamptz not null check (confirmed_at >= started_at),
    ended_at timestamptz null check (ended_at >= started_at),
    unknown interval not null,
    peak double precision null,
    area double precision null,
    status text not null default 'DETECTED' constraint excursion_status_check check (status in ('DETECTED', 'ACKNOWLEDGED', 'INVESTIGATING', 'ASSESSED', 'CLOSED', 'RETRACTED')),
    revision int not null default 1,
    acknowledged_by text null, acknowledged_at timestamptz null, comment text null,
    check ((kind = 'NO_DATA') = (rule_id is null)),
    check ((kind = 'NO_DATA') = (peak is null)),
    check ((acknowledged_by is null) = (acknowledged_at is null))
  )`,
  `create unique index excursion_one_running on excursion (sensor_id, rule_id) nulls not distinct where ended_at is null and status <> 'RETRACTED'`,
  `create unique index excursion_one_per_start on excursion (sensor_id, started_at, rule_id, kind) nulls not distinct where status <> 'RETRACTED'`,
  'create index excursion_started_at_index on excursion (started_at, id)',
  `create table excursion_revision (
    excursion_id int not null constraint excursion_revision_excursion_id_foreign references excursion (id),
    revision int not null,
    at timestamptz not null,
    cause text not null,
    started_at timestamptz not null,
    ended_at timestamptz null,
    peak double precision null,
    primary key (excursion_id, revision)
  )`,
];

// What the ingest remembers of sensors and rules is right while the version stands. Counted by a row and not by a
// sequence: the count must become visible with the change, not before it.
const catalog = [
  'create table catalog (version bigint not null)',
  'insert into catalog values (1)',
  `create function count_catalog_change() returns trigger language plpgsql as $$ begin update catalog set version = version + 1; return null; end $$`,
  // Not at every update of a container: devices rename boxes, and who does so already holds the states of sensors.
  ...['update on sensor', 'update on excursion_rule', 'update on excursion_rule_asset', 'update of machine_id on container'].map(
    (change) => `create trigger ${change.split(' ').at(-1)}_changes_catalog after insert or delete or ${change} for each statement execute function count_catalog_change()`,
  ),
];
