import DataLoader from 'dataloader';
import type { Database } from '../../database.js';
import { patiently } from '../../live/patience.js';
import type { ExcursionChanged } from '../../events.js';
import { nameOf, type AssetKey } from '../read/assets.js';
import { aroundSensors, placesOfExcursions, speakingNow, type Name } from '../read/earshot.js';
import { shardsOfAssets } from '../read/shards.js';
import { ShortMemory } from './short-memory.js';

/** What is around sensors, as it was half a second ago at most, without asking the database for each event. */
export interface Hearing {
  /** At once, where that is known. */
  namesOf(event: { sensorId: number }): readonly Name[] | Promise<readonly Name[]>;
  /** Of what the sensor of an excursion was on when it began; asked once for all changes that come together. */
  placesOf(event: ExcursionChanged): Promise<readonly Name[]>;
  /** In which shards those are that have a name of an asset; questions that come together are one, in which each asset is asked for once. */
  shardsOf(asset: AssetKey): Promise<readonly number[]>;
  /** Lets sensors be known by these samples, until that is called which is returned. */
  listenFor(samples: readonly number[]): () => void;
}

type Speaking = ReadonlyMap<number, readonly Name[]>;

const hearings = new WeakMap<Database, Hearing>();
const NOBODY: Speaking = new Map();

/** That of this process for a database; questions that come together are one statement. */
export function hearingOf(database: Database): Hearing {
  const hearing = hearings.get(database) ?? createHearing(database);
  hearings.set(database, hearing);
  return hearing;
}

function createHearing(database: Database): Hearing {
  const around = new ShortMemory<number, readonly Name[]>();
  const asked = new DataLoader<number, readonly Name[]>((sensors) => aroundSensors(database.em.fork(), sensors), { cacheMap: new ShortMemory() });
  const places = new DataLoader<number, readonly Name[]>((ids) => placesOfExcursions(database.em.fork(), ids), { cache: false, maxBatchSize: 500 });
  const shards = new DataLoader<AssetKey, readonly number[], string>(
    (assets) => {
      // Only questions that come together have one answer: whoever asks from now on is told what has moved meanwhile.
      shards.clearAll();
      return shardsOfAssets(database.em.fork(), assets);
    },
    { cacheKeyFn: nameOf },
  );
  const samples = new Map<number, number>();
  let speaking = new ShortMemory<'now', Speaking | Promise<Speaking>>();

  const ask = (sensor: number) =>
    patiently(async () => {
      const askedAt = performance.now();
      const names = await asked.load(sensor).catch((error: unknown) => {
        asked.clear(sensor);
        throw error;
      });
      around.set(sensor, names, askedAt);
      return names;
    });
  const askWhoSpeaks = (): Promise<Speaking> => {
    const [memory, askedAt] = [speaking, performance.now()];
    const answer = patiently(() => speakingNow(database.em.fork(), [...samples.keys()]));
    memory.set('now', answer);
    answer.then((found) => memory.set('now', found, askedAt), () => memory.clear());
    return answer;
  };
  return {
    namesOf({ sensorId }) {
      const names = around.get(sensorId) ?? ask(sensorId);
      const voices = samples.size === 0 ? NOBODY : (speaking.get('now') ?? askWhoSpeaks());
      const join = (own: readonly Name[], speakers: Speaking) => (speakers.has(sensorId) ? [...own, ...speakers.get(sensorId)!] : own);
      if (names instanceof Promise || voices instanceof Promise) return Promise.all([names, voices]).then(([own, speakers]) => join(own, speakers));
      return join(names, voices);
    },
    placesOf: ({ excursionId }) => patiently(() => places.load(excursionId)),
    shardsOf: (asset) => shards.load(asset),
    listenFor(those) {
      for (const id of those) samples.set(id, (samples.get(id) ?? 0) + 1);
      if (those.length > 0) speaking = new ShortMemory();
      return () => {
        for (const id of those) if (samples.get(id) === 1) samples.delete(id); else samples.set(id, samples.get(id)! - 1);
      };
    },
  };
}
