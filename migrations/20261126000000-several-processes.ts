import { Migration } from '@mikro-orm/migrations';

/** What several processes need: who of those that ingest has which session at the broker, and what a transaction stored by shards, since a process that serves hears of some only. */
export class Migration20261126000000 extends Migration {
  override up(): void {
    for (const statement of [sessions, ...shards]) this.addSql(statement);
  }
}

// `holder` is a run of a process, `beats` how often it was heard. `is_adopted`: the holder is not the one whose name it is, but empties it for him.
const sessions = `create table ingest_session (
  client_id text primary key,
  share_group text not null,
  holder text not null,
  is_adopted boolean not null default false,
  beats bigint not null default 0,
  seen_at timestamptz not null default now()
)`;

// `shards` is how many of the `readings` are of each shard of sensors. Of what was stored before it is only the sum known: who comes
// behind it reads it from the table of readings, and nobody waits for it any more.
const shards = ['alter table commit_log add column shards int[]', "update commit_log set shards = '{}'", 'alter table commit_log alter column shards set not null'];
