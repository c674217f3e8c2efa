import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { EscalationPolicy } from '../../schema/escalation-policy.js';
import type { Duration } from '../../domain/time.js';
import { every, instantOf, list, query, sql, type Fragment } from '../statement.js';
import type { AssetKey } from './assets.js';
import { isOwn } from './notification-channels.js';

/** A policy with what it leads to, by ids. */
export type EscalationPolicyRow = EscalationPolicy & { siteId: number | null; assets: AssetKey[] | null; stepRows: StepRow[] };
export interface StepRow {
  step: number;
  after: Duration;
  repeatEvery: Duration | null;
  channelIds: number[];
}

/** The newest versions of those in sight, in order of their codes. */
export const listEscalationPolicies = (em: Em, bounds: Bounds | null, includeRetired: boolean): Promise<EscalationPolicyRow[]> =>
  newest(em, sql`true`, every([includeRetired ? null : sql`retired_at is null`, isOwn(bounds)]));

/** The one with this code, if it is in sight, retired or not. */
export async function findEscalationPolicy(em: Em, code: string, bounds: Bounds | null): Promise<EscalationPolicyRow | null> {
  const [row] = await newest(em, sql`policy.code in (select unnest(${list([code], 'text')}))`, every([isOwn(bounds)]));
  return row ?? null;
}

async function newest(em: Em, which: Fragment, fits: Fragment): Promise<EscalationPolicyRow[]> {
  return query<EscalationPolicyRow>(em, sql`
    select policy_id as id, code, version, site_id as "siteId", least_severity as "leastSeverity", to_json(quantities) as quantities, to_json(kinds) as kinds, tell_history as "tellHistory",
      ${instantOf('defined_at')} as "definedAt", defined_by as "definedBy", ${instantOf('retired_at')} as "retiredAt", retired_by as "retiredBy",
      (select json_agg(json_build_object('machine', machine_id, 'container', container_id, 'sample', sample_id) order by id) from escalation_policy_asset where version_id = newest.id) as assets,
      (select json_agg(json_build_object('step', step, 'after', round(date_part('epoch', after) * 1e6), 'repeatEvery', round(date_part('epoch', repeat_every) * 1e6), 'channelIds', channels) order by step) from (
        select step, after, repeat_every, json_agg(channel_id order by id) as channels from escalation_step where version_id = newest.id group by step, after, repeat_every
      ) as step) as "stepRows"
    from (
      select distinct on (policy.code) policy.code, version.* from escalation_policy as policy join escalation_policy_version as version on policy_id = policy.id
      where ${which} order by policy.code, version desc
    ) as newest where ${fits} order by code`);
}
