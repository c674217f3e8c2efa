import type { Bounds } from '../../access/bounds.js';
import type { AssetKey } from '../read/assets.js';

/** What a caller who is bound gets to see. */
export interface Sight {
  seesSite(id: number): boolean;
  sees(asset: AssetKey): Promise<boolean>;
}

export interface Lookup {
  siteOf(asset: AssetKey): Promise<number | null>;
  codeOf(asset: AssetKey): Promise<string>;
}

/** What is nowhere is at no site, and a device sees no site at all. */
export function createSight({ sites, asset: own }: Bounds, { siteOf, codeOf }: Lookup): Sight {
  const isAtSite = async (asset: AssetKey) => {
    if (sites === null) return true;
    const site = await siteOf(asset);
    return site !== null && sites.includes(site);
  };
  const isOwn = async (asset: AssetKey) => own === null || (await codeOf(asset)) === own;
  return {
    seesSite: (id) => own === null && sites !== null && sites.includes(id),
    sees: async (asset) => (await Promise.all([isAtSite(asset), isOwn(asset)])).every(Boolean),
  };
}
