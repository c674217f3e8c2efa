import { micros, sql, type Em } from '../database.js';
import type { Scope } from '../domain/notification.js';
import type { Duration } from '../domain/time.js';

/** A policy in force. */
export interface Policy extends Scope {
  id: number;
  tellHistory: boolean;
  steps: Step[];
}

/** A channel that is told at a step. */
export interface Step {
  id: number;
  channelId: number;
  /** After the excursion was found. */
  after: Duration;
  repeatEvery: Duration | null;
}

/** What the newest version of each policy says, but of those that are retired. */
export async function loadPolicies(em: Em): Promise<Policy[]> {
  return (await sql<Policy>(em, LOAD)).rows;
}

const LOAD = `
  select policy_id as id, site_id as "siteId", least_severity as "leastSeverity", to_json(quantities) as quantities, to_json(kinds) as kinds, tell_history as "tellHistory",
    (select json_agg(coalesce('m' || machine_id, 'c' || container_id, 's' || sample_id)) from escalation_policy_asset where version_id = version.id) as assets,
    (select json_agg(json_build_object('id', id, 'channelId', channel_id, 'after', ${micros('after')}, 'repeatEvery', ${micros('repeat_every')}) order by step, id)
      from escalation_step where version_id = version.id) as steps
  from (select distinct on (policy_id) * from escalation_policy_version order by policy_id, version desc) as version
  where retired_at is null order by policy_id`;
