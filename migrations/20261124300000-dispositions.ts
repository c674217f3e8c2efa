import { Migration } from '@mikro-orm/migrations';

/** What people decide of samples that excursions affected: a trail of words, of which the last holds. */
export class Migration20261124300000 extends Migration {
  override up(): void {
    for (const statement of [...words, ...trail, ...statuses]) this.addSql(statement);
  }
}

// Each word replaces at most one, and is replaced by at most one: so there is a last one, whoever speaks at the same moment.
const words = [
  `create table disposition (
    id serial primary key,
    excursion_id int not null constraint disposition_excursion_id_foreign references excursion (id),
    sample_id int not null constraint disposition_sample_id_foreign references sample (id),
    disposition text not null constraint disposition_disposition_check check (disposition in ('PENDING', 'QUARANTINED', 'RELEASED', 'RETEST', 'REJECTED', 'DISCARDED')),
    at timestamptz not null,
    by_name text not null,
    role text not null constraint disposition_role_check check (role in ('VIEWER', 'OPERATOR', 'QUALITY', 'ADMIN', 'DEVICE')),
    reason text not null check (reason <> ''),
    meaning text null constraint disposition_meaning_check check (meaning in ('REVIEW', 'APPROVAL', 'RESPONSIBILITY', 'AUTHORSHIP')),
    signed_by text null,
    revision int not null,
    known jsonb not null,
    supersedes_id int null constraint disposition_supersedes_id_unique unique constraint disposition_supersedes_id_foreign references disposition (id),
    check ((signed_by is null) = (meaning is null))
  )`,
  'create unique index disposition_one_first_word on disposition (excursion_id, sample_id) where supersedes_id is null',
  'create index disposition_sample_id_index on disposition (sample_id, excursion_id)',
  `create view last_disposition as select * from disposition as word where not exists (select from disposition as later where later.supersedes_id = word.id)`,
  `create index excursion_calls_for_quarantine on excursion (sensor_id) where (severity = 'CRITICAL' or assessed_severity = 'CRITICAL') and status <> 'RETRACTED' and kind <> 'CALIBRATION_DUE'`,
];

const trail = [
  `create function refuse_to_change() returns trigger language plpgsql as $$
  declare
    is_empty boolean := false;
  begin
    -- What cascades to it from elsewhere takes nothing away where nothing was decided.
    if tg_op = 'TRUNCATE' then execute format('select not exists (select from %s)', tg_relid::regclass) into is_empty; end if;
    if is_empty then return null; end if;
    raise exception '% of % is refused: it is only ever added to', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end $$`,
  'create trigger disposition_stays before update or delete or truncate on disposition for each statement execute function refuse_to_change()',
  'alter table disposition enable always trigger disposition_stays',
  // What was said of an excursion when, as it was revised.
  'create trigger excursion_revision_stays before update or delete on excursion_revision for each statement execute function refuse_to_change()',
  'alter table excursion_revision enable always trigger excursion_revision_stays',
];

// A release shows as a sample's status until something new is said of its life.
const statuses = [
  'alter table sample add column status_at timestamptz null',
  'create function date_sample_status() returns trigger language plpgsql as $$ begin new.status_at := clock_timestamp(); return new; end $$',
  'create trigger sample_status_is_dated before update of status on sample for each row when (old.status is distinct from new.status) execute function date_sample_status()',
];
