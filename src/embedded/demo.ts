import { sql, type Database } from '../database.js';
import { ALL_SHARDS } from '../events.js';
import type { Live } from '../live/live.js';
import type { Logger } from '../log.js';
import { openProgress, type ProgressOptions } from './progress.js';
import { openReplay, type ReplayProgress } from './replay.js';
import { makeDemoWorld } from './world.js';

export interface DemoOptions extends Pick<ProgressOptions, 'terminal'> {
  database: Database;
  live: Live;
  /** Where this program's HTTP is reached. */
  url: string;
  mqttUrl: string;
  log: Logger;
}

/** Something to look at where no device is connected: the demo's world, a recording that is played into it, and where to look. */
export async function openDemo({ database, live, url, mqttUrl, log, ...shown }: DemoOptions): Promise<AsyncDisposable> {
  const made = await makeDemoWorld(database.em);
  log.info(made ? 'made the demo world' : 'the demo world was there already');
  const figures = { recorded: 0, openExcursions: await countOpenExcursions(database), playing: 'the replay begins' };
  const readings = live.stream('readingsRecorded', { reaching: await live.reach(ALL_SHARDS) });
  const excursions = live.stream('excursionChanged');
  const watching = [
    watch(readings, log, () => void (figures.recorded += 1)),
    watch(excursions, log, async () => void (figures.openExcursions = await countOpenExcursions(database))),
  ];
  const describe = createDescription();
  const replay = openReplay({ url: mqttUrl, log, onProgress: (progress) => void (figures.playing = describe(progress)) });
  const urls = { GraphiQL: `${url}/graphiql`, GraphQL: `${url}/graphql`, MQTT: mqttUrl };
  const progress = openProgress({ urls, figures: () => figures, ...shown });
  return {
    async [Symbol.asyncDispose]() {
      progress[Symbol.dispose]();
      await replay[Symbol.asyncDispose]();
      await Promise.all([readings.return?.(), excursions.return?.(), ...watching]);
    },
  };
}

/** The figures are for show: when their stream breaks off under load, they stand still. */
async function watch(events: AsyncIterable<unknown>, log: Logger, seen: () => unknown): Promise<void> {
  try {
    for await (const _event of events) await seen();
  } catch (error) {
    log.debug({ err: error }, 'the demo watches no longer');
  }
}

async function countOpenExcursions({ em }: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>(em.fork(), `select count(*)::int as count from excursion where ended_at is null and status <> 'RETRACTED'`);
  return rows[0]!.count;
}

function createDescription(): (progress: ReplayProgress) => string {
  const steaming = new Set<string>();
  return ({ asset, steam, position }) => {
    steaming[steam ? 'add' : 'delete'](asset);
    return `replay at ${Math.round(position * 100)} %${steaming.size > 0 ? `, steam at ${[...steaming].join(', ')}` : ''}`;
  };
}
