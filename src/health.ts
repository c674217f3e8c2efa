import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Database } from './database.js';
import type { Bus } from './events.js';

/** Whether this process is of use now, and why not. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, Check>;
}

/** DEGRADED: something is missing that this process can do its work without. */
export interface Check {
  status: 'OK' | 'DEGRADED' | 'FAILED';
  detail?: string;
}

export interface HealthParts {
  database: Database;
  bus: Bus;
  /** What takes messages from MQTT; null in a process that does not ingest. */
  consumer: { readonly connected: boolean } | null;
  role: 'all' | 'api' | 'ingest';
}

export interface Health {
  ready(): Promise<Readiness>;
  /** From now on it is not ready: those who send us work are to send it elsewhere. */
  drain(): void;
}

const DATABASE_ANSWERS_WITHIN_MS = 1_000;

export function createHealth({ database, bus, consumer, role }: HealthParts): Health {
  let draining = false;
  const askDatabase = shared(createDatabaseCheck(database));
  return {
    async ready() {
      const checks: Record<string, Check> = { database: await Promise.race([askDatabase(), tooLate()]) };
      if (!bus.connected) checks.bus = { status: 'DEGRADED', detail: 'Redis is away: queries work, subscriptions of readings and excursions are slow, and others stand still' };
      if (consumer && !consumer.connected) checks.consumer = { status: role === 'ingest' ? 'FAILED' : 'DEGRADED', detail: 'not connected to the MQTT broker' };
      if (draining) checks.draining = { status: 'FAILED', detail: 'shutting down' };
      return { ready: Object.values(checks).every(({ status }) => status !== 'FAILED'), checks };
    },
    drain() {
      draining = true;
    },
  };
}

function createDatabaseCheck(database: Database): () => Promise<Check> {
  let current = false;
  return async () => {
    try {
      await sql(database.em.fork(), 'select 1');
      current ||= (await database.migrator.getPending()).length === 0;
      return current ? { status: 'OK' } : { status: 'FAILED', detail: 'migrations are pending' };
    } catch (error) {
      // Anybody may ask: the code says enough, and no address.
      return { status: 'FAILED', detail: `no answer (${(error as { code?: string }).code ?? 'unknown reason'})` };
    }
  };
}

async function tooLate(): Promise<Check> {
  await delay(DATABASE_ANSWERS_WITHIN_MS, null, { ref: false });
  return { status: 'FAILED', detail: `no answer within ${DATABASE_ANSWERS_WITHIN_MS} ms` };
}

/** Whoever asks while a question is out gets its answer: probes do not pile up on a database that hangs. */
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () =>
    (asked ??= ask().finally(() => {
      asked = null;
    }));
}
