import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import { query, sql } from './statement.js';
import { SensorEntity, type Sensor } from '../entities/sensor.js';

/** Sensors by id as they were a second ago at most, without asking the database for each event. */
export interface SensorDirectory {
  load(id: number): Promise<Sensor>;
}

const MOST_KNOWN = 50_000;
const STAYS_TRUE_MS = 1_000;
const directories = new WeakMap<Database, SensorDirectory>();

/** The directory of this process for a database; questions that come together are one statement. */
export function sensorDirectoryOf(database: Database): SensorDirectory {
  const directory = directories.get(database) ?? createDirectory(database);
  directories.set(database, directory);
  return directory;
}

function createDirectory(database: Database): SensorDirectory {
  const loader = new DataLoader<number, Sensor>(
    async (ids) => {
      const found = await database.em.fork().find(SensorEntity, { id: { $in: [...ids] } }, { disableIdentityMap: true });
      const known = new Map(found.map((sensor) => [sensor.id, sensor]));
      return ids.map((id) => known.get(id) ?? new Error(`there is no sensor ${id}`));
    },
    { cacheMap: new BoundedMap(MOST_KNOWN) },
  );
  const isUnchanged = createCheck(database);
  return {
    async load(id) {
      if (!(await isUnchanged())) loader.clearAll();
      return loader.load(id);
    },
  };
}

/** Whether the catalog, which counts every change of a sensor, is as it was; asked once in a while for all who want to know, of whom the first is told. */
function createCheck(database: Database): () => Promise<boolean> {
  let version: string | null = null;
  let asked: { at: number; answer: Promise<boolean> } | null = null;
  const ask = async () => {
    const [row] = await query<{ version: string }>(database.em.fork(), sql`select version::text from catalog`);
    const known = version;
    version = row!.version;
    return known === version;
  };
  return async () => {
    if (asked !== null && performance.now() - asked.at < STAYS_TRUE_MS) {
      await asked.answer;
      return true;
    }
    asked = { at: performance.now(), answer: ask() };
    try {
      return await asked.answer;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
}

/** When it is full it forgets everything: what is asked often is soon back. */
class BoundedMap<Key, Value> extends Map<Key, Value> {
  constructor(readonly most: number) {
    super();
  }

  override set(key: Key, value: Value): this {
    if (this.size >= this.most) this.clear();
    return super.set(key, value);
  }
}
