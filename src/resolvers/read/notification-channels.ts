import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { NotificationChannel } from '../../schema/notification-channel.js';
import { every, instantOf, list, query, sql, type Fragment } from '../statement.js';

export type NotificationChannelRow = NotificationChannel & { siteId: number | null };

/** The newest versions of those in sight, in order of their codes. */
export const listNotificationChannels = (em: Em, bounds: Bounds | null, includeRetired: boolean): Promise<NotificationChannelRow[]> =>
  newest(em, sql`true`, every([includeRetired ? null : sql`retired_at is null`, isOwn(bounds)]));

/** The newest version of each. */
export async function notificationChannelsOf(em: Em, ids: readonly number[]): Promise<(NotificationChannelRow | Error)[]> {
  const rows = await newest(em, sql`channel.id in (select unnest(${list(ids, 'int')}))`);
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => known.get(id) ?? new Error(`there is no notification channel ${id}`));
}

/** Those with these codes that are in sight, retired or not. */
export const notificationChannelsNamed = (em: Em, codes: readonly string[], bounds: Bounds | null): Promise<NotificationChannelRow[]> =>
  newest(em, sql`channel.code in (select unnest(${list(codes, 'text')}))`, every([isOwn(bounds)]));

/** Whether what has a site is of one of the caller's; what has none is of nobody who is bound. */
export const isOwn = (bounds: Bounds | null): Fragment | null => bounds && (bounds.sites ? sql`site_id = any(${list(bounds.sites, 'int')})` : sql`false`);

async function newest(em: Em, which: Fragment, fits: Fragment = sql`true`): Promise<NotificationChannelRow[]> {
  return query<NotificationChannelRow>(em, sql`
    select channel_id as id, code, version, kind, to_json(recipients) as recipients, enabled, digest_after as "digestAfter", round(date_part('epoch', digest_window) * 1e6) as "digestWindow",
      case when quiet_from is not null then json_build_object('from', left(quiet_from::text, 5), 'until', left(quiet_until::text, 5), 'timeZone', quiet_time_zone) end as "quietHours",
      site_id as "siteId", ${instantOf('defined_at')} as "definedAt", defined_by as "definedBy", ${instantOf('retired_at')} as "retiredAt", retired_by as "retiredBy"
    from (
      select distinct on (channel.code) channel.code, version.* from notification_channel as channel join notification_channel_version as version on channel_id = channel.id
      where ${which} order by channel.code, version desc
    ) as newest where ${fits} order by code`);
}
