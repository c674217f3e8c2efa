import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { NotificationAttemptEntity, NotificationEntity, type Notification, type NotificationAttempt } from '../../entities/notification.js';
import type { NotificationFilter } from '../../schema/notification.js';
import type { Page } from '../page.js';
import { at, entityOf, every, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { readId } from '../write/input.js';
import { groupByParent } from './assets.js';
import { oneOf } from './conditions.js';
import { excursionsSeen } from './excursions.js';
import { isOwn } from './notification-channels.js';

/** Notifications in sight, newest first, one more than a page holds. */
export async function listNotifications(em: Em, { where, page, bounds }: { where: NotificationFilter; page: Page; bounds: Bounds | null }): Promise<Notification[]> {
  const rows = await query<EntityRow>(em, sql`
    select notification.* from notification where ${every([fits(where), isSeen(bounds), behind(page)])} order by notification.id desc limit ${page.first + 1}::int`);
  return rows.map((row) => entityOf(em, NotificationEntity, row));
}

/** The notifications about each excursion, newest first, one more than a page holds. */
export async function notificationsOfExcursions(em: Em, ids: readonly number[], { page }: { page: Page }): Promise<Notification[][]> {
  const rows = await query<EntityRow>(em, sql`
    select asked.parent::int, found.* from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
    cross join lateral (select notification.* from notification where ${every([sql`excursion_id = asked.id`, behind(page)])} order by id desc limit ${page.first + 1}::int) as found
    order by asked.parent, found.id desc`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, NotificationEntity, row));
}

/** The notification with this id; null: there is none in sight. */
export async function findNotification(em: Em, id: number, bounds: Bounds | null): Promise<Notification | null> {
  const rows = await query<EntityRow>(em, sql`select notification.* from notification where ${every([sql`notification.id = ${id}::int`, isSeen(bounds)])}`);
  return rows[0] ? entityOf(em, NotificationEntity, rows[0]) : null;
}

/** The tries of each notification, first to last. */
export async function attemptsOfNotifications(em: Em, ids: readonly number[]): Promise<NotificationAttempt[][]> {
  const rows = await query<EntityRow>(em, sql`
    select asked.parent::int, notification_attempt.* from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
    join notification_attempt on notification_id = asked.id order by asked.parent, number`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, NotificationAttemptEntity, row));
}

/** What is about an excursion is seen with it; a digest, which is about many, with its channel. */
const isSeen = (bounds: Bounds | null): Fragment | null =>
  bounds && sql`(notification.excursion_id in (${excursionsSeen(bounds)}) or notification.excursion_id is null and notification.channel_id in (
    select channel_id from (select distinct on (channel_id) channel_id, site_id from notification_channel_version order by channel_id, version desc) as newest where ${isOwn(bounds)}))`;

const fits = ({ excursion, channel, status, reason, from, to }: NotificationFilter): Fragment =>
  every([
    excursion && sql`notification.excursion_id = any(${list(excursion.flatMap((id) => readId(id) ?? []), 'int')})`,
    channel && sql`notification.channel_id in (select id from notification_channel where code = any(${list(channel, 'text')}))`,
    oneOf('notification.status', status),
    oneOf('notification.reason', reason),
    typeof from === 'number' && sql`notification.created_at >= ${at(from)}`,
    typeof to === 'number' && sql`notification.created_at < ${at(to)}`,
  ]);

const behind = ({ after }: Page): Fragment | null => after && sql`notification.id < ${after[0]}::bigint`;
