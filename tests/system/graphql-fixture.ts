import 'reflect-metadata';
import { createClient, type Client } from 'graphql-ws';
import type { GraphQLFormattedError } from 'graphql';
import WebSocket from 'ws';
import { openAccess } from '../../src/access/access.js';
import { openApi } from '../../src/api.js';
import { openDatabase, type Database } from '../../src/database.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import type { Bus, DomainEvent } from '../../src/events.js';
import { EVENT_NAMES } from '../../src/events.js';
import { openRecording } from '../../src/ingest/recording.js';
import { createLive, type Live } from '../../src/live/live.js';
import { createLog } from '../../src/log.js';
import { createMetrics } from '../../src/metrics.js';
import { createContext } from '../../src/resolvers/context.js';
import { buildGraphQLSchema } from '../../src/resolvers/schema.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { TypedDocumentString } from '../client/graphql.js';
import { startStatementCount } from './statement-counter.js';

type Variables<V> = [V] extends [Record<string, never>] ? [] : [variables: V];

export interface World extends AsyncDisposable {
  readonly database: Database;
  readonly bus: Bus;
  /** Everything that was told, oldest first. */
  readonly events: DomainEvent[];
  readonly url: string;
  /** How many statements the database has been asked to run so far. */
  readonly statements: number;
  /** The data of an operation over HTTP; throws what errors it has. */
  ask<R, V>(document: TypedDocumentString<R, V>, ...variables: Variables<V>): Promise<R>;
  /** The errors of an operation over HTTP that must have some. */
  errorsOf<R, V>(document: TypedDocumentString<R, V>, ...variables: Variables<V>): Promise<readonly GraphQLFormattedError[]>;
  /** A subscription over a WebSocket, which has begun when this resolves. */
  watch<R, V>(document: TypedDocumentString<R, V>, ...variables: Variables<V>): Promise<AsyncIterableIterator<R>>;
}

/** The real schema on a real server with a database of its own, and a recorder that takes readings as the program does. */
export async function openWorld(): Promise<World> {
  await using parts = new AsyncDisposableStack();
  const log = createLog('error');
  const counter = parts.use(await startStatementCount(await createDatabase()));
  const database = await openDatabase({ url: counter.url }, log);
  parts.defer(() => database.close());
  const bus = parts.use(createInProcessBus(log));
  const access = parts.use(openAccess({ apiKey: null, jwt: null, database, log }));
  const recording = parts.use(await openRecording({ database, bus, log, autoRegister: false }));
  const watched = createLive({ bus, log });
  let streams = 0;
  const live: Live = {
    stream(name, options) {
      streams += 1;
      return watched.stream(name, options);
    },
    get subscribers() {
      return watched.subscribers;
    },
    close: () => watched.close(),
  };
  const events: DomainEvent[] = [];
  for (const name of EVENT_NAMES) bus.subscribe(name, (event) => events.push(event));
  const api = parts.use(
    await openApi({
      config: { host: '127.0.0.1', port: 0, access: false },
      authenticate: access.authenticate,
      schema: await buildGraphQLSchema(),
      createContext: (caller) => createContext({ database, live, record: recording.recordReadings, bus }, caller),
      live,
      ready: async () => ({ ready: true, checks: {} }),
      metrics: createMetrics(),
      log,
    }),
  );
  const client = createClient({ url: `${api.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, lazy: true, retryAttempts: 0 });
  parts.defer(() => client.dispose());
  const open = parts.move();
  const send = (query: string, variables: unknown) => post<unknown>(api.url, query, variables);
  return {
    database,
    bus,
    events,
    url: api.url,
    get statements() {
      return counter.statements;
    },
    async ask<R>(document: TypedDocumentString<R, never>, variables?: unknown) {
      const { data, errors } = await send(document.toString(), variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data as R;
    },
    async errorsOf(document: TypedDocumentString<unknown, never>, variables?: unknown) {
      const { data, errors } = await send(document.toString(), variables);
      if (!errors) throw new Error(`no error, but ${JSON.stringify(data)}`);
      return errors;
    },
    watch: <R>(document: TypedDocumentString<R, never>, variables?: unknown) => watch<R>(client, () => streams, document.toString(), variables),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  } as World;
}

/** The next so many results of a stream. */
export async function take<T>(stream: AsyncIterableIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) taken.push((await stream.next()).value as T);
  return taken;
}

interface Answer<R> {
  data?: R;
  errors?: readonly GraphQLFormattedError[];
}

async function post<R>(url: string, query: string, variables: unknown): Promise<Answer<R>> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer<R>;
}

async function watch<R>(client: Client, streams: () => number, query: string, variables: unknown): Promise<AsyncIterableIterator<R>> {
  const before = streams();
  const results = client.iterate<R>({ query, variables: variables as Record<string, unknown> });
  const first = results.next();
  // An error comes before the stream is there.
  await Promise.race([first, eventually(() => streams() > before)]);
  return dataOf<R>(first, results as AsyncIterableIterator<Answer<R>>);
}

async function* dataOf<R>(first: Promise<IteratorResult<unknown>>, results: AsyncIterableIterator<Answer<R>>): AsyncGenerator<R> {
  try {
    for (let next = (await first) as IteratorResult<Answer<R>>; !next.done; next = await results.next()) {
      if (next.value.errors) throw new Error(JSON.stringify(next.value.errors));
      yield next.value.data as R;
    }
  } finally {
    await results.return?.();
  }
}
