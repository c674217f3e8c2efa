import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { instantOf, list, query, sql } from '../statement.js';
import type { Transaction } from './commit.js';
import { handOver, type Judging } from './hand-over.js';

/**
 * Changes under which conditions containers are kept, and hands their sensors, or those of the machines that they are, from
 * the rules of before to those of after. `change` is told the time under the locks, which whoever changes rules or records
 * readings takes too: the catalog's first, then those of sensors. It happens at `at`, or then; of a sensor that came later,
 * when it came.
 */
export async function keepJudging(transaction: Transaction, containerIds: readonly number[], at: Instant | null, change: (toldAt: Instant) => Promise<void>): Promise<void> {
  const { em } = transaction;
  await query(em, sql`update catalog set version = version + 1`);
  const sensors = await lockSensors(em, containerIds);
  const [clock] = await query<{ now: Instant }>(em, sql`select ${instantOf('clock_timestamp()')} as now`);
  const before = await rulesOf(em, sensors);
  await change(clock!.now);
  const after = await rulesOf(em, sensors);
  const moments = new Map(sensors.map(({ id, since }) => [id, Math.max(at ?? clock!.now, since)]));
  await handOver(transaction, { ended: without(before, after), begun: without(after, before).filter(({ isRetired }) => !isRetired), moments, cause: 'CONDITION_CHANGED' });
}

interface Sensor {
  id: number;
  /** Since when it is there. */
  since: Instant;
}

async function lockSensors(em: Em, containerIds: readonly number[]): Promise<Sensor[]> {
  const containers = sql`select id from container where id in (select unnest(${list(containerIds, 'int')}))`;
  return query<Sensor>(em, sql`
    select sensor.id, ${instantOf('mount.from_at')} as since from sensor
    join sensor_mount as mount on mount.sensor_id = sensor.id and mount.to_at is null
    join sensor_state on sensor_state.sensor_id = sensor.id
    where sensor.container_id in (${containers}) or sensor.machine_id in (select machine_id from container where id in (${containers}))
    order by sensor.id for update of sensor_state`);
}

async function rulesOf(em: Em, sensors: readonly Sensor[]): Promise<(Judging & { isRetired: boolean })[]> {
  if (sensors.length === 0) return [];
  return query(em, sql`
    select sensor_id as "sensorId", rule_id as "ruleId", retired_at is not null as "isRetired"
    from sensor_rule join excursion_rule on excursion_rule.id = rule_id where sensor_id in (select unnest(${list(sensors.map(({ id }) => id), 'int')}))`);
}

function without<Pair extends Judging>(these: readonly Pair[], those: readonly Pair[]): Pair[] {
  const names = new Set(those.map(({ sensorId, ruleId }) => `${sensorId} ${ruleId}`));
  return these.filter(({ sensorId, ruleId }) => !names.has(`${sensorId} ${ruleId}`));
}
