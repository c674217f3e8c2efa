import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps a directory for this process alone, until disposed. The lock is the operating system's own on a file, taken by
 * way of SQLite because Node itself offers none: it ends with the process however that ends, so nothing stale is ever
 * left behind, and of two processes that start at once exactly one gets it.
 */
export function lockDirectory(directory: string): Disposable {
  const file = new DatabaseSync(join(directory, 'lock'));
  const owner = join(directory, 'lock.pid');
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    throw new Error(`${directory} is in use by another Thermograph${processOf(owner)}. Stop that one, or set THERMOGRAPH_DATA to another directory.`, {
      cause: error,
    });
  }
  writeFileSync(owner, `${process.pid}\n`);
  return { [Symbol.dispose]: () => file.close() };
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === SQLITE_BUSY;

/** Only for the message: the number is written after the lock is taken, so it may be missing or an older one for a moment. */
function processOf(owner: string): string {
  try {
    return ` (process ${readFileSync(owner, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
