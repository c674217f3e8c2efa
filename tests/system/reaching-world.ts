import 'reflect-metadata';
import { Redis as Client } from 'ioredis';
import { openDatabase, sql } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { Role } from '../../src/domain/role.js';
import { now } from '../../src/domain/time.js';
import { ALL_SHARDS } from '../../src/events.js';
import { openRecording } from '../../src/ingest/recording.js';
import { channelsOf } from '../../src/live/channel.js';
import { createLive, type Live } from '../../src/live/live.js';
import { openRedisBus } from '../../src/live/redis-bus.js';
import { openTail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createContext, type Context } from '../../src/resolvers/context.js';
import { createDatabase } from '../support/database.js';
import { startRedis } from '../support/redis.js';
import { startStatementCount } from './statement-counter.js';

export type ReachingWorld = Awaited<ReturnType<typeof openReachingWorld>>;

/** One process that ingests and another that serves, over a real Redis, which is asked what the second one hears. */
export async function openReachingWorld() {
  await using parts = new AsyncDisposableStack();
  const log = createLog('silent');
  const location = await createDatabase();
  const counter = parts.use(await startStatementCount(location));
  const database = await openDatabase({ url: counter.url }, log);
  parts.defer(() => database.close());
  // What records, and what asks once a second, is not counted.
  const uncounted = await openDatabase({ url: location }, log);
  parts.defer(() => uncounted.close());
  const redis = parts.use(await startRedis());
  const client = new Client(redis.url);
  parts.defer(() => client.disconnect());
  const recording = parts.use(await openRecording({ database: uncounted, bus: parts.use(await openRedisBus({ url: redis.url, log })), log, autoRegister: true }));
  const bus = parts.use(await openRedisBus({ url: redis.url, log }));
  const tail = parts.use(openTail({ database: uncounted, bus, log, lingerMs: 0 }));
  const live = createLive({ bus, tail, log });
  parts.defer(() => live.close());
  const reach = { database, live, record: recording.recordReadings, bus, log, authenticate: async () => null };
  const run = (text: string, parameters: unknown[] = []) => sql(database.em.fork(), text, parameters);
  const opened = parts.move();
  return {
    database,
    tail,
    /** How many have been asked to answer so far. */
    statements: () => counter.statements,
    run,
    context: (change: Partial<Live> = {}, sites: number[] | null = null): Context => createContext({ ...reach, live: Object.assign(Object.create(live) as Live, change) }, { id: 'caller', viewer: { name: 'viewer', role: Role.VIEWER, sites, asset: null } }),
    /** Of which shards of readings the process that serves hears. */
    async heard(): Promise<number[]> {
      const counts = (await client.pubsub('NUMSUB', ...channelsOf('readingsRecorded'))) as (string | number)[];
      return ALL_SHARDS.filter((shard) => Number(counts[2 * shard + 1]) > 0);
    },
    record: (key: string, value: number, measuredAt = now()) =>
      recording.recordReadings([{ key, measuredAt, value, unit: null, quality: Quality.GOOD, origin: { topic: 'test', payload: new Uint8Array(), receivedAt: now() } }]),
    machines: (...codes: string[]) => run(`insert into machine (code, name) select code, code from unnest($1::text[]) as code`, [codes]),
    /** Each is the machine of its code too, where there is one. */
    containers: (...codes: string[]) => run(`insert into container (code, name, kind, machine_id) select code, code, 'BOX', (select id from machine where machine.code = new.code) from unnest($1::text[]) as new (code)`, [codes]),
    samples: (...codes: string[]) => run(`insert into sample (code, name, type, collected_at) select code, code, 'plasma', now() from unnest($1::text[]) as code`, [codes]),
    async place(kind: 'container' | 'sample', item: string, container: string) {
      await run(`update placement set to_at = clock_timestamp() where item_${kind}_id = (select id from ${kind} where code = $1) and to_at is null`, [item]);
      await run(`insert into placement (container_id, item_${kind}_id, from_at, by_name) select container.id, item.id, clock_timestamp(), 'test' from container, ${kind} as item where container.code = $2 and item.code = $1`, [item, container]);
    },
    sensor: (id: number, kind: 'machine' | 'container' | 'sample', code: string) =>
      run(`with made as (insert into sensor (id, key, channel, quantity, unit, ${kind}_id) select $1::int, code || '/' || $1::int, $1::int, 'TEMPERATURE', 'Cel', id from ${kind} where code = $2::text returning id)
        insert into sensor_state (sensor_id, runs) select id, '{}' from made`, [id, code]),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
