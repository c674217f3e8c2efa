import { randomBytes } from 'node:crypto';
import { ChannelKind } from '../../domain/notification.js';
import { MINUTE } from '../../domain/time.js';
import type { DefineNotificationChannelInput, NotificationChannelPayload } from '../../schema/notification-channel-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import { notificationChannelsNamed, type NotificationChannelRow } from '../read/notification-channels.js';
import { length, list, query, sql } from '../statement.js';
import { checkChannel } from './check-channel.js';
import { commit } from './commit.js';
import { readReferences } from './ids.js';
import { alreadyExists, invalid } from './input.js';

type Input = DefineNotificationChannelInput;

/** A version is never edited: who was told where can always be said. What signs a webhook is kept apart, and told once. */
export async function defineNotificationChannel(context: Context, input: Input): Promise<NotificationChannelPayload> {
  const wrong = checkChannel(input, context.bounds);
  if (wrong.length > 0) return refusal(wrong);
  const { id, secret, userErrors } = await commit(context, ({ em }) => define(em, input, context), input.reason);
  if (id === null) return refusal(userErrors);
  return { notificationChannel: await context.loaders.notificationChannel.load(id), secret, userErrors };
}

interface Defined {
  id: number | null;
  secret: string | null;
  userErrors: UserError[];
}

const refusal = (userErrors: UserError[]): NotificationChannelPayload => ({ notificationChannel: null, secret: null, userErrors });
const refused = (...userErrors: UserError[]): Defined => ({ id: null, secret: null, userErrors });

async function define(em: Em, input: Input, { bounds, viewer, sendsMail }: Context): Promise<Defined> {
  const { ids, userErrors } = await readReferences(em, bounds, { site: { table: 'site', code: input.site } });
  if (userErrors.length > 0) return refused(...userErrors);
  // The update takes the row's lock: one definition at a time, also of a code that is new.
  const [row] = await query<{ id: number; known: boolean }>(em, sql`
    insert into notification_channel (code) values (${input.code}) on conflict (code) do update set code = excluded.code
    returning id, exists (select from notification_channel_version where channel_id = notification_channel.id) as known`);
  const [old] = row!.known ? await notificationChannelsNamed(em, [input.code], bounds) : [];
  if (row!.known && !old) return refused(alreadyExists(['code'], 'notification channel', input.code));
  const target = targetOf(input, old);
  if (target === null) return refused(invalid([], 'Say a URL or addresses.'));
  if (target.kind === ChannelKind.EMAIL && (input.enabled ?? true) && !sendsMail) return refused(NO_MAIL);
  const quiet = await quietHoursOf(em, input, ids.site);
  if (quiet === null) return refused(invalid(['quietHours', 'timeZone'], 'Say of which time zone, or a site.'));
  await insertVersion(em, { input, channelId: row!.id, siteId: ids.site, target, quiet, by: viewer.name });
  return { id: row!.id, secret: await saveEndpoint(em, row!.id, input, target), userErrors: [] };
}

const NO_MAIL: UserError = { code: 'UNSUPPORTED', field: ['addresses'], message: 'No mail server is configured: set SMTP_URL and SMTP_FROM, for the processes that answer and for those that ingest.' };

interface Target {
  kind: ChannelKind;
  recipients: string[];
}

/** Where it goes from now on; null: nobody ever said. */
function targetOf({ url, addresses }: Input, old: NotificationChannelRow | undefined): Target | null {
  if (typeof url === 'string') return { kind: ChannelKind.WEBHOOK, recipients: [new URL(url).origin] };
  if (addresses) return { kind: ChannelKind.EMAIL, recipients: [...new Set(addresses)] };
  return old && old.retiredAt === null ? old : null;
}

interface Quiet {
  from: string | null;
  until: string | null;
  timeZone: string | null;
}

async function quietHoursOf(em: Em, { quietHours }: Input, siteId: number | null): Promise<Quiet | null> {
  if (!quietHours) return { from: null, until: null, timeZone: null };
  if (typeof quietHours.timeZone === 'string') return { ...quietHours, timeZone: quietHours.timeZone };
  const [site] = await query<{ timeZone: string }>(em, sql`select time_zone as "timeZone" from site where id = ${siteId}::int`);
  return site ? { ...quietHours, timeZone: site.timeZone } : null;
}

const DIGEST_AFTER: Record<ChannelKind, number | null> = { EMAIL: 10, WEBHOOK: null };
const DIGEST_WINDOW = 10 * MINUTE;

interface Version {
  input: Input;
  channelId: number;
  siteId: number | null;
  target: Target;
  quiet: Quiet;
  by: string;
}

async function insertVersion(em: Em, { input: { enabled, digestAfter, digestWindow }, channelId, siteId, target, quiet, by }: Version): Promise<void> {
  await query(em, sql`
    insert into notification_channel_version (channel_id, version, kind, site_id, recipients, enabled, quiet_from, quiet_until, quiet_time_zone, digest_after, digest_window, defined_at, defined_by)
    select ${channelId}::int, coalesce(max(version), 0) + 1, ${target.kind}, ${siteId}::int, ${list(target.recipients, 'text')}, ${enabled ?? true}::boolean,
      ${quiet.from}::time, ${quiet.until}::time, ${quiet.timeZone}::text, ${digestAfter === undefined ? DIGEST_AFTER[target.kind] : digestAfter}::int, ${length(digestWindow ?? DIGEST_WINDOW)}, now(), ${by}
    from notification_channel_version where channel_id = ${channelId}::int`);
}

/** Gives the secret, if a new one was made: 256 bits, as Standard Webhooks writes them. */
async function saveEndpoint(em: Em, channelId: number, { url, newSecret }: Input, { kind }: Target): Promise<string | null> {
  if (kind === ChannelKind.EMAIL) {
    await query(em, sql`delete from notification_endpoint where channel_id = ${channelId}::int`);
    return null;
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [row] = await query<{ isNew: boolean }>(em, sql`
    insert into notification_endpoint as endpoint (channel_id, url, secret)
    values (${channelId}::int, coalesce(${url ?? null}::text, (select url from notification_endpoint where channel_id = ${channelId}::int)), ${secret})
    on conflict (channel_id) do update set url = excluded.url, secret = case when ${newSecret ?? false}::boolean then excluded.secret else endpoint.secret end
    returning secret = ${secret} as "isNew"`);
  return row!.isNew ? secret : null;
}
