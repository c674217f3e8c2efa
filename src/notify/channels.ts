import { micros, sql, type Em } from '../database.js';
import type { QuietHours } from '../domain/quiet-hours.js';
import type { Duration } from '../domain/time.js';

/** A channel that may be used. */
export interface Channel {
  id: number;
  quietHours: QuietHours | null;
  /** More than so many messages within the window become one; null: never. */
  digestAfter: number | null;
  digestWindow: Duration;
}

/** What the newest version of each says, but of those that are retired or not enabled. */
export async function loadChannels(em: Em): Promise<Map<number, Channel>> {
  const { rows } = await sql<Channel>(em, LOAD);
  return new Map(rows.map((row) => [row.id, row]));
}

const LOAD = `
  select channel_id as id, digest_after as "digestAfter", ${micros('digest_window')} as "digestWindow",
    case when quiet_from is not null then json_build_object('from', quiet_from, 'until', quiet_until, 'timeZone', quiet_time_zone) end as "quietHours"
  from (select distinct on (channel_id) * from notification_channel_version order by channel_id, version desc) as version
  where retired_at is null and enabled`;
