import { setTimeout as sleep } from 'node:timers/promises';
import { micros, sql, type Database } from '../database.js';
import { NotificationStatus } from '../domain/notification.js';
import type { Duration, Instant } from '../domain/time.js';
import type { Logger } from '../log.js';
import { recordAttempt, verdictOn } from './attempts.js';
import { lease } from './lease.js';
import { loadLetters, type Letter } from './letter.js';
import { plan } from './plan.js';
import { createSender, type SenderOptions } from './sender.js';

export interface NotifierOptions extends SenderOptions {
  database: Database;
  log: Logger;
  /** Microseconds for which a message is somebody's who sends it. */
  leaseFor?: Duration;
  /** The time by which all is decided; the database's clock, unless a test has its own. */
  now?: () => Promise<Instant>;
  /** What a message is after a try. */
  onAttempt?: (status: NotificationStatus) => void;
}

const PATIENCE_MS = 12_000;
/** Messages that one process sends at a time. */
const MOST_IN_FLIGHT = 16;

/**
 * Decides every second who is told what, and sends it. Any number of processes share the work. A message goes out at least
 * once: who sent it and died before he could say so is not believed.
 */
export function startNotifier({ every = 1_000, ...options }: NotifierOptions & { every?: number }): AsyncDisposable {
  const stop = new AbortController();
  const running = (async () => {
    await using notifier = createNotifier(options);
    while (!stop.signal.aborted) {
      await look(notifier, () => sleep(every, undefined, { signal: stop.signal }).catch(() => {})).catch((error: unknown) => {
        options.log.warn({ error: String(error) }, 'could not look at what is to be told; it is tried again');
        return sleep(every, undefined, { signal: stop.signal }).catch(() => {});
      });
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** Decides, and sends until it is time to decide again. */
async function look(notifier: Notifier, pause: () => Promise<void>): Promise<void> {
  let over = false;
  const next = ((await notifier.plan()) ? Promise.resolve() : pause()).then(() => void (over = true));
  do {
    await notifier.begin();
    await Promise.race([next, notifier.progress()]);
  } while (!over);
}

export interface Notifier extends AsyncDisposable {
  /** Decides who is told what. True: there is more to decide. */
  plan(): Promise<boolean>;
  /** Begins to send what is due, as far as there is room; gives how many messages. */
  begin(): Promise<number>;
  /** Resolves when one of them has come to an end; never, where there is none. */
  progress(): Promise<void>;
  /** Resolves when all of them have. */
  settle(): Promise<void>;
}

export function createNotifier(options: NotifierOptions): Notifier {
  const { database, log, leaseFor } = options;
  const now = options.now ?? (() => databaseTime(database));
  const sender = createSender(options);
  const inFlight = new Set<Promise<void>>();
  const deliver = async (letter: Letter) => {
    const outcome = await sender.send(letter);
    const at = await now();
    const verdict = verdictOn(letter, outcome, at, Math.random());
    await recordAttempt(database.em.fork(), letter, outcome, verdict, at);
    options.onAttempt?.(outcome.sent ? NotificationStatus.SENT : verdict.status);
    if (!outcome.sent) log.warn({ notification: letter.id, error: outcome.error, status: verdict.status }, 'a notification did not get through');
  };
  const settle = async () => void (await Promise.all(inFlight));
  return {
    async plan() {
      const at = await now();
      return database.em.fork().transactional((em) => plan(em, at));
    },
    async begin() {
      const room = MOST_IN_FLIGHT - inFlight.size;
      const ids = room > 0 ? await lease(database.em.fork(), { now: await now(), room, leaseFor }) : [];
      for (const letter of ids.length > 0 ? await loadLetters(database.em.fork(), ids) : []) {
        const sending: Promise<void> = deliver(letter)
          .catch((error: unknown) => log.warn({ notification: letter.id, error: String(error) }, 'what came of a notification could not be written down; it is sent again'))
          .finally(() => void inFlight.delete(sending));
        inFlight.add(sending);
      }
      return ids.length;
    },
    progress: () => (inFlight.size === 0 ? new Promise(() => {}) : Promise.race(inFlight)),
    settle,
    // What hangs is left to others, who send it again.
    async [Symbol.asyncDispose]() {
      await Promise.race([settle(), sleep(PATIENCE_MS, undefined, { ref: false })]);
      sender[Symbol.dispose]();
    },
  };
}

async function databaseTime({ em }: Database): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>(em.fork(), `select ${micros('clock_timestamp()')} as now`);
  return rows[0]!.now;
}
