import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import { quietUntil } from '../domain/quiet-hours.js';
import { MINUTE, type Duration, type Instant } from '../domain/time.js';
import type { Channel } from './channels.js';
import { MESSAGE_ID } from './write.js';

/** What is CRITICAL waits for a digest so long at most. */
const LONGEST_URGENT_WAIT: Duration = MINUTE;

interface Waiting {
  channelId: number;
  ids: number[];
  urgent: boolean;
  /** Messages that went out within the channel's window, by themselves or in a digest. */
  recent: number;
  /** When the last digest went out. */
  digestedAt: Instant | null;
  /** A digest that has not gone out yet. */
  openId: number | null;
}

/**
 * In a flood one digest goes out instead of each message: at once when the flood begins, and then every window of the channel
 * while it lasts. A flood is more messages within the window than the channel wants: those that went out and those that could.
 */
export async function foldFloods(em: Em, channels: ReadonlyMap<number, Channel>, now: Instant): Promise<void> {
  const bounded = [...channels.values()].filter(({ digestAfter }) => digestAfter !== null);
  if (bounded.length === 0) return;
  const { rows } = await sql<Waiting>(em, WAITING, [arrayLiteral(bounded.map(({ id }) => id)), arrayLiteral(bounded.map(({ digestWindow }) => digestWindow)), now]);
  const floods = rows.filter(({ channelId, ids, recent, openId }) => openId !== null || recent + ids.length > channels.get(channelId)!.digestAfter!);
  if (floods.length === 0) return;
  const opened = floods.map((flood) => dueAt(flood, channels.get(flood.channelId)!, now));
  await sql(em, FOLD, [
    arrayLiteral(floods.map(({ channelId }) => channelId)),
    arrayLiteral(floods.map(({ openId }) => openId)),
    arrayLiteral(opened),
    arrayLiteral(floods.map(({ ids }) => `{${ids.join(',')}}`)),
    now,
  ]);
}

/** When its digest goes out. */
function dueAt({ urgent, digestedAt }: Waiting, { digestWindow, quietHours }: Channel, now: Instant): Instant {
  const next = digestedAt === null ? now : Math.max(now, digestedAt + digestWindow);
  if (urgent) return Math.min(next, now + LONGEST_URGENT_WAIT);
  return (quietHours && quietUntil(quietHours, next)) ?? next;
}

const NOW = instant('$3::text::int8');
/** What was sent by a clock that was ahead, and has been put right since, says nothing of when. */
const isRecent = (table: string) => `${table}.tried_at > ${NOW} - digest_window and ${table}.tried_at <= ${NOW}`;
// A digest that is being sent takes nothing more in: who sends it holds its row, or has marked it as tried.
const WAITING = `
  with channel as (select id, digest_window * interval '1 microsecond' as digest_window from unnest($1::text::int[], $2::text::int8[]) as channel (id, digest_window)),
  open as (
    select id, channel_id from notification where status = 'PENDING' and reason = 'DIGEST' and tried_at is null and channel_id in (select id from channel) order by id for update
  )
  select channel.id as "channelId", waiting.ids, waiting.urgent, (select min(open.id) from open where open.channel_id = channel.id) as "openId",
    (select count(*)::int from notification as sent left join notification as member on member.digest_id = sent.id
      where sent.channel_id = channel.id and ${isRecent('sent')}) as recent,
    (select ${micros('max(tried_at)')} from notification as digest where digest.channel_id = channel.id and ${isRecent('digest')} and digest.reason = 'DIGEST') as "digestedAt"
  from channel cross join lateral (
    select json_agg(id order by id) as ids, bool_or(facts ->> 'severity' = 'CRITICAL') as urgent from notification as single
    where single.channel_id = channel.id and status = 'PENDING' and reason <> 'DIGEST' and digest_id is null and tried_at is null and (hold_until is null or hold_until <= ${NOW})
  ) as waiting
  where waiting.ids is not null`;

// It may have got earlier, and never gets later.
const FOLD = `
  with flood as (
    select place, channel_id, open_id, ${instant('due_at')} as due_at, ids::int[] as ids
    from unnest($1::text::int[], $2::text::int[], $3::text::int8[], $4::text::text[]) with ordinality as flood (channel_id, open_id, due_at, ids, place)
  ), opened as (
    insert into notification (message_id, channel_id, reason, happened_at, created_at, hold_until)
    select ${MESSAGE_ID}, channel_id, 'DIGEST', ${instant('$5::text::int8')}, ${instant('$5::text::int8')}, due_at from flood where open_id is null order by place
    returning id, channel_id
  ), hastened as (
    update notification set hold_until = least(hold_until, due_at) from flood where notification.id = open_id
  )
  update notification set digest_id = coalesce(open_id, opened.id)
  from flood left join opened on opened.channel_id = flood.channel_id
  where notification.id = any(flood.ids) and tried_at is null`;
