import { codeOf } from './error-code.js';
import type { Logger } from './log.js';

const LAST_WORDS = 5_000;
const LONGEST_STOP = 25_000;
const NOTICE_MS = 2_000;

/**
 * Resolves when this process is asked to stop: by Ctrl-C, by a supervisor, or by the end of its terminal; a second Ctrl-C does not wait. What
 * nobody caught ends the process: the work that is not acknowledged is safe with the broker, a half-broken process is not.
 */
export function stopSignal(log: Logger): Promise<void> {
  process.on('uncaughtException', (error) => fail(log, error));
  process.on('unhandledRejection', (error) => fail(log, error));
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => {
      // A database that neither answers nor fails must not keep us: what is not committed is not acknowledged.
      setTimeout(() => {
        log.fatal('it did not stop in time; the process ends');
        process.exit(1);
      }, LONGEST_STOP).unref();
      resolve();
    });
  });
}

/**
 * So many milliseconds a process that is not ready any more serves on: who sends work to it is to find out and send it
 * elsewhere, before he finds nobody. Only where there is an elsewhere.
 */
export const noticeOf = (role: 'all' | 'api' | 'ingest'): number => (role === 'api' ? NOTICE_MS : 0);

/** What most often keeps it from starting, by the code of the error. */
const ADVICE: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there: is the server running, and is its URL right?',
  ENOTFOUND: 'There is no such host: is the URL right?',
  EADDRINUSE: 'The port is taken by another program: set PORT to a free one.',
  ALLOWED_DOCUMENTS: 'Set THERMOGRAPH_ALLOWED_DOCUMENTS to a JSON file of documents, or leave it empty to answer all.',
  EACCES: 'Set THERMOGRAPH_DATA to a folder that may be written.',
  ENOTDIR: 'Set THERMOGRAPH_DATA to a folder.',
  EEXIST: 'Set THERMOGRAPH_DATA to a folder.',
  '28P01': 'DATABASE_URL has the wrong name or password.',
  '28000': 'DATABASE_URL names somebody who may not connect.',
  '3D000': 'Make the database first, or correct its name in DATABASE_URL.',
};

/** Says in a line why it could not start, and ends. */
export function reportFailure(error: unknown): void {
  const code = codeOf(error);
  const advice = code === null ? undefined : ADVICE[code];
  process.stderr.write(advice ? `${(error as Error).message}\n${advice}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

function fail(log: Logger, error: unknown): void {
  log.fatal({ error: error instanceof Error ? error.stack : String(error) }, 'nobody caught this; the process ends');
  setTimeout(() => process.exit(1), LAST_WORDS).unref();
  process.kill(process.pid, 'SIGTERM');
  process.exitCode = 1;
}
