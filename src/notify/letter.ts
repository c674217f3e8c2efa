import { micros, sql, type Em } from '../database.js';
import type { ChannelKind, NotificationReason } from '../domain/notification.js';
import type { Quantity } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import { readFacts, type ExcursionJson, type Facts } from './facts.js';
import { SITE_ID, WHERE_IT_WAS } from './surroundings.js';

/** A message as it is to be sent, and where to. */
export interface Letter {
  id: number;
  messageId: string;
  /** How often it was tried before. */
  attempts: number;
  giveUpAt: Instant | null;
  /** Null: the channel is retired or switched off. */
  address: Address | null;
  /** What it tells of, one or, in a digest, many. */
  reports: Report[];
  isDigest: boolean;
  happenedAt: Instant;
}

export interface Address {
  kind: ChannelKind;
  recipients: string[];
  /** Of a webhook. */
  url: string | null;
  secret: string | null;
}

/** What one message says of one excursion. */
export interface Report {
  id: number;
  reason: NotificationReason;
  happenedAt: Instant;
  excursionId: number;
  facts: Facts;
  sensor: { key: string; quantity: Quantity; unit: string };
  asset: { type: 'Machine' | 'Container' | 'Sample'; code: string; name: string };
  /** Null: nowhere that is known. */
  site: { code: string; name: string; timeZone: string } | null;
  /** Null for NO_DATA and CALIBRATION_DUE. */
  rule: { code: string; version: number } | null;
  policy: { code: string; step: number } | null;
}

type Row = Omit<Letter, 'reports' | 'address'> & Address & { usable: boolean };
type ReportRow = Omit<Report, 'facts'> & { letterId: number; json: ExcursionJson };

export async function loadLetters(em: Em, ids: readonly number[]): Promise<Letter[]> {
  const list = `{${ids.join(',')}}`;
  const { rows } = await sql<Row>(em, LETTERS, [list]);
  const reports = Map.groupBy((await sql<ReportRow>(em, REPORTS, [list])).rows, ({ letterId }) => letterId);
  return rows.map(({ kind, recipients, url, secret, usable, ...row }) => ({
    ...row,
    address: usable ? { kind, recipients, url, secret } : null,
    reports: (reports.get(row.id) ?? []).map(({ letterId: _, json, ...report }) => ({ ...report, facts: readFacts(json) })),
  }));
}

const LETTERS = `
  select notification.id, message_id as "messageId", attempts, ${micros('give_up_at')} as "giveUpAt", reason = 'DIGEST' as "isDigest", ${micros('happened_at')} as "happenedAt",
    version.kind, to_json(version.recipients) as recipients, endpoint.url, endpoint.secret, version.enabled and version.retired_at is null as usable
  from notification
  join lateral (select * from notification_channel_version as version where version.channel_id = notification.channel_id order by version desc limit 1) as version on true
  left join notification_endpoint as endpoint on endpoint.channel_id = notification.channel_id
  where notification.id in (select unnest($1::text::int[])) order by notification.id`;

const REPORTS = `
  select coalesce(notification.digest_id, notification.id) as "letterId", notification.id, reason, ${micros('happened_at')} as "happenedAt", excursion_id as "excursionId", facts as json,
    json_build_object('key', sensor.key, 'quantity', sensor.quantity, 'unit', sensor.unit) as sensor,
    (select json_build_object('type', type, 'code', code, 'name', name) from (
      select 'Machine' as type, code, name from machine where id = mount.machine_id union all
      select 'Container', code, name from container where id = mount.container_id union all
      select 'Sample', code, name from sample where id = mount.sample_id
    ) as asset) as asset,
    (select json_build_object('code', code, 'name', name, 'timeZone', time_zone) from site where id = ${SITE_ID}) as site,
    (select json_build_object('code', code, 'version', version) from excursion_rule where id = excursion.rule_id) as rule,
    (select json_build_object('code', policy.code, 'step', step) from escalation_step join escalation_policy_version as version on version.id = version_id
      join escalation_policy as policy on policy.id = policy_id where escalation_step.id = notification.step_id) as policy
  from notification join excursion on excursion.id = excursion_id ${WHERE_IT_WAS}
  where notification.id in (select unnest($1::text::int[])) or notification.digest_id in (select unnest($1::text::int[]))
  order by notification.id`;
