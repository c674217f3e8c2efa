import { Migration } from '@mikro-orm/migrations';
import { AS_OWNER, auditor } from './auditing.js';
import { auditedTables } from './audited-tables.js';

/** Who changed what, when and why: entries that the database makes by itself, chained by their hashes, and only ever added to. */
export class Migration20261124900000 extends Migration {
  override up(): void {
    for (const statement of [...place, ...trail, ...chain, ...auditor, ...auditedTables, ...words, ...refusals]) this.addSql(statement);
  }
}

// The functions look for their tables here only: nobody puts one of his own in front of them, not even a temporary one.
const place = [`select set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)`];

const author = 'actor text not null, role text not null, action text not null, entity text not null, entity_code text not null, before text null, after text null, reason text null';

// What a transaction changed waits in audit_pending until its COMMIT, invisible to others; then it is chained. So the lock
// of the chain is taken last, when the transaction waits for nobody any more, and whoever holds it is soon done.
// Of each statement one row opens the trigger that is fired at COMMIT; the first of them takes all.
const trail = [
  `create table audit_entry (seq bigint primary key, at timestamptz not null, ${author}, hash text not null, previous_hash text not null)`,
  'create index audit_entry_at_index on audit_entry (at, seq)',
  'create index audit_entry_actor_index on audit_entry (actor, seq)',
  'create index audit_entry_entity_code_index on audit_entry (entity_code, seq)',
  `create unlogged table audit_pending (id bigint generated always as identity primary key, opens boolean not null, ${author})`,
];

const fields = 'seq, at, actor, role, action, entity, entity_code, before, after, reason';

// The hash of an entry is that of the hash before it and of the entry as JSON: keys in order, nothing between them. In
// src/domain/audit.ts the same is said again, so that one can be held against the other.
const chain = [
  `create function audit_moment(at timestamptz) returns text language sql stable as $$
    select regexp_replace(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '000$', '') || 'Z'
  $$`,
  `create function audit_text(seq bigint, moment text, actor text, role text, action text, entity text, entity_code text, before text, after text, reason text) returns text language sql stable as $$
    select '{"action":' || to_json(action)::text || ',"actor":' || to_json(actor)::text || ',"after":' || coalesce(to_json(after)::text, 'null')
      || ',"at":"' || moment || '","before":' || coalesce(to_json(before)::text, 'null') || ',"entity":' || to_json(entity)::text || ',"entityCode":' || to_json(entity_code)::text
      || ',"reason":' || coalesce(to_json(reason)::text, 'null') || ',"role":' || to_json(role)::text || ',"seq":' || seq::text || '}'
  $$`,
  `create function audit_link(previous text, head text, entry text) returns text language plpgsql immutable as $$
  begin
    return encode(sha256(convert_to(coalesce(previous, head) || entry, 'UTF8')), 'hex');
  end $$`,
  'create aggregate audit_chain(head text, entry text) (sfunc = audit_link, stype = text)',
  // Many rows come and go in audit_pending, and how many the planner cannot know: it is to go by the index.
  `create function audit_seal() returns trigger language plpgsql ${AS_OWNER} set enable_seqscan = off as $$
  declare
    head audit_entry;
    moment timestamptz;
    said text;
  begin
    if not exists (select from audit_pending where id = new.id) then return null; end if;
    perform pg_advisory_xact_lock(hashtext('thermograph audit trail'));
    select * into head from audit_entry order by audit_entry.seq desc limit 1;
    moment := greatest(clock_timestamp(), head.at);
    said := audit_moment(moment);
    head.hash := coalesce(head.hash, repeat('0', 64));
    with taken as (delete from audit_pending where id >= new.id returning *),
    placed as (select *, coalesce(head.seq, 0) + row_number() over (order by id) as seq from taken),
    chained as (select *, audit_chain(head.hash, audit_text(${fields.replace('at', 'said')})) over (order by seq) as hash from placed)
    insert into audit_entry (${fields}, hash, previous_hash)
    select ${fields.replace('at', 'moment')}, hash, lag(hash, 1, head.hash) over (order by seq) from chained;
    return null;
  end $$`,
  'create constraint trigger audit_pending_is_sealed after insert on audit_pending deferrable initially deferred for each row when (new.opens) execute function audit_seal()',
];

// The program itself says nothing of an excursion, and what it finds is no entry. So in its name nobody speaks for a person.
const said = ['acknowledged', 'reset', 'investigated', 'assessed', 'closed'].map((word) => `${word}_by`);
const words = [
  `create function audit_word() returns trigger language plpgsql ${AS_OWNER} as $$
  begin
    if (select is_program from audit_author()) then
      raise exception 'what a person says of an excursion is said in his name: set thermograph.actor' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`,
  'revoke execute on function audit_word() from public',
  `create trigger words_are_said before update of ${said.join(', ')} on excursion for each row when (${said.map((column) => `old.${column} is distinct from new.${column}`).join(' or ')}) execute function audit_word()`,
  `create trigger first_words_are_said before insert on excursion for each row when (coalesce(${said.map((column) => `new.${column}`).join(', ')}) is not null) execute function audit_word()`,
  'alter table excursion enable always trigger words_are_said, enable always trigger first_words_are_said',
];

// Both tables are written by triggers only, and what stands in the trail stays as it is.
const refusals = [
  `create function audit_refuse() returns trigger language plpgsql set search_path from current as $$
  begin
    if pg_trigger_depth() > 1 and tg_op = any (tg_argv) then return null; end if;
    raise exception '% of % is refused: the audit trail is made by the database, and only ever added to', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end $$`,
  `create trigger audit_entry_stays before insert or update or delete or truncate on audit_entry for each statement execute function audit_refuse('INSERT')`,
  `create trigger audit_pending_stays before insert or update or delete or truncate on audit_pending for each statement execute function audit_refuse('INSERT', 'DELETE')`,
  'alter table audit_entry enable always trigger audit_entry_stays',
  'alter table audit_pending enable always trigger audit_pending_stays, enable always trigger audit_pending_is_sealed',
  'revoke update, delete, truncate on audit_entry from public, current_user',
  // Else anybody could put them on a table of his own, and so make entries of what never was.
  'revoke execute on function audit_seal(), audit_refuse() from public',
];
