import { Migration } from '@mikro-orm/migrations';

/** A process hears readings of those sensors only that speak for what its subscribers watch: the log tells it when those may have become others. */
export class Migration20261128000000 extends Migration {
  override up(): void {
    for (const statement of [...marks, ...places.map(markedBy)]) this.addSql(statement);
  }
}

// `moves`: a sensor has come, or something stands elsewhere since. A row that is there already, and is not of this transaction,
// is of a database of which this one was restored.
const marks = [
  `alter table commit_log add column moves boolean not null default false,
    drop constraint commit_log_readings_check, add constraint commit_log_readings_check check (readings > 0 or (moves and readings = 0))`,
  `create function note_moves() returns trigger language plpgsql as $$ begin
    insert into commit_log as known (xid, at, readings, shards, moves) values (pg_current_xact_id()::text::bigint, now(), 0, '{}', true)
    on conflict (xid) do update set moves = true, at = excluded.at,
      readings = case when known.at = excluded.at then known.readings else 0 end, shards = case when known.at = excluded.at then known.shards else '{}' end;
    return null;
  end $$`,
];

// A container that is new holds nothing, and nobody watches it yet.
const places = [
  { table: 'sensor', events: 'insert or update of machine_id, container_id, sample_id' },
  { table: 'container', events: 'update of machine_id' },
  { table: 'placement', events: 'insert or update or delete' },
];
const markedBy = ({ table, events }: (typeof places)[number]): string => `create trigger ${table}_notes_moves after ${events} on ${table} for each statement execute function note_moves()`;
