import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { AlarmState } from '../../domain/alarm.js';
import { stateOf, type AlarmRecord } from '../../domain/alarm-record.js';
import { SensorSuppressionEntity, type SensorSuppression } from '../../entities/sensor-suppression.js';
import { entityOf, every, instantOf, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { groupByParent } from './assets.js';
import { inSight } from './sight.js';

/** When a suppression ends or has ended; null: nobody has said so. */
export const suppressedTo = (alias: string): Fragment => sql`coalesce(${sql.ref(`${alias}.lifted_at`)}, ${sql.ref(`${alias}.until_at`)})`;

/** Whether a suppression, as `alias`, lasts at a moment. */
export const suppressedAt = (alias: string, moment: Fragment): Fragment =>
  sql`${sql.ref(`${alias}.from_at`)} <= ${moment} and (${suppressedTo(alias)} is null or ${suppressedTo(alias)} > ${moment})`;

/** Whether a sensor, whose id `alias` has, is out of service now. */
export const isOutOfService = (alias: string): Fragment =>
  sql`exists (select from sensor_suppression as suppression where suppression.sensor_id = ${sql.ref(`${alias}.id`)} and kind = 'OUT_OF_SERVICE' and ${suppressedAt('suppression', sql`now()`)})`;

/**
 * The states of the alarms of excursions, now by the clock of the database, which also dates what people do. Of what was
 * suppressed that is read which can matter: what ended last while the excursion ran, what ended first after that, and what
 * took its place.
 */
export async function alarmStatesOf(em: Em, ids: readonly number[]): Promise<(AlarmState | Error)[]> {
  const rows = await query<AlarmRecord & { id: number; isRetracted: boolean }>(em, sql`
    select excursion.id, ${instantOf('confirmed_at')} as "confirmedAt", case when ended_at is not null then ${instantOf('least(ended_at, now())')} end as "endedAt",
      ${instantOf('acknowledged_at')} as "acknowledgedAt", ${instantOf('reset_at')} as "resetAt",
      status = 'RETRACTED' as "isRetracted", coalesce(latching, false) as latching, suppressions
    from unnest(${list(ids, 'int')}) as asked (id) join excursion using (id) left join excursion_rule as rule on rule.id = rule_id
    cross join lateral (
      select coalesce(json_agg(json_build_object('kind', kind, 'from', ${instantOf('from_at')}, 'to', case when to_at <= now() then ${instantOf('to_at')} end)), '[]') as suppressions
      from (
        (select kind, from_at, to_at from ${ofItsSensor} where to_at <= least(ended_at, now()) order by from_at desc limit 1)
        union all (select kind, from_at, to_at from ${ofItsSensor} where to_at > least(ended_at, now()) order by from_at limit 2)
      ) as relevant
    ) as quiet`);
  const states = new Map(rows.map(({ id, isRetracted, ...record }) => [id, isRetracted ? AlarmState.NORM : stateOf(record)]));
  return ids.map((id) => states.get(id) ?? new Error(`there is no excursion ${id}`));
}

/** The state of one alarm, within the transaction of the EntityManager. */
export async function alarmStateOf(em: Em, id: number): Promise<AlarmState> {
  const [state] = await alarmStatesOf(em, [id]);
  if (state instanceof Error) throw state;
  return state!;
}

const ofItsSensor = sql`
  (select kind, from_at, coalesce(${suppressedTo('sensor_suppression')}, 'infinity') as to_at from sensor_suppression where sensor_suppression.sensor_id = excursion.sensor_id) as suppression`;

/** The suppressions of each sensor, newest first; who is bound is told of those that began while it was on something in his sight. */
export async function suppressionsOf(em: Em, ids: readonly number[], bounds: Bounds | null): Promise<SensorSuppression[][]> {
  const rows = await query<EntityRow>(em, sql`
    select asked.parent::int, sensor_suppression.* from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
    join sensor_suppression on sensor_suppression.sensor_id = asked.id
    where ${every([bounds && sql`exists (
      select from sensor_mount as mount where mount.sensor_id = asked.id and mount.from_at <= sensor_suppression.from_at and (mount.to_at is null or mount.to_at > sensor_suppression.from_at)
        and ${inSight(bounds, 'sensor_mount', 'mount')})`])}
    order by asked.parent, sensor_suppression.from_at desc, sensor_suppression.id desc`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, SensorSuppressionEntity, row));
}
