import { Migration } from '@mikro-orm/migrations';

/** The log by which subscribers are told of everything once and in order, on whichever process they are. */
export class Migration20261125000000 extends Migration {
  override up(): void {
    for (const statement of [...log, ...arrivals]) this.addSql(statement);
  }
}

// `xid` is the transaction, `at` its now(): of the readings that it stored the received_at. Both together, because a database
// that was restored from a dump counts its transactions anew. Old rows are taken away from the front; `complete_from` says how far.
const log = [
  `create table commit_log (
    xid bigint primary key,
    at timestamptz not null,
    readings int not null check (readings > 0)
  )`,
  `create table excursion_change (
    xid bigint not null,
    place int not null,
    at timestamptz not null,
    excursion_id int not null,
    sensor_id int not null,
    change text not null,
    primary key (xid, place)
  )`,
  'create table commit_log_state (epoch text not null, complete_from bigint not null)',
  'insert into commit_log_state select left(md5(random()::text || clock_timestamp()), 8), pg_current_xact_id()::text::bigint',
];

// What was stored since the last vacuum would be read whole by whoever looks for a transaction. A partition's index takes
// the option from the partition that it is made like, but on the index of a partitioned table it can only be set where it is made.
const arrivals = [
  'drop index reading_arrival_index',
  'create index reading_arrival_index on reading using brin (xid, received_at) with (autosummarize = on)',
];
