import DataLoader from 'dataloader';
import type { Database } from '../../database.js';
import { nameOf, type AssetKey } from '../read/assets.js';
import { siteIdsOf } from '../read/sites.js';
import { ShortMemory } from './short-memory.js';

/** The site of an asset as it was half a second ago at most, without asking the database for each event. */
export interface SiteDirectory {
  load(asset: AssetKey): Promise<number | null>;
}

const directories = new WeakMap<Database, SiteDirectory>();

/** The directory of this process for a database; questions that come together are one statement. */
export function siteDirectoryOf(database: Database): SiteDirectory {
  const directory = directories.get(database) ?? createDirectory(database);
  directories.set(database, directory);
  return directory;
}

const createDirectory = (database: Database): SiteDirectory =>
  new DataLoader<AssetKey, number | null, string>((assets) => siteIdsOf(database.em.fork(), assets), { cacheKeyFn: nameOf, cacheMap: new ShortMemory() });
