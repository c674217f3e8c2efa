import { instant, sql, type Em } from '../database.js';
import { MINUTE, type Duration, type Instant } from '../domain/time.js';

/** So long a message is somebody's who tries to send it; longer than any try takes. After that he is taken for dead, and another one tries. */
export const LEASE: Duration = 2 * MINUTE;
/** A receiver that hangs does not take the places of the others. */
const AT_ONCE_PER_CHANNEL = 4;

/**
 * Takes messages whose time has come: of each excursion and channel the first one only, so that no message overtakes the one
 * before it, and a digest when nothing that it tells of is waiting for something that went before.
 */
export async function lease(em: Em, { now, room, leaseFor = LEASE }: { now: Instant; room: number; leaseFor?: Duration | undefined }): Promise<number[]> {
  return (await sql<{ id: number }>(em, TAKE, [now, leaseFor, room, AT_ONCE_PER_CHANNEL])).rows.map(({ id }) => id);
}

const NOW = instant('$1::text::int8');
const isFree = (table: string) => `${table}.status = 'PENDING' and ${table}.digest_id is null and (${table}.leased_until is null or ${table}.leased_until <= ${NOW})`;
/** The clock was ahead when it was tried, and has been put back: its pause would last as long as that. */
const wasAhead = `next.tried_at > ${NOW} + interval '1 minute'`;

const TAKE = `
  with busy as (
    select channel_id, count(*) as messages from notification where status = 'PENDING' and leased_until > ${NOW} group by channel_id
  ), first as (
    select next.id, row_number() over (partition by next.channel_id order by next.id) + coalesce(busy.messages, 0) as place
    from notification as next left join busy using (channel_id)
    where ${isFree('next')} and (hold_until is null or hold_until <= ${NOW}) and (try_at is null or try_at <= ${NOW} or ${wasAhead})
      and (next.reason <> 'DIGEST' or exists (select from notification as member where member.digest_id = next.id))
      and not exists (
        select from notification as earlier
        where earlier.channel_id = next.channel_id and earlier.excursion_id = next.excursion_id and earlier.status = 'PENDING' and earlier.id < next.id
      )
      and not exists (
        select from notification as member join notification as earlier using (channel_id, excursion_id)
        where member.digest_id = next.id and earlier.status = 'PENDING' and earlier.id < member.id and earlier.digest_id is distinct from next.id
      )
  ), taken as (
    select notification.id from notification
    where id in (select id from first where place <= $4 order by place, id limit $3) and ${isFree('notification')} order by id for update skip locked
  )
  update notification set leased_until = ${NOW} + $2::float8 * interval '1 microsecond', tried_at = ${NOW} from taken where notification.id = taken.id returning notification.id`;
