import { Migration } from '@mikro-orm/migrations';

/** Alarms that are kept quiet for a while, and what people made of excursions. */
export class Migration20261124100000 extends Migration {
  override up(): void {
    for (const statement of [...suppressions, ...peoplesPart, ...latching]) this.addSql(statement);
  }
}

// A sensor's alarms go on while they are suppressed; they tell nobody (ISA-18.2: shelved, out of service). One at a time;
// what has run out is kept.
const suppressions = [
  `create table sensor_suppression (
    id serial primary key,
    sensor_id int not null constraint sensor_suppression_sensor_id_foreign references sensor (id),
    kind text not null constraint sensor_suppression_kind_check check (kind in ('SHELVED', 'OUT_OF_SERVICE')),
    from_at timestamptz not null,
    until_at timestamptz null check (until_at > from_at),
    reason text not null check (reason <> ''),
    by_name text not null,
    lifted_at timestamptz null check (lifted_at >= from_at),
    lifted_by text null,
    check ((lifted_at is null) = (lifted_by is null)),
    check (kind <> 'SHELVED' or until_at is not null),
    constraint sensor_suppression_one_at_a_time exclude using gist (sensor_id with =, tstzrange(from_at, coalesce(lifted_at, until_at)) with &&)
  )`,
  'create index sensor_suppression_sensor_id_index on sensor_suppression (sensor_id, from_at)',
];

// What people make of an excursion beside acknowledging it, which the detector never touches. The assessment keeps the
// computed severity beside the one that a person gave.
const peoplesPart = [
  `alter table excursion
    add reset_by text null, add reset_at timestamptz null,
    add investigated_by text null, add investigated_at timestamptz null,
    add assessed_by text null, add assessed_at timestamptz null, add assessed_cause text null, add assessment text null,
    add assessed_severity text null constraint excursion_assessed_severity_check check (assessed_severity in ('INFO', 'WARNING', 'CRITICAL')),
    add closed_by text null, add closed_at timestamptz null, add closing_comment text null,
    add check ((reset_by is null) = (reset_at is null)),
    add check ((investigated_by is null) = (investigated_at is null)),
    add check (num_nulls(assessed_by, assessed_at, assessed_cause) in (0, 3)),
    add check (assessed_at is not null or num_nonnulls(assessment, assessed_severity) = 0),
    add check ((closed_by is null) = (closed_at is null)),
    add check (closed_at is not null or closing_comment is null)`,
];

const latching = ['alter table excursion_rule add latching boolean not null default false'];
