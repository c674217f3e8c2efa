import type { Em } from '../../database.js';
import { Role } from '../../domain/role.js';
import { ApiKeyEntity, type ApiKey } from '../../entities/api-key.js';
import { SiteEntity, type Site } from '../../entities/site.js';
import { entityOf, every, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { groupByParent, type AssetKey } from './assets.js';
import { siteIdsOf } from './sites.js';

/**
 * The keys that fit, in the order in which they were issued. Who is bound to sites sees those that reach nothing beyond
 * them, and those of devices that are at one of them now.
 */
export async function apiKeysInSight(em: Em, sites: readonly number[] | null, condition: Fragment = sql`true`): Promise<ApiKey[]> {
  const within = sites && sql`(role = ${Role.DEVICE} or bound_to_sites and not exists (
    select from api_key_site where api_key_id = api_key.id and site_id <> all(${list(sites, 'int')})))`;
  const rows = await query<EntityRow>(em, sql`select * from api_key where ${every([condition, within])} order by id`);
  const keys = rows.map((row) => entityOf(em, ApiKeyEntity, row));
  if (sites === null) return keys;
  const devices = keys.filter(({ role }) => role === Role.DEVICE);
  const places = await siteIdsOf(em, devices.map(assetOfKey));
  const away = new Set(devices.filter((_, index) => !isOneOf(sites, places[index])));
  return keys.filter((key) => !away.has(key));
}

const isOneOf = (sites: readonly number[], site: number | null | undefined): boolean => typeof site === 'number' && sites.includes(site);

/** All three are null unless the key is a device's. */
export const assetOfKey = ({ machine, container, sample }: Pick<ApiKey, 'machine' | 'container' | 'sample'>): AssetKey => ({
  machine: machine?.id ?? null,
  container: container?.id ?? null,
  sample: sample?.id ?? null,
});

/** The sites that each key is bound to, in order of their codes. */
export async function sitesOfApiKeys(em: Em, ids: readonly number[]): Promise<Site[][]> {
  const rows = await query<EntityRow>(em, sql`
    select asked.parent::int, site.* from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
    join api_key_site on api_key_id = asked.id join site on site.id = site_id order by asked.parent, site.code`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, SiteEntity, row));
}
