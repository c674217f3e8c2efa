import type { Bounds } from '../../access/bounds.js';
import { Severity } from '../../domain/excursion.js';
import type { DefineEscalationPolicyInput, EscalationPolicyPayload } from '../../schema/escalation-policy.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import { assetKey, type AssetKey } from '../read/assets.js';
import { findEscalationPolicy } from '../read/escalation-policies.js';
import { notificationChannelsNamed } from '../read/notification-channels.js';
import { length, list, query, sql } from '../statement.js';
import { checkPolicy } from './check-policy.js';
import { commit } from './commit.js';
import { idsOf, readReferences } from './ids.js';
import { alreadyExists, notFound } from './input.js';

type Input = DefineEscalationPolicyInput;
interface Defined {
  done: boolean;
  userErrors: UserError[];
}
const refused = (...userErrors: UserError[]): Defined => ({ done: false, userErrors });

/** A new version tells of what is found from now on; what the one before it has begun, it goes on with. */
export async function defineEscalationPolicy(context: Context, input: Input): Promise<EscalationPolicyPayload> {
  const wrong = checkPolicy(input, context.bounds);
  if (wrong.length > 0) return { escalationPolicy: null, userErrors: wrong };
  const { done, userErrors } = await commit(context, ({ em }) => define(em, input, context), input.reason);
  return { escalationPolicy: done ? await findEscalationPolicy(context.em, input.code, context.bounds) : null, userErrors };
}

async function define(em: Em, input: Input, { bounds, viewer }: Context): Promise<Defined> {
  const { ids, userErrors } = await readReferences(em, bounds, { site: { table: 'site', code: input.site } });
  const assets = await readAssets(em, input, bounds);
  const channels = await readChannels(em, input, bounds);
  const unknown = [...userErrors, ...assets.userErrors, ...channels.userErrors];
  if (unknown.length > 0) return refused(...unknown);
  // The update takes the row's lock: one definition at a time, also of a code that is new.
  const [policy] = await query<{ id: number; known: boolean }>(em, sql`
    insert into escalation_policy (code) values (${input.code}) on conflict (code) do update set code = excluded.code
    returning id, exists (select from escalation_policy_version where policy_id = escalation_policy.id) as known`);
  if (policy!.known && !(await findEscalationPolicy(em, input.code, bounds))) return refused(alreadyExists(['code'], 'escalation policy', input.code));
  const versionId = await insertVersion(em, input, { policyId: policy!.id, siteId: ids.site, by: viewer.name });
  await insertAssets(em, versionId, assets.keys);
  await insertSteps(em, versionId, input, channels.ids);
  return { done: true, userErrors: [] };
}

async function readAssets(em: Em, input: Input, bounds: Bounds | null): Promise<{ keys: AssetKey[]; userErrors: UserError[] }> {
  const keys: AssetKey[] = [];
  const userErrors: UserError[] = [];
  for (const table of ['machine', 'container', 'sample'] as const) {
    const codes = input[`${table}s`] ?? [];
    const known = await idsOf(em, table, codes, bounds);
    codes.forEach((code, index) => void (known.has(code) || userErrors.push(notFound([`${table}s`, String(index)], table, code))));
    for (const id of known.values()) keys.push(assetKey(table, id));
  }
  return { keys, userErrors };
}

async function readChannels(em: Em, { steps }: Input, bounds: Bounds | null): Promise<{ ids: Map<string, number>; userErrors: UserError[] }> {
  const codes = steps.flatMap(({ channels }) => channels);
  // Nobody retires one of them before this is done.
  await query(em, sql`select from notification_channel where code in (select unnest(${list(codes, 'text')})) order by id for share`);
  const known = (await notificationChannelsNamed(em, codes, bounds)).filter(({ retiredAt }) => retiredAt === null);
  const ids = new Map(known.map(({ code, id }) => [code, id]));
  const missing = (code: string, path: string[]) => (ids.has(code) ? [] : [notFound(path, 'notification channel in use', code)]);
  return { ids, userErrors: steps.flatMap(({ channels }, step) => channels.flatMap((code, index) => missing(code, ['steps', String(step), 'channels', String(index)]))) };
}

async function insertVersion(em: Em, { leastSeverity, quantities, kinds, tellHistory }: Input, { policyId, siteId, by }: { policyId: number; siteId: number | null; by: string }): Promise<number> {
  const [row] = await query<{ id: number }>(em, sql`
    insert into escalation_policy_version (policy_id, version, site_id, least_severity, quantities, kinds, tell_history, defined_at, defined_by)
    select ${policyId}::int, coalesce(max(version), 0) + 1, ${siteId}::int, ${leastSeverity ?? Severity.INFO}, ${quantities ? list(quantities, 'text') : sql`null`}, ${kinds ? list(kinds, 'text') : sql`null`},
      ${tellHistory ?? false}::boolean, now(), ${by}
    from escalation_policy_version where policy_id = ${policyId}::int returning id`);
  return row!.id;
}

async function insertAssets(em: Em, versionId: number, keys: readonly AssetKey[]): Promise<void> {
  const ids = (asset: keyof AssetKey) => list(keys.map((key) => key[asset]), 'int');
  await query(em, sql`
    insert into escalation_policy_asset (version_id, machine_id, container_id, sample_id)
    select ${versionId}::int, machine, container, sample
    from unnest(${ids('machine')}, ${ids('container')}, ${ids('sample')}) with ordinality as named (machine, container, sample, place) order by place`);
}

async function insertSteps(em: Em, versionId: number, { steps }: Input, channelIds: ReadonlyMap<string, number>): Promise<void> {
  for (const [index, { channels, after, repeatEvery }] of steps.entries()) {
    await query(em, sql`
      insert into escalation_step (version_id, step, channel_id, after, repeat_every)
      select ${versionId}::int, ${index + 1}::int, channel, ${length(after ?? 0)}, ${typeof repeatEvery === 'number' ? length(repeatEvery) : sql`null`}
      from unnest(${list([...new Set(channels)].map((code) => channelIds.get(code)!), 'int')}) with ordinality as told (channel, place) order by place`);
  }
}
