import { Migration } from '@mikro-orm/migrations';
import { conditions, profiles, storageClasses } from './storage-and-stability.js';

/** Where sensors were, under which conditions things are kept, what products endure, and readings in digest. */
export class Migration20261123000000 extends Migration {
  override up(): void {
    for (const statement of [...mounts, ...spans, ...custody, ...conditions, ...storageClasses, ...profiles, ...digests]) this.addSql(statement);
  }
}

const assetColumns = (table: string) => `
  machine_id int null constraint ${table}_machine_id_foreign references machine (id),
  container_id int null constraint ${table}_container_id_foreign references container (id),
  sample_id int null constraint ${table}_sample_id_foreign references sample (id)`;

const superseded = `
    superseded_at timestamptz not null default now(),
    superseded_by text not null,
    superseded_because text null`;

// A sensor is where its row says; where it was, these tell. The first stay has no beginning that anybody knows of, which is
// the earliest moment that can be said: readings from before the sensor was made known are of the same place. But of a time of
// which it has nothing to tell, from before both, its silence says nothing.
const mounts = [
  `create table sensor_mount (
    id serial primary key,
    sensor_id int not null constraint sensor_mount_sensor_id_foreign references sensor (id), ${assetColumns('sensor_mount')},
    from_at timestamptz not null,
    to_at timestamptz null check (to_at > from_at),
    reason text null,
    by_name text not null,
    check (num_nonnulls(machine_id, container_id, sample_id) = 1),
    constraint sensor_mount_one_place exclude using gist (sensor_id with =, tstzrange(from_at, to_at) with &&)
  )`,
  'create index sensor_mount_machine_id_index on sensor_mount (machine_id)',
  'create index sensor_mount_container_id_index on sensor_mount (container_id)',
  'create index sensor_mount_sample_id_index on sensor_mount (sample_id)',
  `insert into sensor_mount (sensor_id, machine_id, container_id, sample_id, from_at, by_name)
    select id, machine_id, container_id, sample_id, timestamptz '0001-01-01T00:00:00Z', 'thermograph' from sensor`,
  `create function mount_new_sensor() returns trigger language plpgsql as $$ begin
    insert into sensor_mount (sensor_id, machine_id, container_id, sample_id, from_at, by_name)
    select id, machine_id, container_id, sample_id, timestamptz '0001-01-01T00:00:00Z', 'thermograph' from new_sensor;
    return null;
  end $$`,
  'alter table sensor add column registered_at timestamptz not null default now()',
  'alter table sensor_state add column first_at timestamptz null',
  'update sensor_state set first_at = (select min(measured_at) from reading where reading.sensor_id = sensor_state.sensor_id) where head_at is not null',
  'create trigger sensor_is_mounted after insert on sensor referencing new table as new_sensor for each statement execute function mount_new_sensor()',
  `create table sensor_mount_superseded (
    id serial primary key,
    sensor_id int not null constraint sensor_mount_superseded_sensor_id_foreign references sensor (id), ${assetColumns('sensor_mount_superseded')},
    from_at timestamptz not null,
    to_at timestamptz null,
    reason text null,
    by_name text not null, ${superseded},
    check (num_nonnulls(machine_id, container_id, sample_id) = 1)
  )`,
];

// A sensor may come back to where a rule judged it before: then it has several spans under one version. When a span was
// closed says until when the clock could confirm what ran.
const spans = [
  'alter table excursion_rule_span drop constraint excursion_rule_span_pkey',
  'alter table excursion_rule_span add column id serial primary key, add column closed_at timestamptz null',
  'update excursion_rule_span set closed_at = rule.retired_at from excursion_rule as rule where rule.id = rule_id and until_at is not null',
  'create unique index excursion_rule_span_one_open on excursion_rule_span (rule_id, sensor_id) where until_at is null',
  'create index excursion_rule_span_sensor_id_index on excursion_rule_span (sensor_id)',
  // Set with due_at when a sensor was moved behind readings that were judged already: the clock judges them again.
  'alter table sensor_state add column judge_again_from timestamptz null',
];

// Where something is goes by what was last said of the time: that it was put somewhere, or that it was taken out. What a move
// that was told later has shown to be wrong is kept as it stood, with who showed it; without a container it was nowhere.
const custody = [
  'alter table placement add column told_at timestamptz not null default now()',
  'update placement set told_at = from_at',
  'create index placement_item_sample_id_index on placement (item_sample_id, from_at)',
  'create index placement_item_container_id_index on placement (item_container_id, from_at)',
  `create table removal (
    id serial primary key,
    item_sample_id int null constraint removal_item_sample_id_foreign references sample (id),
    item_container_id int null constraint removal_item_container_id_foreign references container (id),
    at timestamptz not null,
    reason text null,
    by_name text not null,
    told_at timestamptz not null default now(),
    check (num_nonnulls(item_sample_id, item_container_id) = 1),
    constraint removal_once unique nulls not distinct (item_sample_id, item_container_id, at)
  )`,
  'create index removal_item_container_id_index on removal (item_container_id)',
  `create table placement_superseded (
    id serial primary key,
    container_id int null constraint placement_superseded_container_id_foreign references container (id),
    item_sample_id int null constraint placement_superseded_item_sample_id_foreign references sample (id),
    item_container_id int null constraint placement_superseded_item_container_id_foreign references container (id),
    from_at timestamptz not null,
    to_at timestamptz null,
    reason text null,
    by_name text not null, ${superseded},
    check (num_nonnulls(item_sample_id, item_container_id) = 1)
  )`,
  'create index placement_superseded_item_sample_id_index on placement_superseded (item_sample_id)',
  'create index placement_superseded_item_container_id_index on placement_superseded (item_container_id)',
];

// A digest is a shortcut: where there is none, readings are read. It is made of an hour or a day that the newest reading of the
// sensor has left, and thrown away in the transaction that stores a late reading of it; both hold its row of digest_due.
const digests = [
  `create table reading_digest (
    sensor_id int not null constraint reading_digest_sensor_id_foreign references sensor (id),
    hours smallint not null check (hours in (1, 24)),
    from_at timestamptz not null,
    first_at timestamptz not null, first_value double precision null,
    last_at timestamptz not null, last_value double precision null,
    minimum double precision not null, maximum double precision not null,
    known double precision not null, area double precision not null, kinetic double precision null,
    primary key (sensor_id, hours, from_at)
  )`,
  `create table digest_due (
    sensor_id int not null constraint digest_due_sensor_id_foreign references sensor (id),
    hours smallint not null check (hours in (1, 24)),
    from_at timestamptz not null,
    primary key (hours, sensor_id, from_at)
  )`,
  // Readings from before there were digests: of each sensor, from when on it has not been looked at yet.
  `create table digest_backlog (
    sensor_id int primary key constraint digest_backlog_sensor_id_foreign references sensor (id),
    from_at timestamptz not null
  )`,
  `insert into digest_backlog (sensor_id, from_at) select sensor_id, '-infinity' from sensor_state where head_at is not null`,
];
