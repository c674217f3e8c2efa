import { Migration } from '@mikro-orm/migrations';

/** An excursion that was retracted may be found again: it is looked for by its sensor and rule, and told like a new one. */
export class Migration20261127200000 extends Migration {
  override up(): void {
    for (const statement of [retracted, told]) this.addSql(statement);
  }
}

const retracted = `create index excursion_retracted on excursion (sensor_id, rule_id, kind, started_at) where status = 'RETRACTED'`;

// As it was, but for what was retracted and is no longer: it begins anew for those who are told.
const told = `
  create or replace function tell_changed_excursions() returns trigger language plpgsql set enable_nestloop = off as $$ begin
    insert into excursion_news (excursion_id, change, raised, facts)
    select id,
      case
        when now_is.status = 'RETRACTED' then 'RETRACTED'
        when was.status = 'RETRACTED' then 'OPENED'
        when now_is.ended_at is not null and was.ended_at is null then 'CLOSED'
        when now_is.acknowledged_at is not null and was.acknowledged_at is distinct from now_is.acknowledged_at then 'ACKNOWLEDGED'
        when now_is.status = 'ASSESSED' and was.status <> 'ASSESSED' then 'ASSESSED'
        else 'UPDATED'
      end,
      was.status = 'RETRACTED' or array_position('{INFO,WARNING,CRITICAL}', now_is.severity) > array_position('{INFO,WARNING,CRITICAL}', was.severity),
      to_jsonb(now_is)
    from now_is join was using (id)
    where (now_is.severity, now_is.ended_at, now_is.status, now_is.acknowledged_at) is distinct from (was.severity, was.ended_at, was.status, was.acknowledged_at)
    order by id;
    return null;
  end $$`;
