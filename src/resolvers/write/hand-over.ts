import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import type { UserError } from '../../schema/user-error.js';
import { assetsAsked, type AssetKey } from '../read/assets.js';
import { at, list, query, sql, type Fragment } from '../statement.js';
import { closeExcursions } from './close-excursions.js';
import type { Transaction } from './commit.js';

/** A sensor that goes from the rules of one asset to those of another. */
export interface Handover {
  sensorId: number;
  from: AssetKey;
  to: AssetKey;
  at: Instant;
  /** The newest reading of it. */
  headAt: Instant | null;
  /** False: it was moved again later, and is elsewhere now. */
  isPresent: boolean;
}

/**
 * Why a sensor may not be moved then: it was moved again later, and readings from between have been judged by the rules of
 * what it was on. Null: no rule differs, or it is there still.
 */
export async function checkHandover(em: Em, handover: Handover): Promise<UserError | null> {
  if (handover.isPresent) return null;
  const { ended, begun } = await rulesOf(em, handover, true);
  if (ended.length + begun.length === 0) return null;
  return { code: 'JUDGED', field: ['at'], message: 'It was moved again after that, and what it measured in between has been judged by other rules than those of what it would have been on; such a move is told only of a sensor without rules.' };
}

/**
 * The rules of the old asset judge what was measured before the move, whenever it arrives; those of the new one, as they are
 * now, what comes after. What has been judged already of the time after the move is left to be judged again.
 */
export async function handOver(transaction: Transaction, handover: Handover): Promise<void> {
  const { em } = transaction;
  const { sensorId, headAt } = handover;
  const { ended, begun } = await rulesOf(em, handover, false);
  // A reading of the very moment is of the new place; spans go up to and with their end.
  const last = at(handover.at - 1);
  await endSpans(em, handover, last);
  if (begun.length > 0) await query(em, sql`insert into excursion_rule_span (rule_id, sensor_id, from_at) select id, ${sensorId}::int, ${last} from unnest(${list(begun, 'int')}) as rule (id)`);
  if (headAt === null || headAt < handover.at) {
    if (ended.length > 0) await closeExcursions(transaction, { ruleIds: ended, sensors: sql`select ${sensorId}::int`, endedAt: last, cause: 'SENSOR_MOVED' });
  } else if (ended.length + begun.length > 0) {
    await query(em, sql`update sensor_state set judge_again_from = least(judge_again_from, ${at(handover.at)}), due_at = now() where sensor_id = ${sensorId}::int`);
  }
}

/** Also of versions that were retired after the move: they judged what they should not have. */
async function endSpans(em: Em, handover: Handover, last: Fragment): Promise<void> {
  const { sensorId } = handover;
  const { ended } = await rulesOf(em, handover, true);
  if (ended.length === 0) return;
  await query(em, sql`
    with ended as (select id, retired_at from excursion_rule where id in (select unnest(${list(ended, 'int')}))),
    known as (select rule_id from excursion_rule_span join ended on ended.id = rule_id where sensor_id = ${sensorId}::int and (retired_at is not null or until_at is null)),
    closed as (
      update excursion_rule_span as span set until_at = ${last}, closed_at = ${at(handover.at)} from ended
      where span.rule_id = ended.id and sensor_id = ${sensorId}::int and (until_at is null or until_at > ${last})
    )
    insert into excursion_rule_span (rule_id, sensor_id, until_at, closed_at)
    select id, ${sensorId}::int, ${last}, ${at(handover.at)} from ended where retired_at is null and id not in (select rule_id from known)`);
}

/** The versions that judge the sensor on one of the two assets only; those in force, or all that there ever were. */
async function rulesOf(em: Em, { sensorId, from, to }: Handover, withRetired: boolean): Promise<{ ended: number[]; begun: number[] }> {
  const rows = await query<{ parent: number; id: number }>(em, sql`
    with ${assetsAsked([from, to])}
    select distinct asset.parent, rule.id from asset
    join excursion_rule_asset as named on named.machine_id = asset.machine_id or named.container_id = asset.container_id or named.sample_id = asset.sample_id
    join excursion_rule as rule on rule.id = named.rule_id and rule.quantity = (select quantity from sensor where id = ${sensorId}::int)
    where ${withRetired}::boolean or retired_at is null order by rule.id`);
  const [old, next] = [1, 2].map((parent) => new Set(rows.filter((row) => row.parent === parent).map(({ id }) => id)));
  return { ended: [...old!].filter((id) => !next!.has(id)), begun: [...next!].filter((id) => !old!.has(id)) };
}
