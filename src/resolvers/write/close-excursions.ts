import { ExcursionChange } from '../../domain/excursion.js';
import type { Em } from '../../database.js';
import { list, query, sql, type Fragment } from '../statement.js';
import type { Transaction } from './commit.js';

export interface Closing {
  ruleIds: readonly number[];
  /** Selects the ids of the sensors, whose states are locked. */
  sensors: Fragment;
  /** When what runs has ended, unless it returned before; may name columns of sensor_state. */
  endedAt: Fragment;
  cause: 'RULE_CHANGED' | 'RULE_RETIRED' | 'SENSOR_MOVED';
}

/** Ends what runs of rule versions that judge these sensors no longer, and forgets how it ran. */
export async function closeExcursions({ em, tell }: Transaction, closing: Closing): Promise<void> {
  for (const { id, sensorId } of await endExcursions(em, closing)) tell({ name: 'excursionChanged', change: ExcursionChange.CLOSED, excursionId: id, sensorId });
  const keys = sql`${list(closing.ruleIds.map(String), 'text')}`;
  await query(em, sql`update sensor_state set runs = runs - ${keys} where sensor_id in (${closing.sensors}) and runs ?| ${keys}`);
}

async function endExcursions(em: Em, { ruleIds, sensors, endedAt, cause }: Closing): Promise<{ id: number; sensorId: number }[]> {
  return query(em, sql`
    with ended as (
      update excursion set ended_at = greatest(started_at, coalesce(timestamptz 'epoch' + (runs -> rule_id::text ->> 'returnedAt')::int8 * interval '1 microsecond', ${endedAt})), revision = revision + 1
      from sensor_state where sensor_state.sensor_id = excursion.sensor_id and excursion.sensor_id in (${sensors})
        and rule_id = any(${list(ruleIds, 'int')}) and ended_at is null and status <> 'RETRACTED'
      returning excursion.*
    ), noted as (
      insert into excursion_revision (excursion_id, revision, at, cause, started_at, ended_at, peak)
      select id, revision, now(), ${cause}::text, started_at, ended_at, peak from ended
    )
    select id, sensor_id as "sensorId" from ended order by id`);
}
