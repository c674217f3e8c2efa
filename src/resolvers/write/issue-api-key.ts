import { makeApiKey, type NewApiKey } from '../../access/api-key.js';
import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { Role, type Viewer } from '../../domain/role.js';
import { formatInstant } from '../../domain/time.js';
import { ApiKeyEntity } from '../../entities/api-key.js';
import type { ApiKeyPayload, IssueApiKeyInput } from '../../schema/api-key.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import type { AssetKey } from '../read/assets.js';
import { entityOf, list, query, sql, type EntityRow } from '../statement.js';
import { codesElsewhere } from './codes-elsewhere.js';
import { commit, refused, type Written } from './commit.js';
import { idsOf, readReferences } from './ids.js';
import { checkName, checkText, invalid, notFound, refusals, type Check } from './input.js';

/** Nobody gives more than he has: who is bound to sites names some of his, or a device that is at one of them. */
export async function issueApiKey(context: Context, input: IssueApiKeyInput): Promise<ApiKeyPayload> {
  const { viewer, bounds, now } = context;
  const userErrors = refusals([
    checkName(input.name, ['name']),
    checkText(input.reason, ['reason']),
    ...checkReach(input, viewer),
    typeof input.expiresAt === 'number' && input.expiresAt <= now ? invalid(['expiresAt'], 'It must be later than now.') : null,
  ]);
  if (userErrors.length > 0) return { apiKey: null, key: null, userErrors };
  const made = makeApiKey();
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const sites = await readSites(em, input.sites ?? [], bounds);
    const { ids: asset, ...assets } = await readReferences(em, bounds, {
      machine: { table: 'machine', code: input.machine },
      container: { table: 'container', code: input.container },
      sample: { table: 'sample', code: input.sample },
    });
    const unknown = [...sites.userErrors, ...assets.userErrors];
    if (unknown.length > 0) return refused(...unknown);
    const shared = await checkCodes(em, input, bounds);
    if (shared.length > 0) return refused(...shared);
    return { row: await insert(em, { input, made, asset, sites: sites.ids, by: viewer.name }), userErrors };
  }, input.reason);
  return { apiKey: written.row && entityOf(context.em, ApiKeyEntity, written.row), key: written.row && made.key, userErrors: written.userErrors };
}

function checkReach({ role, sites, machine, container, sample }: IssueApiKeyInput, viewer: Viewer): Check[] {
  const assets = [machine, container, sample].filter((code) => typeof code === 'string').length;
  if (role === Role.DEVICE) {
    return [
      assets === 1 ? null : invalid([], `A DEVICE is exactly one machine, container or sample, not ${assets} of them.`),
      sites ? invalid(['sites'], 'A DEVICE reaches its asset, wherever that is; leave the sites out.') : null,
    ];
  }
  return [
    assets === 0 ? null : invalid([], `Only a DEVICE is an asset; a key for ${role} reaches sites.`),
    sites?.length === 0 ? invalid(['sites'], 'A key that is bound to no site reaches nothing; name a site, or leave the sites out.') : null,
    !sites && viewer.sites ? invalid(['sites'], 'You are bound to sites yourself; name those of yours that the key shall reach.') : null,
  ];
}

/** A device reaches whatever has its code. Why is not said: it would tell of what is elsewhere. */
async function checkCodes(em: Em, { machine, container, sample }: IssueApiKeyInput, bounds: Bounds | null): Promise<UserError[]> {
  const codes = Object.entries({ machine, container, sample }).flatMap(([field, code]) => (typeof code === 'string' ? [{ field, code }] : []));
  const elsewhere = await codesElsewhere(em, codes.map(({ code }) => code), bounds);
  return codes.flatMap(({ field, code }) => (elsewhere.has(code) ? [{ code: 'FORBIDDEN', field: [field], message: `A key for '${code}' is for somebody to issue who is bound to no site.` }] : []));
}

async function readSites(em: Em, codes: readonly string[], bounds: Bounds | null): Promise<{ ids: number[]; userErrors: UserError[] }> {
  const known = await idsOf(em, 'site', codes, bounds);
  return { ids: [...known.values()], userErrors: codes.flatMap((code, index) => (known.has(code) ? [] : notFound(['sites', String(index)], 'site', code))) };
}

async function insert(em: Em, { input, made, asset, sites, by }: { input: IssueApiKeyInput; made: NewApiKey; asset: AssetKey; sites: number[]; by: string }): Promise<EntityRow> {
  const expiresAt = typeof input.expiresAt === 'number' ? formatInstant(input.expiresAt) : null;
  const [row] = await query<EntityRow>(em, sql`
    insert into api_key (name, prefix, hash, role, bound_to_sites, machine_id, container_id, sample_id, created_by, expires_at)
    values (${input.name}, ${made.prefix}, ${made.hash}, ${input.role}, ${Array.isArray(input.sites)}::boolean, ${asset.machine}::int, ${asset.container}::int, ${asset.sample}::int,
      ${by}, ${expiresAt}::timestamptz) returning *`);
  await query(em, sql`insert into api_key_site (api_key_id, site_id) select ${row!.id}::int, id from unnest(${list(sites, 'int')}) as site (id)`);
  return row!;
}
