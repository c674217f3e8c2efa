import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import { list, query, sql, type Fragment } from '../statement.js';
import { closeExcursions, type Closing } from './close-excursions.js';
import type { Transaction } from './commit.js';

/** A rule version that begins or ceases to judge a sensor. */
export interface Judging {
  sensorId: number;
  ruleId: number;
}

/** Sensors, whose states are locked, that go from some rules to others at a moment. */
export interface Handover {
  /** In force. */
  begun: readonly Judging[];
  /** Those in force, and those that were retired, as far as they judged what they should not have. */
  ended: readonly (Judging & { isRetired: boolean })[];
  /** Of each sensor; one that is not named is not handed over. */
  moments: ReadonlyMap<number, Instant>;
  cause: Extract<Closing['cause'], 'SENSOR_MOVED' | 'CONDITION_CHANGED'>;
}

/**
 * The rules of before judge what was measured before the moment, whenever it arrives; those of after, as they are now, what
 * comes from it on. What has been judged already of the time after it, or not yet of the time before it, is left to be judged
 * again.
 */
export async function handOver(transaction: Transaction, handover: Handover): Promise<void> {
  const { em } = transaction;
  const inForce = handover.ended.filter(({ isRetired }) => !isRetired);
  if (handover.begun.length + handover.ended.length === 0) return;
  await endSpans(em, handover);
  await query(em, sql`insert into excursion_rule_span (rule_id, sensor_id, from_at) select rule_id, sensor_id, ${LAST} from ${pairsOf(handover, handover.begun)}`);
  // What was judged of these already holds up to the moment.
  const untouched = sql`select pair.*, ${LAST} as left_at from ${pairsOf(handover, inForce)} join sensor_state using (sensor_id) where ${JUDGED_OTHERWISE} is not true`;
  await closeExcursions(transaction, { pairs: untouched, endedAt: sql`left_at`, cause: handover.cause });
  await query(em, sql`
    update sensor_state set judge_again_from = least(judge_again_from, moment, head_at), judge_again_because = ${handover.cause}::text, due_at = now()
    from (select distinct sensor_id, moment from ${pairsOf(handover, [...handover.ended, ...handover.begun])}) as pair
    where sensor_state.sensor_id = pair.sensor_id and ${JUDGED_OTHERWISE}`);
}

/** Also of versions that were retired after the moment. */
async function endSpans(em: Em, handover: Handover): Promise<void> {
  await query(em, sql`
    with ended as (select pair.*, retired_at from ${pairsOf(handover, handover.ended)} join excursion_rule on excursion_rule.id = rule_id),
    known as (select ended.rule_id, ended.sensor_id from excursion_rule_span join ended using (rule_id, sensor_id) where retired_at is not null or until_at is null),
    closed as (
      update excursion_rule_span as span set until_at = ${LAST}, closed_at = moment from ended
      where span.rule_id = ended.rule_id and span.sensor_id = ended.sensor_id and (until_at is null or until_at > ${LAST})
    )
    insert into excursion_rule_span (rule_id, sensor_id, until_at, closed_at)
    select rule_id, sensor_id, ${LAST}, moment from ended where retired_at is null and (rule_id, sensor_id) not in (select rule_id, sensor_id from known)`);
}

/** A reading of the very moment is of what comes after; spans go up to and with their end. */
const LAST = sql`moment - interval '1 microsecond'`;

/** By a reading, or by the clock, which has told how bad what ran became; or the clock is behind, and has not told what it would have up to the moment. */
const JUDGED_OTHERWISE = sql`(head_at >= moment or due_at < now() or exists (
  select from excursion where excursion.sensor_id = pair.sensor_id and rule_id is not null and ended_at is null and status <> 'RETRACTED'
    and (severities -> -1 ->> 'reachedAt')::int8 > date_part('epoch', moment) * 1e6))`;

/** `pair (sensor_id, rule_id, moment)`. */
function pairsOf({ moments }: Handover, pairs: readonly Judging[]): Fragment {
  const times = pairs.map(({ sensorId }) => moments.get(sensorId)!);
  return sql`(
    select sensor_id, rule_id, timestamptz 'epoch' + micros * interval '1 microsecond' as moment
    from unnest(${list(pairs.map(({ sensorId }) => sensorId), 'int')}, ${list(pairs.map(({ ruleId }) => ruleId), 'int')}, ${list(times, 'bigint')}) as named (sensor_id, rule_id, micros)
  ) as pair`;
}
