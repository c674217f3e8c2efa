import { Migration } from '@mikro-orm/migrations';

/** Alarms that are kept quiet for a while, and what people made of excursions. */
export class Migration20261124100000 extends Migration {
  override up(): void {
    for (const statement of suppressions) this.addSql(statement);
  }
}

// A sensor's alarms go on while they are suppressed; they tell nobody (ISA-18.2: shelved, out of service). One of each
// kind at a time; what has run out is kept.
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
    constraint sensor_suppression_one_at_a_time exclude using gist (sensor_id with =, kind with =, tstzrange(from_at, coalesce(lifted_at, until_at)) with &&)
  )`,
];
