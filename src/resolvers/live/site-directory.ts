import DataLoader from 'dataloader';
import type { Database } from '../../database.js';
import { nameOf, type AssetKey } from '../read/assets.js';
import { siteIdsOf } from '../read/sites.js';

/** The site of an asset as it was half a second ago at most, without asking the database for each event. */
export interface SiteDirectory {
  load(asset: AssetKey): Promise<number | null>;
}

/** Half of the second after which a move counts; the other half is for events that wait for their turn. */
export const STAYS_TRUE_MS = 500;
const MOST_KNOWN = 50_000;
const directories = new WeakMap<Database, SiteDirectory>();

/** The directory of this process for a database; questions that come together are one statement. */
export function siteDirectoryOf(database: Database): SiteDirectory {
  const directory = directories.get(database) ?? createDirectory(database);
  directories.set(database, directory);
  return directory;
}

const createDirectory = (database: Database): SiteDirectory =>
  new DataLoader<AssetKey, number | null, string>((assets) => siteIdsOf(database.em.fork(), assets), { cacheKeyFn: nameOf, cacheMap: new ShortMemory() });

/** Counts from the question, not from the answer. When it is full it forgets everything: what is asked often is soon back. */
class ShortMemory<Value> {
  readonly #known = new Map<string, { value: Value; askedAt: number }>();

  get(key: string): Value | undefined {
    const entry = this.#known.get(key);
    return entry && performance.now() - entry.askedAt < STAYS_TRUE_MS ? entry.value : undefined;
  }

  set(key: string, value: Value): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(key, { value, askedAt: performance.now() });
  }

  delete(key: string): void {
    this.#known.delete(key);
  }

  clear(): void {
    this.#known.clear();
  }
}
