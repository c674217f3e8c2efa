import { instant, sql, type Em } from '../database.js';
import { AttemptOutcome, KEEP_TRYING, NotificationStatus, pauseAfter } from '../domain/notification.js';
import type { Instant } from '../domain/time.js';
import type { Letter } from './letter.js';
import type { Outcome } from './webhook.js';

/** What a message is after a try. */
export interface Verdict {
  status: NotificationStatus;
  nextTryAt: Instant | null;
}

/** A message is tried for a day, in ever longer pauses; without a channel to go to it is given up at once. */
export function verdictOn({ attempts, giveUpAt, address }: Letter, { sent }: Outcome, now: Instant, random: number): Verdict {
  if (sent) return { status: NotificationStatus.SENT, nextTryAt: null };
  const nextTryAt = now + pauseAfter(attempts + 1, random);
  const last = address === null || nextTryAt > (giveUpAt ?? now + KEEP_TRYING);
  return last ? { status: NotificationStatus.DEAD, nextTryAt: null } : { status: NotificationStatus.PENDING, nextTryAt };
}

/** Writes a try down. What a digest tells has the digest's fate. A message that another one has sent meanwhile stays sent. */
export async function recordAttempt(em: Em, { id }: Letter, { sent, statusCode, error }: Outcome, { status, nextTryAt }: Verdict, now: Instant): Promise<void> {
  await sql(em, RECORD, [id, now, sent ? AttemptOutcome.SENT : AttemptOutcome.FAILED, statusCode, error, nextTryAt, status, KEEP_TRYING]);
}

const RECORD = `
  with tried as (
    update notification set attempts = attempts + 1, leased_until = null, try_at = ${instant('$6::text::int8')}, status = case status when 'SENT' then 'SENT' else $7 end,
      give_up_at = coalesce(give_up_at, ${instant('($2::text::int8 + $8::text::int8)')})
    where id = $1 returning id, attempts, status
  ), told as (
    update notification set status = tried.status from tried where digest_id = tried.id and notification.status <> 'SENT' and tried.status <> 'PENDING'
  )
  insert into notification_attempt (notification_id, number, at, outcome, status_code, error, next_try_at)
  select id, attempts, ${instant('$2::text::int8')}, $3, $4, $5, ${instant('$6::text::int8')} from tried`;
