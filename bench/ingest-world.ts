// The servers of the ingest benchmark, 500 machines with five sensors and a rule on each, and what drives them.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { openDatabase, sql } from '../build/src/database.js';
import { createLog } from '../build/src/log.js';
import { startMosquitto } from '../build/tests/support/mosquitto.js';
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram, type Program } from '../build/tests/support/program.js';
import { startRedis } from '../build/tests/support/redis.js';

export const TOPICS = 500;
// As docker-compose.yml has it.
const HEAP = '--max-old-space-size=256';
const run = promisify(execFile);

export type IngestWorld = Awaited<ReturnType<typeof openIngestWorld>>;

export async function openIngestWorld() {
  await using parts = new AsyncDisposableStack();
  const postgres = parts.use(await startPostgres({ durable: true }));
  const redis = parts.use(await startRedis());
  const mosquitto = parts.use(await startMosquitto({ config: ['max_queued_messages 0', 'max_inflight_messages 5000', 'set_tcp_nodelay true'] }));
  const servers = { DATABASE_URL: postgres.url(), REDIS_URL: redis.url, MQTT_URL: mosquitto.url, LOG_LEVEL: 'warn' };
  await makeWorld(postgres.url());
  const opened = parts.move();
  return {
    postgres,
    mosquitto,
    startApi: () => startProgram({ ...servers, THERMOGRAPH_ROLE: 'api' }),
    /** When it is over so is its session: else the broker would keep for it whatever comes later. */
    async startIngest(env: Record<string, string> = {}): Promise<Program> {
      const clientId = `bench-${Math.random()}`;
      const program = await startProgram({ ...servers, THERMOGRAPH_ROLE: 'ingest', MQTT_CLIENT_ID: clientId, NODE_OPTIONS: HEAP, ...env });
      const stop = program[Symbol.asyncDispose].bind(program);
      return Object.assign(program, {
        async [Symbol.asyncDispose]() {
          await stop();
          await (await mqtt.connectAsync(mosquitto.url, { clientId, protocolVersion: 5, clean: true })).endAsync();
        },
      });
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function makeWorld(url: string): Promise<void> {
  const database = await openDatabase({ url }, createLog('silent'));
  await sql(database.em, `insert into machine (code, name) select 'BENCH-' || lpad(n::text, 3, '0'), 'bench' from generate_series(0, $1 - 1) as n`, [TOPICS]);
  await sql(database.em, `insert into sensor (key, channel, quantity, unit, machine_id)
    select code || '/' || lower(quantity), lower(quantity), quantity, unit, machine.id from machine, (values ('TEMPERATURE', 'Cel'), ('HUMIDITY', '%'), ('PRESSURE', 'bar'), ('VIBRATION', 'mm/s'), ('POWER', 'kW')) as of (quantity, unit)`);
  await sql(database.em, `insert into sensor_state (sensor_id, runs) select id, '{}' from sensor`);
  await sql(database.em, `insert into excursion_rule (code, version, quantity, severity, mode, low, high, deadband, on_delay, off_delay, created_at) values
    ('TOO-WARM', 1, 'TEMPERATURE', 'WARNING', 'CONSECUTIVE', 2, 40, 0.5, '1 min', '1 min', now()), ('TOO-DAMP', 1, 'HUMIDITY', 'WARNING', 'INSTANT', 10, 80, 0, '0', '0', now()),
    ('PRESSURE', 1, 'PRESSURE', 'WARNING', 'INSTANT', 1, 8, 0, '0', '0', now()), ('VIBRATION', 1, 'VIBRATION', 'WARNING', 'CONSECUTIVE', null, 8, 0, '1 min', '1 min', now()), ('POWER', 1, 'POWER', 'WARNING', 'INSTANT', 1, 8, 0, '0', '0', now())`);
  await sql(database.em, 'insert into excursion_rule_asset (rule_id, machine_id) select excursion_rule.id, machine.id from excursion_rule, machine');
  await database.close();
}

/** Of a rate of 0 as fast as the window of the publisher allows. */
export async function publish({ mosquitto }: IngestWorld, messages: number, rate: number, channels: number): Promise<{ began: number; seconds: number }> {
  const publisher = spawn(process.execPath, [new URL('./publisher.ts', import.meta.url).pathname, String(mosquitto.port), String(messages), String(TOPICS), String(rate), String(channels)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  publisher.stdout.on('data', (bytes) => (output += bytes));
  const [code] = await once(publisher, 'close');
  if (code !== 0) throw new Error(`the publisher ended with ${code}`);
  return JSON.parse(output);
}

/** When the ingests have committed so many readings, by their own count. */
export async function counted(ingests: readonly Program[], readings: number): Promise<number> {
  for (;;) {
    const texts = await Promise.all(ingests.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    const now = Date.now();
    if (texts.reduce((sum, text) => sum + Number(/^thermograph_readings_recorded_total (\d+)/m.exec(text)?.[1] ?? 0), 0) >= readings) return now;
    await sleep(100);
  }
}

/** The same rows in the same order, through psql, into a table made from the same definition. */
export async function copy({ postgres }: IngestWorld, rows: number): Promise<number> {
  const psql = (command: string) => run(join(postgres.programs, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-d', postgres.url(), '-c', command]);
  const file = join(tmpdir(), `thermograph-copy-${process.pid}.csv`);
  await writeFile(file, '');
  await psql(`\\copy (select * from reading order by xid, received_at, measured_at, sensor_id limit ${rows}) to '${file}'`);
  await psql('create table copied (like reading including all) partition by range (measured_at)');
  await psql(`do $$ declare p regclass; begin for p in select inhrelid::regclass from pg_inherits where inhparent = 'reading'::regclass loop
    execute format('create table copied_%s (like copied including all)', replace(p::text, 'reading_', ''));
    execute format('alter table copied attach partition copied_%s %s', replace(p::text, 'reading_', ''), (select pg_get_expr(relpartbound, oid) from pg_class where oid = p)); end loop; end $$`);
  await psql('checkpoint');
  const began = performance.now();
  await psql(`\\copy copied from '${file}'`);
  const seconds = (performance.now() - began) / 1000;
  await run('rm', [file]);
  return rows / seconds;
}
