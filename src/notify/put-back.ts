import { arrayLiteral, instant, sql, type Em } from '../database.js';
import { quietUntil } from '../domain/quiet-hours.js';
import type { Instant } from '../domain/time.js';
import type { Channel } from './channels.js';

/**
 * What waits by a clock that was ahead, and has been put back since, waits by the one that is right: a step for as long as it
 * says at most, and a message until the quiet hours that it is in now are over, if it is in any.
 */
export async function waitByRightClock(em: Em, channels: ReadonlyMap<number, Channel>, now: Instant): Promise<void> {
  await sql(em, STEPS, [now]);
  const all = [...channels.values()];
  await sql(em, HELD, [now, arrayLiteral(all.map(({ id }) => id)), arrayLiteral(all.map(({ quietHours }) => quietHours && quietUntil(quietHours, now)))]);
}

const NOW = instant('$1::text::int8');

const STEPS = `
  update escalation set since_at = least(since_at, ${NOW}), due_at = ${NOW} + case told when 0 then after else repeat_every end
  from escalation_step as step where step.id = step_id and due_at > ${NOW} + interval '1 minute' + case told when 0 then after else repeat_every end`;

const HELD = `
  update notification set hold_until = ${instant('channel.quiet_until')}
  from unnest($2::text::int[], $3::text::int8[]) as channel (id, quiet_until)
  where channel_id = channel.id and status = 'PENDING' and hold_until > ${NOW} and hold_until is distinct from ${instant('channel.quiet_until')} and created_at > ${NOW} + interval '1 minute'`;
