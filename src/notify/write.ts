import { arrayLiteral, instant, sql, type Em } from '../database.js';
import { Severity } from '../domain/excursion.js';
import { quietUntil } from '../domain/quiet-hours.js';
import type { Instant } from '../domain/time.js';
import type { Channel } from './channels.js';
import type { Telling } from './stories.js';

/**
 * Puts down what is to be told, in this order. In quiet hours it is held, unless it is CRITICAL; then what is held of the same
 * excursion goes before it, so that a story is told in order. What is for a channel that is not there any more is told nobody.
 */
export async function writeNotifications(em: Em, tellings: readonly Telling[], channels: ReadonlyMap<number, Channel>, now: Instant): Promise<void> {
  const usable = tellings.filter(({ channelId }) => channels.has(channelId));
  if (usable.length === 0) return;
  await sql(em, INSERT, [
    arrayLiteral(usable.map(({ channelId }) => channelId)),
    arrayLiteral(usable.map(({ excursionId }) => excursionId)),
    arrayLiteral(usable.map(({ stepId }) => stepId)),
    arrayLiteral(usable.map(({ reason }) => reason)),
    arrayLiteral(usable.map(({ happenedAt }) => happenedAt)),
    arrayLiteral(usable.map(({ json }) => JSON.stringify(json))),
    arrayLiteral(usable.map((telling) => heldUntil(telling, channels.get(telling.channelId)!, now))),
    now,
  ]);
  const urgent = usable.filter(isUrgent);
  if (urgent.length > 0) await sql(em, RELEASE, [arrayLiteral(urgent.map(({ channelId }) => channelId)), arrayLiteral(urgent.map(({ excursionId }) => excursionId))]);
}

const isUrgent = ({ json }: Telling): boolean => json.severity === Severity.CRITICAL;

function heldUntil(telling: Telling, { quietHours }: Channel, now: Instant): Instant | null {
  return isUrgent(telling) || quietHours === null ? null : quietUntil(quietHours, now);
}

/** Without a full stop, which ends it in what is signed. */
export const MESSAGE_ID = `'msg_' || replace(gen_random_uuid()::text, '-', '')`;

const INSERT = `
  insert into notification (message_id, channel_id, excursion_id, step_id, reason, happened_at, facts, hold_until, created_at)
  select ${MESSAGE_ID}, channel_id, excursion_id, step_id, reason, ${instant('happened_at')}, facts::jsonb, ${instant('hold_until')}, ${instant('$8::text::int8')}
  from unnest($1::text::int[], $2::text::int[], $3::text::int[], $4::text::text[], $5::text::int8[], $6::text::text[], $7::text::int8[]) with ordinality
    as new (channel_id, excursion_id, step_id, reason, happened_at, facts, hold_until, place)
  order by place`;

const RELEASE = `
  update notification set hold_until = null
  from (select distinct channel_id, excursion_id from unnest($1::text::int[], $2::text::int[]) as new (channel_id, excursion_id)) as urgent
  where notification.channel_id = urgent.channel_id and notification.excursion_id = urgent.excursion_id and status = 'PENDING' and hold_until is not null`;
