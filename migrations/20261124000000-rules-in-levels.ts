import { Migration } from '@mikro-orm/migrations';

/** Rules that add time up, that become worse in levels, and that hold for every container of a storage condition. */
export class Migration20261124000000 extends Migration {
  override up(): void {
    for (const statement of [...rules, ...reach, ...excursions, ...memory]) this.addSql(statement);
  }
}

const rules = [
  `alter table excursion_rule
    add column comparison text not null default 'BEYOND' constraint excursion_rule_comparison_check check (comparison in ('BEYOND', 'AT_OR_BEYOND')),
    add column sum_window interval null check (sum_window > interval '0'),
    add column levels jsonb not null default '[]' check (jsonb_typeof(levels) = 'array'),
    add column storage_condition_id int null constraint excursion_rule_storage_condition_id_foreign references storage_condition (id),
    add check ((mode = 'ACCUMULATIVE') = (sum_window is not null)),
    add check (mode <> 'ACCUMULATIVE' or (num_nonnulls(low, high) = 1 and on_delay > interval '0' and on_delay <= sum_window and off_delay = interval '0'))`,
  'create index excursion_rule_storage_condition_id_index on excursion_rule (storage_condition_id)',
];

const reach = [
  // The one place that says under which condition a container is kept now, for all that rules have to do with it.
  `create view container_kept as
    select container_id, condition_id from container_condition where to_at is null and condition_id is not null`,
  // As it was, and the sensors of containers that are kept under a rule's condition, or of the machines that these are.
  'drop view sensor_rule',
  `create view sensor_rule as
    ${[
      'join excursion_rule_asset as asset on asset.machine_id = sensor.machine_id join excursion_rule as rule on rule.id = asset.rule_id',
      'join excursion_rule_asset as asset on asset.container_id = sensor.container_id join excursion_rule as rule on rule.id = asset.rule_id',
      'join excursion_rule_asset as asset on asset.sample_id = sensor.sample_id join excursion_rule as rule on rule.id = asset.rule_id',
      'join container on container.machine_id = sensor.machine_id join excursion_rule_asset as asset on asset.container_id = container.id join excursion_rule as rule on rule.id = asset.rule_id',
      'join container on container.id = sensor.container_id join excursion_rule_asset as asset on asset.machine_id = container.machine_id join excursion_rule as rule on rule.id = asset.rule_id',
      'join container_kept as kept on kept.container_id = sensor.container_id join excursion_rule as rule on rule.storage_condition_id = kept.condition_id',
      'join container on container.machine_id = sensor.machine_id join container_kept as kept on kept.container_id = container.id join excursion_rule as rule on rule.storage_condition_id = kept.condition_id',
    ]
      .map((face) => `select sensor.id as sensor_id, rule.id as rule_id from sensor ${face} where rule.quantity = sensor.quantity`)
      .join(' union ')}`,
];

const excursions = [
  `alter table excursion add column severities jsonb not null default '[]'`,
  `update excursion set severities = jsonb_build_array(jsonb_build_object('severity', severity, 'reachedAt', round(date_part('epoch', confirmed_at) * 1e6), 'limit', limit_value))`,
  `alter table excursion_revision add column severity text null constraint excursion_revision_severity_check check (severity in ('INFO', 'WARNING', 'CRITICAL'))`,
  'update excursion_revision set severity = excursion.severity from excursion where excursion.id = excursion_id',
  'alter table excursion_revision alter column severity set not null',
];

// What runs is remembered otherwise than before: so it is told anew from its readings, which change nothing of it.
const memory = [
  'alter table sensor_state add column judge_again_because text null',
  // Until now nothing else was judged again.
  `update sensor_state set judge_again_because = 'SENSOR_MOVED' where judge_again_from is not null`,
  `update sensor_state set runs = '{}', due_at = now(),
    judge_again_from = least(judge_again_from, (select timestamptz 'epoch' + min((run.value ->> 'startedAt')::int8) * interval '1 microsecond' from jsonb_each(runs) as run))
    where runs <> '{}'`,
];
