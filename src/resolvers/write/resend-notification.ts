import { NotificationEntity } from '../../entities/notification.js';
import { NotificationStatus } from '../../domain/notification.js';
import type { NotificationPayload, ResendNotificationInput } from '../../schema/notification.js';
import type { Context } from '../context.js';
import { findNotification } from '../read/notifications.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkText, notFound, readId, refusals } from './input.js';

/** It is tried for another day, under the same message id. What a digest tells comes along with the digest only. */
export async function resendNotification(context: Context, { notification, reason }: ResendNotificationInput): Promise<NotificationPayload> {
  const id = readId(notification);
  const userErrors = refusals([checkText(reason, ['reason'])]);
  if (userErrors.length > 0) return { notification: null, userErrors };
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const known = id === null ? null : await findNotification(em, id, context.bounds);
    if (!known) return refused(notFound(['notification'], 'notification', notification));
    if (known.status !== NotificationStatus.DEAD) return refused({ code: 'NOT_DEAD', field: ['notification'], message: `It is ${known.status}: only what was given up is sent again.` });
    if (known.digestId !== null) return refused({ code: 'IN_DIGEST', field: ['notification'], message: `Digest ${known.digestId} tells it: send that again.` });
    await query(em, sql`update notification set status = 'PENDING' where digest_id = ${known.id}::int`);
    const [row] = await query<EntityRow>(em, sql`
      update notification set status = 'PENDING', hold_until = null, try_at = null, give_up_at = null where id = ${known.id}::int and status = 'DEAD' returning *`);
    return row ? { row, userErrors: [] } : refused(notFound(['notification'], 'notification that was given up', notification));
  }, reason);
  return { notification: written.row && entityOf(context.em, NotificationEntity, written.row), userErrors: written.userErrors };
}
