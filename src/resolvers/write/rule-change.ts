import type { Em } from '../../database.js';
import { list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { closeExcursions } from './close-excursions.js';
import type { Transaction } from './commit.js';

export interface RuleChange extends Transaction {
  /** The version that judges no longer; null: the rule is new. */
  oldId: number | null;
  /** The version that judges from now on; null: the rule is retired. */
  newId: number | null;
  cause: 'RULE_CHANGED' | 'RULE_RETIRED';
}

/** One change of a rule at a time, also of a rule that is not there yet. */
export async function lockRule(em: Em, code: string): Promise<void> {
  await query(em, sql`select pg_advisory_xact_lock(hashtext('excursion_rule'), hashtext(${code}))`);
}

/** Takes the version in force out of force; null: there is none. */
export async function retireVersion(em: Em, code: string): Promise<EntityRow | null> {
  const [row] = await query<EntityRow>(em, sql`update excursion_rule set retired_at = now() where code = ${code} and retired_at is null returning *`);
  return row ?? null;
}

/**
 * Hands the sensors over from one version to the other. Comes after the rules themselves are written: whoever records
 * readings looks at the rules and then locks the states of sensors, and two that lock in one order do not block each other.
 */
export async function changeWatch({ em, tell, oldId, newId, cause }: RuleChange): Promise<void> {
  await lockSensors(em, [oldId, newId].filter((id) => id !== null));
  if (newId !== null) await beginSpans(em, newId);
  if (oldId === null) return;
  await endSpans(em, oldId);
  await judgeAgain(em, oldId, cause);
  await closeExcursions({ em, tell }, { pairs: sql`select sensor_id, rule_id from sensor_rule where rule_id = ${oldId}::int`, endedAt: sql`head_at`, cause });
}

/** The sensors that some of these versions judge. */
const sensorsOf = (...ruleIds: number[]): Fragment => sql`select sensor_id from sensor_rule where rule_id = any(${list(ruleIds, 'int')})`;

async function lockSensors(em: Em, ruleIds: number[]): Promise<void> {
  await query(em, sql`select from sensor_state where sensor_id in (${sensorsOf(...ruleIds)}) order by sensor_id for update`);
}

async function beginSpans(em: Em, ruleId: number): Promise<void> {
  await query(em, sql`
    insert into excursion_rule_span (rule_id, sensor_id, from_at)
    select ${ruleId}::int, sensor_id, head_at from sensor_state where sensor_id in (${sensorsOf(ruleId)}) and head_at is not null`);
}

/** Where the clock is behind, what it would have found out by now of the version is left to be found when it looks. */
async function judgeAgain(em: Em, ruleId: number, cause: RuleChange['cause']): Promise<void> {
  await query(em, sql`
    update sensor_state set judge_again_from = least(judge_again_from, head_at), judge_again_because = ${cause}::text, due_at = now()
    where sensor_id in (${sensorsOf(ruleId)}) and due_at < now()`);
}

async function endSpans(em: Em, ruleId: number): Promise<void> {
  await query(em, sql`
    with open as (
      update excursion_rule_span as span set until_at = head_at, closed_at = now()
      from sensor_state as state where state.sensor_id = span.sensor_id and rule_id = ${ruleId}::int and until_at is null returning span.sensor_id
    )
    insert into excursion_rule_span (rule_id, sensor_id, until_at, closed_at)
    select ${ruleId}::int, sensor_id, head_at, now() from sensor_state
    where sensor_id in (${sensorsOf(ruleId)}) and head_at is not null and sensor_id not in (select sensor_id from open)`);
}
