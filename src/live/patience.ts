import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../outage.js';

/** So long an event waits for a database that does not answer; those who watch hear nothing meanwhile that was not committed before. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 500;

/** An outage of the database ends no stream: what is asked for its events is asked again; with a signal however long it takes, until that is given. */
export async function patiently<Value>(ask: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
  for (const since = performance.now(); ; await delay(PAUSE_MS, undefined, { ref: false, signal })) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error) || (!signal && performance.now() - since > PATIENCE_MS)) throw error;
    }
  }
}
