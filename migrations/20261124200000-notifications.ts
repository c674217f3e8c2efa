import { Migration } from '@mikro-orm/migrations';

/** Who is told of excursions, by which way, and what became of it. */
export class Migration20261124200000 extends Migration {
  override up(): void {
    for (const statement of [...channels, ...policies, ...outbox, ...notifications]) this.addSql(statement);
  }
}

const channels = [
  `create table notification_channel (
    id serial primary key,
    code text not null constraint notification_channel_code_unique unique check (code <> '')
  )`,
  `create table notification_channel_version (
    id serial primary key,
    channel_id int not null constraint notification_channel_version_channel_id_foreign references notification_channel (id),
    version int not null check (version > 0),
    kind text not null constraint notification_channel_version_kind_check check (kind in ('WEBHOOK', 'EMAIL')),
    site_id int null constraint notification_channel_version_site_id_foreign references site (id),
    recipients text[] not null check (cardinality(recipients) > 0),
    enabled boolean not null,
    quiet_from time null, quiet_until time null, quiet_time_zone text null,
    digest_after int null check (digest_after > 0),
    digest_window interval not null check (digest_window > interval '0'),
    defined_at timestamptz not null,
    defined_by text not null,
    retired_at timestamptz null,
    retired_by text null,
    check ((quiet_from is null) = (quiet_until is null) and (quiet_from is null) = (quiet_time_zone is null)),
    check ((retired_at is null) = (retired_by is null)),
    constraint notification_channel_version_unique unique (channel_id, version)
  )`,
  // What must not be told: apart from what may, so that nothing that shows a channel, or keeps its changes, can show this.
  `create table notification_endpoint (
    channel_id int primary key constraint notification_endpoint_channel_id_foreign references notification_channel (id),
    url text not null,
    secret text not null
  )`,
];

const policies = [
  `create table escalation_policy (
    id serial primary key,
    code text not null constraint escalation_policy_code_unique unique check (code <> '')
  )`,
  `create table escalation_policy_version (
    id serial primary key,
    policy_id int not null constraint escalation_policy_version_policy_id_foreign references escalation_policy (id),
    version int not null check (version > 0),
    site_id int null constraint escalation_policy_version_site_id_foreign references site (id),
    least_severity text not null constraint escalation_policy_version_least_severity_check check (least_severity in ('INFO', 'WARNING', 'CRITICAL')),
    quantities text[] null,
    kinds text[] null,
    tell_history boolean not null,
    defined_at timestamptz not null,
    defined_by text not null,
    retired_at timestamptz null,
    retired_by text null,
    check ((retired_at is null) = (retired_by is null)),
    constraint escalation_policy_version_unique unique (policy_id, version)
  )`,
  `create table escalation_policy_asset (
    id serial primary key,
    version_id int not null constraint escalation_policy_asset_version_id_foreign references escalation_policy_version (id),
    machine_id int null constraint escalation_policy_asset_machine_id_foreign references machine (id),
    container_id int null constraint escalation_policy_asset_container_id_foreign references container (id),
    sample_id int null constraint escalation_policy_asset_sample_id_foreign references sample (id),
    check (num_nonnulls(machine_id, container_id, sample_id) = 1)
  )`,
  'create index escalation_policy_asset_version_id_index on escalation_policy_asset (version_id)',
  // One row for each channel of a step.
  `create table escalation_step (
    id serial primary key,
    version_id int not null constraint escalation_step_version_id_foreign references escalation_policy_version (id),
    step int not null check (step > 0),
    channel_id int not null constraint escalation_step_channel_id_foreign references notification_channel (id),
    after interval not null check (after >= interval '0'),
    repeat_every interval null check (repeat_every > interval '0'),
    constraint escalation_step_channel_unique unique (version_id, step, channel_id)
  )`,
];

