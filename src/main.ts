import 'reflect-metadata';
import { openAccess } from './access/access.js';
import { openRateLimit } from './access/rate-limit.js';
import { openApi, openProbes } from './api.js';
import { STATEMENT_TIMEOUT_MS } from './api/deadline.js';
import { readConfig, type Config } from './config.js';
import { openDatabase } from './database.js';
import { warnOfLossySettings } from './durability.js';
import { createInProcessBus } from './embedded/bus.js';
import { openEmbeddedBroker } from './embedded/broker.js';
import { openEmbeddedPostgres } from './embedded/database.js';
import { openDemo } from './embedded/demo.js';
import { createHealth } from './health.js';
import { startClock } from './ingest/clock.js';
import { startDigests } from './ingest/digests.js';
import { openIngest } from './ingest/member.js';
import { openRecording } from './ingest/recording.js';
import { createLive } from './live/live.js';
import { beginAnewAfterRestore, startForgetting } from './live/forget.js';
import { openRedisBus } from './live/redis-bus.js';
import { openTail } from './live/tail.js';
import { createLog } from './log.js';
import { createMetrics, countBatch } from './metrics.js';
import { startNotifier } from './notify/notifier.js';
import { createContext } from './resolvers/context.js';
import { buildGraphQLSchema } from './resolvers/schema.js';
import { noticeOf, reportFailure, stopSignal } from './stop.js';

/** Who has said nothing for so long within a transaction hangs, and others wait for its locks. */
const HUNG_MS = 20_000;

const outcome = readConfig();
if (outcome.ok) await run(outcome.config).catch(reportFailure);
else {
  for (const error of outcome.errors) process.stderr.write(`${error}\n`);
  process.exitCode = 2;
}

/** Starts downwards, from the database to those who look at it, and stops upwards. */
async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const stopped = stopSignal(log);
  const metrics = createMetrics();

  await using postgres = config.databaseUrl === null ? await openEmbeddedPostgres(config.dataDirectory, log) : null;
  await using database = await openDatabase(postgres ? { embedded: postgres } : { url: config.databaseUrl!, letGoAfterMs: HUNG_MS }, log);
  await warnOfLossySettings(database, log);
  await beginAnewAfterRestore(database, log);
  await using bus = config.redisUrl ? await openRedisBus({ url: config.redisUrl, log, onDropped: (count) => metrics.eventsDropped.inc(count) }) : createInProcessBus(log);
  await using recording = await openRecording({ database, bus, log, autoRegister: config.autoRegisterSensors, onBatch: (batch) => countBatch(metrics, batch) });

  Object.assign(metrics.sources, { bus, ingest: recording.batcher });
  const ingests = config.role !== 'api';
  const serves = config.role !== 'ingest';
  await using broker = ingests && !config.mqttUrl ? await openEmbeddedBroker({ port: config.mqttPort, host: '127.0.0.1', consumerId: config.mqttClientId, log }) : null;
  await using consumer = ingests ? await openIngest({ config, url: config.mqttUrl ?? broker!.url, protocolVersion: broker ? 4 : 5, database, batcher: recording.batcher, log }) : null;
  await using _clock = ingests ? startClock({ database, publish: (events) => bus.publish(events), log }) : null;
  await using _digests = ingests ? startDigests({ database, log }) : null;
  await using _notifier = ingests
    ? startNotifier({ database, log, mail: config.mail, reachable: config.webhookNetworks, onAttempt: (status) => metrics.notifications.inc({ status }) })
    : null;
  await using _forgetting = ingests ? startForgetting({ database, log, keepDays: config.replayDays }) : null;

  await using rateLimit = serves ? await openRateLimit({ redisUrl: config.redisUrl, pointsPerMinute: config.rateLimit, log }) : null;
  await using tail = serves ? openTail({ database, bus, log }) : null;
  const live = createLive({ bus, tail, log, mostReplayed: config.replayReadings });
  await using access = openAccess({ ...config, database, log });
  // Connections of their own: queries, however many, keep none from the ingest.
  await using answers = serves && config.databaseUrl !== null ? await openDatabase({ url: config.databaseUrl, giveUpAfterMs: STATEMENT_TIMEOUT_MS }, log) : null;
  const health = createHealth({ database, bus, consumer, role: config.role });
  const probes = { config, authenticate: access.authenticate, ready: () => health.ready(), metrics, log };
  await using api = serves
    ? await openApi({ ...probes, live, rateLimit, schema: await buildGraphQLSchema(), createContext: (caller) => createContext({ database: answers ?? database, live, record: recording.recordReadings, bus, authenticate: access.authenticate, log, sendsMail: config.mail !== null }, caller) })
    : await openProbes(probes);
  await using _demo = config.demo && broker ? await openDemo({ database, live, url: api.url, mqttUrl: broker.url, log }) : null;

  log.info({ url: api.url, role: config.role }, 'ready');
  await stopped;
  log.info('stopping');
  health.drain();
  await api.drain(noticeOf(config.role));
}
