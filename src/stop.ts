import type { Logger } from './log.js';

const LAST_WORDS = 5_000;

/**
 * Resolves when this process is asked to stop: by Ctrl-C, by a supervisor, or by the end of its terminal; a second Ctrl-C does not wait. What
 * nobody caught ends the process: the work that is not acknowledged is safe with the broker, a half-broken process is not.
 */
export function stopSignal(log: Logger): Promise<void> {
  process.on('uncaughtException', (error) => fail(log, error));
  process.on('unhandledRejection', (error) => fail(log, error));
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
}

function fail(log: Logger, error: unknown): void {
  log.fatal({ error: error instanceof Error ? error.stack : String(error) }, 'nobody caught this; the process ends');
  setTimeout(() => process.exit(1), LAST_WORDS).unref();
  process.kill(process.pid, 'SIGTERM');
  process.exitCode = 1;
}
