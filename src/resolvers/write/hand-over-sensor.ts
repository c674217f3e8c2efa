import type { Em } from '../../database.js';
import type { Instant } from '../../domain/time.js';
import type { UserError } from '../../schema/user-error.js';
import { assetsAsked, type AssetKey } from '../read/assets.js';
import { query, sql } from '../statement.js';
import type { Transaction } from './commit.js';
import { handOver } from './hand-over.js';

/** A sensor that goes from the rules of one asset to those of another. */
export interface SensorMove {
  sensorId: number;
  from: AssetKey;
  to: AssetKey;
  at: Instant;
  /** False: it was moved again later, and is elsewhere now. */
  isPresent: boolean;
}

/**
 * Why a sensor may not be moved then: it was moved again later, and readings from between have been judged by the rules of
 * what it was on. Null: no rule differs, or it is there still.
 */
export async function checkHandover(em: Em, move: SensorMove): Promise<UserError | null> {
  if (move.isPresent) return null;
  const { ended, begun } = await rulesOf(em, move);
  if (ended.length + begun.length === 0) return null;
  return { code: 'JUDGED', field: ['at'], message: 'It was moved again after that, and what it measured in between has been judged by other rules than those of what it would have been on; such a move is told only of a sensor without rules.' };
}

export async function handOverSensor(transaction: Transaction, move: SensorMove): Promise<void> {
  const { sensorId } = move;
  const { ended, begun } = await rulesOf(transaction.em, move);
  const pair = ({ id, isRetired }: Rule) => ({ sensorId, ruleId: id, isRetired });
  await handOver(transaction, { ended: ended.map(pair), begun: begun.filter(({ isRetired }) => !isRetired).map(pair), moments: new Map([[sensorId, move.at]]), cause: 'SENSOR_MOVED' });
}

interface Rule {
  id: number;
  isRetired: boolean;
}

/** The versions, of all that there ever were, that judge the sensor on one of the two assets only. */
async function rulesOf(em: Em, { sensorId, from, to }: SensorMove): Promise<{ ended: Rule[]; begun: Rule[] }> {
  const rows = await query<Rule & { parent: number }>(em, sql`
    with ${assetsAsked([from, to])},
    named (parent, rule_id) as (
      select asset.parent, rule_id from asset
      join excursion_rule_asset as named on named.machine_id = asset.machine_id or named.container_id = asset.container_id or named.sample_id = asset.sample_id
      union
      select asset.parent, rule.id from asset
      join container_kept as kept on kept.container_id = asset.container_id join excursion_rule as rule on rule.storage_condition_id = kept.condition_id
    )
    select parent, rule.id, retired_at is not null as "isRetired" from named
    join excursion_rule as rule on rule.id = named.rule_id and rule.quantity = (select quantity from sensor where id = ${sensorId}::int) order by rule.id`);
  const [old, next] = [1, 2].map((parent) => rows.filter((row) => row.parent === parent));
  const without = (these: Rule[], those: Rule[]) => these.filter(({ id }) => !those.some((other) => other.id === id));
  return { ended: without(old!, next!), begun: without(next!, old!) };
}
