import type { NotificationChannelPayload, RetireNotificationChannelInput } from '../../schema/notification-channel-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { mayName } from '../read/lists.js';
import { notificationChannelsNamed } from '../read/notification-channels.js';
import { query, sql } from '../statement.js';
import { commit } from './commit.js';
import { checkText, notFound, refusals } from './input.js';

/** What signed its messages is thrown away with it; should it be defined again, it gets another secret. */
export async function retireNotificationChannel(context: Context, { code, reason }: RetireNotificationChannelInput): Promise<NotificationChannelPayload> {
  const wrong = refusals([checkText(reason, ['reason'])]);
  if (wrong.length > 0) return { notificationChannel: null, secret: null, userErrors: wrong };
  const { id, userErrors } = await commit(context, async ({ em }): Promise<{ id: number | null; userErrors: UserError[] }> => {
    const unknown = { id: null, userErrors: [notFound(['code'], 'notification channel in use', code)] };
    if (!mayName('notification_channel', code)) return unknown;
    await query(em, sql`select from notification_channel where code = ${code}::text for update`);
    const [known] = await notificationChannelsNamed(em, [code], context.bounds);
    if (!known || known.retiredAt !== null) return unknown;
    const [used] = await query(em, sql`
      select from (select distinct on (policy_id) id, retired_at from escalation_policy_version order by policy_id, version desc) as policy
      join escalation_step on version_id = policy.id where retired_at is null and channel_id = ${known.id}::int limit 1`);
    if (used) return { id: null, userErrors: [{ code: 'IN_USE', field: ['code'], message: 'A policy in force tells it: define that without it first, or switch the channel off.' }] };
    await query(em, sql`update notification_channel_version set retired_at = now(), retired_by = ${context.viewer.name} where channel_id = ${known.id}::int and version = ${known.version}::int`);
    await query(em, sql`delete from notification_endpoint where channel_id = ${known.id}::int`);
    return { id: known.id, userErrors: [] };
  }, reason);
  return { notificationChannel: id === null ? null : await context.loaders.notificationChannel.load(id), secret: null, userErrors };
}
