import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import { SensorEntity, type Sensor } from '../entities/sensor.js';

/** Sensors by id, without asking the database for each event. A sensor never changes once it is made. */
export interface SensorDirectory {
  load(id: number): Promise<Sensor>;
}

const MOST_KNOWN = 50_000;
const directories = new WeakMap<Database, SensorDirectory>();

/** The directory of this process for a database; questions that come together are one statement. */
export function sensorDirectoryOf(database: Database): SensorDirectory {
  const directory = directories.get(database) ?? createDirectory(database);
  directories.set(database, directory);
  return directory;
}

function createDirectory(database: Database): SensorDirectory {
  return new DataLoader<number, Sensor>(
    async (ids) => {
      const found = await database.em.fork().find(SensorEntity, { id: { $in: [...ids] } }, { disableIdentityMap: true });
      const known = new Map(found.map((sensor) => [sensor.id, sensor]));
      return ids.map((id) => known.get(id) ?? new Error(`there is no sensor ${id}`));
    },
    { cacheMap: new BoundedMap(MOST_KNOWN) },
  );
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
