import { ExcursionChange } from '../../domain/excursion.js';
import type { Em } from '../../database.js';
import { query, sql, type Fragment } from '../statement.js';
import type { Transaction } from './commit.js';

export interface Closing {
  /** Selects `sensor_id` and `rule_id`: which versions judge which sensors no longer, whose states are locked. */
  pairs: Fragment;
  /** When what runs has ended, unless it returned before; may name columns of sensor_state. */
  endedAt: Fragment;
  cause: 'RULE_CHANGED' | 'RULE_RETIRED' | 'SENSOR_MOVED' | 'CONDITION_CHANGED';
}

/** Ends what runs of rule versions that judge these sensors no longer, and forgets how it ran. */
export async function closeExcursions({ em, tell }: Transaction, closing: Closing): Promise<void> {
  for (const { id, sensorId } of await endExcursions(em, closing)) tell({ name: 'excursionChanged', change: ExcursionChange.CLOSED, excursionId: id, sensorId });
  await query(em, sql`
    update sensor_state set runs = runs - gone.keys
    from (select sensor_id, array_agg(rule_id::text) as keys from (${closing.pairs}) as pair group by sensor_id) as gone
    where sensor_state.sensor_id = gone.sensor_id and runs ?| gone.keys`);
}

async function endExcursions(em: Em, { pairs, endedAt, cause }: Closing): Promise<{ id: number; sensorId: number }[]> {
  return query(em, sql`
    with ended as (
      update excursion set ended_at = greatest(started_at, coalesce(timestamptz 'epoch' + (runs -> excursion.rule_id::text ->> 'returnedAt')::int8 * interval '1 microsecond', ${endedAt})), revision = revision + 1
      from sensor_state, (${pairs}) as pair
      where sensor_state.sensor_id = excursion.sensor_id and excursion.sensor_id = pair.sensor_id and excursion.rule_id = pair.rule_id and ended_at is null and status <> 'RETRACTED'
      returning excursion.*
    ), noted as (
      insert into excursion_revision (excursion_id, revision, at, cause, started_at, ended_at, peak, severity)
      select id, revision, now(), ${cause}::text, started_at, ended_at, peak, severity from ended
    )
    select id, sensor_id as "sensorId" from ended order by id`);
}
