import { ExcursionChange } from '../../domain/excursion.js';
import type { Em } from '../../database.js';
import { list, query, sql, type EntityRow, type Fragment } from '../statement.js';
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
  for (const { id, sensorId } of await endExcursions(em, oldId, cause)) tell({ name: 'excursionChanged', change: ExcursionChange.CLOSED, excursionId: id, sensorId });
  await forgetRuns(em, oldId);
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

async function endSpans(em: Em, ruleId: number): Promise<void> {
  await query(em, sql`
    insert into excursion_rule_span (rule_id, sensor_id, until_at)
    select ${ruleId}::int, sensor_id, head_at from sensor_state where sensor_id in (${sensorsOf(ruleId)}) and head_at is not null
    on conflict (rule_id, sensor_id) do update set until_at = excluded.until_at`);
}

/** What runs of this version ends where it returned, else with the newest reading that was judged. */
async function endExcursions(em: Em, ruleId: number, cause: string): Promise<{ id: number; sensorId: number }[]> {
  return query(em, sql`
    with ended as (
      update excursion set ended_at = greatest(started_at, coalesce(timestamptz 'epoch' + (runs -> ${String(ruleId)}::text ->> 'returnedAt')::int8 * interval '1 microsecond', head_at)), revision = revision + 1
      from sensor_state where sensor_state.sensor_id = excursion.sensor_id
        and rule_id = ${ruleId}::int and ended_at is null and status <> 'RETRACTED'
      returning excursion.*
    ), noted as (
      insert into excursion_revision (excursion_id, revision, at, cause, started_at, ended_at, peak)
      select id, revision, now(), ${cause}::text, started_at, ended_at, peak from ended
    )
    select id, sensor_id as "sensorId" from ended order by id`);
}

async function forgetRuns(em: Em, ruleId: number): Promise<void> {
  const key = String(ruleId);
  await query(em, sql`update sensor_state set runs = runs - ${key}::text where sensor_id in (${sensorsOf(ruleId)}) and runs ? ${key}::text`);
}
