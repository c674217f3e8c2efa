import type { Database, Em } from '../database.js';
import type { RecordReadings } from '../domain/recorder.js';
import type { Viewer } from '../domain/role.js';
import type { Bus } from '../events.js';
import type { Live } from '../live/live.js';
import { createLoaders, type Loaders } from './loaders.js';

/** What a process has to answer with; the same for every operation. */
export interface ContextParts {
  database: Database;
  live: Live;
  record: RecordReadings;
  bus: Bus;
}

/** Everything that a resolver may reach. One per operation, never shared between two. */
export interface Context {
  em: Em;
  loaders: Loaders;
  viewer: Viewer;
  live: Live;
  record: RecordReadings;
  /** To tell, after COMMIT, what a mutation has changed. */
  bus: Bus;
}

export function createContext({ database, live, record, bus }: ContextParts, viewer: Viewer): Context {
  const em = database.em.fork() as Em;
  return { em, loaders: createLoaders(em), viewer, live, record, bus };
}

/**
 * Lets go of everything that the context has loaded. A subscription's context lives for hours: it is called for each
 * event, which the executor hands out one after the other, and for each mutation of a document, so that nobody reads what was.
 */
export function freshContext(context: Context): Context {
  const em = context.em.fork();
  return Object.assign(context, { em, loaders: createLoaders(em) });
}