// Whatever changes an excursion says so here, in the transaction that changes it: nobody can forget it, and what was taken
// back was never said. Not every change is worth telling: areas and peaks grow with every batch. The rows of one excursion are
// in the order of its changes, for each change holds its row until it is committed. Without a nested loop: how many rows a
// statement changes is not known when the plan is made, and the plan is kept.
const outbox = [
  `create table excursion_news (
    id bigserial primary key,
    excursion_id int not null,
    change text not null,
    raised boolean not null,
    at timestamptz not null default clock_timestamp(),
    facts jsonb not null
  )`,
  `create function tell_new_excursions() returns trigger language plpgsql as $$ begin
    insert into excursion_news (excursion_id, change, raised, facts) select id, 'OPENED', true, to_jsonb(now_is) from now_is where status <> 'RETRACTED' order by id;
    return null;
  end $$`,
  'create trigger excursions_are_told after insert on excursion referencing new table as now_is for each statement execute function tell_new_excursions()',
  `create function tell_changed_excursions() returns trigger language plpgsql set enable_nestloop = off as $$ begin
    insert into excursion_news (excursion_id, change, raised, facts)
    select id,
      case
        when now_is.status = 'RETRACTED' then 'RETRACTED'
        when now_is.ended_at is not null and was.ended_at is null then 'CLOSED'
        when now_is.acknowledged_at is not null and was.acknowledged_at is distinct from now_is.acknowledged_at then 'ACKNOWLEDGED'
        when now_is.status = 'ASSESSED' and was.status <> 'ASSESSED' then 'ASSESSED'
        else 'UPDATED'
      end,
      array_position('{INFO,WARNING,CRITICAL}', now_is.severity) > array_position('{INFO,WARNING,CRITICAL}', was.severity),
      to_jsonb(now_is)
    from now_is join was using (id)
    where (now_is.severity, now_is.ended_at, now_is.status, now_is.acknowledged_at) is distinct from (was.severity, was.ended_at, was.status, was.acknowledged_at)
    order by id;
    return null;
  end $$`,
  'create trigger excursion_changes_are_told after update on excursion referencing old table as was new table as now_is for each statement execute function tell_changed_excursions()',
];

// No foreign keys to excursions, which are never deleted: by them who decides what is told would wait for those who change
// excursions, and in another order than they.
const notifications = [
  // How far a step has come with an excursion. Without a due time it is over; the row says that it began.
  `create table escalation (
    excursion_id int not null,
    step_id int not null constraint escalation_step_id_foreign references escalation_step (id),
    since_at timestamptz not null,
    due_at timestamptz null,
    told int not null default 0,
    primary key (excursion_id, step_id)
  )`,
  'create index escalation_due_index on escalation (due_at) where due_at is not null',
  `create function new_message_id() returns text language sql volatile as $$ select 'msg_' || replace(gen_random_uuid()::text, '-', '') $$`,
  // One message to one channel. What a digest tells instead has its id, and shares its fate.
  `create table notification (
    id serial primary key,
    message_id text not null default new_message_id() constraint notification_message_id_unique unique,
    channel_id int not null constraint notification_channel_id_foreign references notification_channel (id),
    excursion_id int null,
    step_id int null constraint notification_step_id_foreign references escalation_step (id),
    reason text not null constraint notification_reason_check check (reason in ('OPENED', 'UPDATED', 'CLOSED', 'RETRACTED', 'ACKNOWLEDGED', 'ASSESSED', 'ESCALATED', 'REPEATED', 'DIGEST')),
    happened_at timestamptz not null,
    facts jsonb null,
    status text not null default 'PENDING' constraint notification_status_check check (status in ('PENDING', 'SENT', 'DEAD')),
    digest_id int null constraint notification_digest_id_foreign references notification (id),
    created_at timestamptz not null,
    hold_until timestamptz null,
    try_at timestamptz null,
    tried_at timestamptz null,
    leased_until timestamptz null,
    give_up_at timestamptz null,
    attempts int not null default 0,
    check ((reason = 'DIGEST') = (excursion_id is null)),
    check ((reason = 'DIGEST') = (facts is null)),
    check (reason <> 'DIGEST' or digest_id is null)
  )`,
  `create index notification_waiting_index on notification (channel_id, excursion_id, id) where status = 'PENDING'`,
  'create index notification_excursion_id_index on notification (excursion_id, id)',
  'create index notification_digest_id_index on notification (digest_id) where digest_id is not null',
  'create index notification_tried_at_index on notification (channel_id, tried_at)',
  `create table notification_attempt (
    id serial primary key,
    notification_id int not null constraint notification_attempt_notification_id_foreign references notification (id),
    number int not null,
    at timestamptz not null,
    outcome text not null constraint notification_attempt_outcome_check check (outcome in ('SENT', 'FAILED')),
    status_code int null,
    error text null,
    next_try_at timestamptz null,
    constraint notification_attempt_number_unique unique (notification_id, number)
  )`,
];
