import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import { ExcursionStatus } from '../domain/excursion.js';
import { NotificationReason } from '../domain/notification.js';
import type { Duration, Instant } from '../domain/time.js';
import { readFacts, type ExcursionJson } from './facts.js';
import type { Escalation, Telling } from './stories.js';
import { isSuppressed } from './surroundings.js';

/** A step whose time has come. */
export interface DueEscalation extends Escalation {
  channelId: number;
  dueAt: Instant;
  after: Duration;
  repeatEvery: Duration | null;
  json: ExcursionJson;
  suppressed: boolean;
  /** Whether its policy is in force, in this version or a newer one: what a version has begun, it brings to an end. */
  inForce: boolean;
  /** Whether the channel has been told of the excursion, by whatever policy. */
  known: boolean;
}

/** Those of sensors that are kept quiet wait, until they may be heard or their excursion is over. */
export async function dueEscalations(em: Em, now: Instant, limit: number): Promise<DueEscalation[]> {
  return (await sql<DueEscalation>(em, DUE, [now, limit])).rows;
}

/**
 * Tells a step and says when it is due again. It is over when somebody has acknowledged the excursion, when the excursion was
 * retracted, and when it ended while its sensor was kept quiet. Who acknowledged it before it became worse has not seen that: so
 * what is told of that at once is told nevertheless.
 */
export function escalate(due: DueEscalation, now: Instant): { telling: Telling | null; escalation: Escalation } {
  const { excursionId, stepId, channelId, sinceAt, dueAt, repeatEvery, told, json } = due;
  if (isOver(due)) return { telling: null, escalation: { excursionId, stepId, sinceAt, dueAt: null, told } };
  const reason = told > 0 ? NotificationReason.REPEATED : due.after > 0 || due.known ? NotificationReason.ESCALATED : NotificationReason.OPENED;
  const next = repeatEvery === null ? null : dueAt + repeatEvery * (Math.floor((now - dueAt) / repeatEvery) + 1);
  return { telling: { excursionId, channelId, stepId, reason, happenedAt: now, json }, escalation: { excursionId, stepId, sinceAt, dueAt: next, told: told + 1 } };
}

function isOver({ json, inForce, suppressed, sinceAt, after, told }: DueEscalation): boolean {
  const { status, acknowledgedAt, endedAt } = readFacts(json);
  if (!inForce || status === ExcursionStatus.RETRACTED) return true;
  if (suppressed) return endedAt !== null;
  const seen = acknowledgedAt !== null || status !== ExcursionStatus.DETECTED;
  const seenBefore = acknowledgedAt !== null && acknowledgedAt < sinceAt;
  return seen && !(seenBefore && after === 0 && told === 0);
}

export async function saveEscalations(em: Em, escalations: readonly Escalation[]): Promise<void> {
  if (escalations.length === 0) return;
  // What is found again within one look begins twice.
  const last = [...new Map(escalations.map((each) => [`${each.excursionId} ${each.stepId}`, each])).values()];
  await sql(em, SAVE, [
    arrayLiteral(last.map(({ excursionId }) => excursionId)),
    arrayLiteral(last.map(({ stepId }) => stepId)),
    arrayLiteral(last.map(({ sinceAt }) => sinceAt)),
    arrayLiteral(last.map(({ dueAt }) => dueAt)),
    arrayLiteral(last.map(({ told }) => told)),
  ]);
}

/** Ends all steps of these excursions. */
export async function endEscalations(em: Em, excursionIds: readonly number[]): Promise<void> {
  if (excursionIds.length > 0) await sql(em, 'update escalation set due_at = null where excursion_id in (select unnest($1::text::int[])) and due_at is not null', [arrayLiteral(excursionIds)]);
}

const DUE = `
  select * from (
    select escalation.excursion_id as "excursionId", step_id as "stepId", step.channel_id as "channelId", ${micros('since_at')} as "sinceAt", ${micros('due_at')} as "dueAt", told,
      ${micros('step.after')} as after, ${micros('step.repeat_every')} as "repeatEvery", to_jsonb(excursion) as json, ${isSuppressed(instant('$1::text::int8'))} as suppressed,
      (select retired_at is null from escalation_policy_version as newest where newest.policy_id = version.policy_id order by newest.version desc limit 1) as "inForce",
      exists (select from notification where notification.excursion_id = excursion.id and notification.channel_id = step.channel_id) as known
    from escalation join excursion on excursion.id = escalation.excursion_id
    join escalation_step as step on step.id = step_id join escalation_policy_version as version on version.id = step.version_id
    where due_at <= ${instant('$1::text::int8')}
  ) as due
  where not suppressed or json ->> 'ended_at' is not null or json ->> 'status' = 'RETRACTED' or not "inForce"
  order by "dueAt", "excursionId", "stepId" limit $2`;

const SAVE = `
  insert into escalation (excursion_id, step_id, since_at, due_at, told)
  select excursion_id, step_id, ${instant('since_at')}, ${instant('due_at')}, told
  from unnest($1::text::int[], $2::text::int[], $3::text::int8[], $4::text::int8[], $5::text::int[]) as new (excursion_id, step_id, since_at, due_at, told)
  on conflict (excursion_id, step_id) do update set since_at = excluded.since_at, due_at = excluded.due_at, told = excluded.told`;
