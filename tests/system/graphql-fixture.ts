import 'reflect-metadata';
import { createClient, type Client } from 'graphql-ws';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import WebSocket from 'ws';
import { openAccess } from '../../src/access/access.js';
import type { Authenticate } from '../../src/access/credential.js';
import { openApi, type ApiOptions } from '../../src/api.js';
import { openDatabase, type Database } from '../../src/database.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import type { Bus, DomainEvent } from '../../src/events.js';
import { EVENT_NAMES } from '../../src/events.js';
import { openRecording } from '../../src/ingest/recording.js';
import { createLive, type Live, type LiveOptions } from '../../src/live/live.js';
import { openTail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createMetrics } from '../../src/metrics.js';
import type { Viewer } from '../../src/domain/role.js';
import { createContext, type Context } from '../../src/resolvers/context.js';
import { buildGraphQLSchema } from '../../src/resolvers/schema.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { TypedDocumentString } from '../client/graphql.js';
import { startStatementCount } from './statement-counter.js';

type Variables<V> = [V] extends [Record<string, never>] ? [] : [variables: V];

/** What a caller can do here. */
export interface Caller {
  /** The data of an operation over HTTP; throws what errors it has. */
  ask<R, V>(document: TypedDocumentString<R, V>, ...variables: Variables<V>): Promise<R>;
  /** The errors of an operation over HTTP that must have some. */
  errorsOf<R, V>(document: TypedDocumentString<R, V>, ...variables: Variables<V>): Promise<readonly GraphQLFormattedError[]>;
  /** A subscription over a WebSocket, which has begun when this resolves. */
  watch<R, V>(document: TypedDocumentString<R, V>, ...variables: Variables<V>): Promise<AsyncIterableIterator<R>>;
  /** Any text over HTTP, with whatever is answered. */
  post(query: string, variables?: unknown): Promise<Answer<unknown>>;
  /** The first answer to any text over a WebSocket; null: it is a stream that has begun. */
  send(query: string, variables?: unknown): Promise<Answer<unknown> | null>;
}

export interface World extends Caller, AsyncDisposable {
  readonly schema: GraphQLSchema;
  /** As the server makes it for each operation. */
  contextOf(caller: { readonly viewer: Viewer }): Context;
  /** Whoever shows this key to `authenticate`. */
  as(key: string): Caller;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly bus: Bus;
  /** Everything that was told, oldest first. */
  readonly events: DomainEvent[];
  readonly url: string;
  /** How many statements the database has been asked to run so far. */
  readonly statements: number;
}

export interface WorldOptions {
  /** Whoever comes is let in as this says; as the program does it, without access configured, where nothing is said. */
  authenticate?: Authenticate;
  autoRegister?: boolean;
  sendsMail?: boolean;
  config?: Partial<ApiOptions['config']>;
  live?: Partial<LiveOptions>;
  /** Of another world, beside which this one is another process that hears nothing of it by a bus. */
  databaseUrl?: string;
}

/** On a slow machine a test may be quiet for as long as a stream that says so. */
const AN_HOUR = 3_600_000;

/** The real schema on a real server with a database of its own, and a recorder that takes readings as the program does. */
export async function openWorld({ authenticate, autoRegister = false, sendsMail = false, config = {}, live: liveOptions = {}, databaseUrl }: WorldOptions = {}): Promise<World> {
  await using parts = new AsyncDisposableStack();
  const log = createLog('error');
  const location = databaseUrl ?? (await createDatabase());
  const counter = parts.use(await startStatementCount(location));
  const database = await openDatabase({ url: counter.url }, log);
  parts.defer(() => database.close());
  const bus = parts.use(createInProcessBus(log));
  const access = parts.use(openAccess({ apiKey: null, jwt: null, database, log }));
  const recording = parts.use(await openRecording({ database, bus, log, autoRegister }));
  // What asks once a second is none of the statements that tests count.
  const uncounted = await openDatabase({ url: location }, log);
  parts.defer(() => uncounted.close());
  const tail = parts.use(openTail({ database: uncounted, bus, log }));
  const watched = createLive({ bus, tail, log, heartbeatMs: AN_HOUR, ...liveOptions });
  let streams = 0;
  // A stream that is for many is counted by those who have a seat at it.
  const counted = <Open extends Live['stream' | 'resumable' | 'seat']>(open: Open) =>
    ((...all: Parameters<Open>) => {
      const [, options] = all as [unknown, { isShared?: boolean }?];
      if (!options?.isShared) streams += 1;
      return (open as (...same: typeof all) => unknown)(...all);
    }) as Open;
  const live: Live = Object.create(watched, { stream: { value: counted(watched.stream) }, resumable: { value: counted(watched.resumable) }, seat: { value: counted(watched.seat) } });
  const events: DomainEvent[] = [];
  for (const name of EVENT_NAMES) bus.subscribe(name, (event) => events.push(event));
  const schema = await buildGraphQLSchema();
  const reach = { database, live, record: recording.recordReadings, bus, log, sendsMail, authenticate: authenticate ?? access.authenticate };
  const api = parts.use(
    await openApi({
      config: { host: '127.0.0.1', port: 0, access: false, origins: [], introspection: true, allowedDocuments: null, ...config },
      authenticate: authenticate ?? access.authenticate,
      schema,
      createContext: (caller) => createContext(reach, caller),
      live,
      ready: async () => ({ ready: true, checks: {} }),
      metrics: createMetrics(),
      log,
    }),
  );
  const callers = new Map<string | null, Caller>();
  const callerWith = (key: string | null) => {
    const known = callers.get(key);
    if (known) return known;
    const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
    const client = createClient({ url: `${api.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, lazy: true, retryAttempts: 0, connectionParams: authorization });
    opened.defer(() => client.dispose());
    const caller = createCaller({ url: api.url, authorization, client, streams: () => streams });
    callers.set(key, caller);
    return caller;
  };
  const opened = parts.move();
  return {
    ...callerWith(null),
    as: callerWith,
    schema,
    contextOf: (caller) =>
      createContext(reach, {
        id: 'caller',
        get viewer() {
          return caller.viewer;
        },
      }),
    database,
    databaseUrl: location,
    bus,
    events,
    url: api.url,
    get statements() {
      return counter.statements;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

interface CallerOptions {
  url: string;
  authorization: Record<string, string>;
  client: Client;
  /** How many streams were ever begun. */
  streams: () => number;
}

function createCaller({ url, authorization, client, streams }: CallerOptions): Caller {
  const post = (query: string, variables?: unknown) => postTo(url, authorization, query, variables);
  return {
    post,
    async ask<R>(document: TypedDocumentString<R, never>, variables?: unknown) {
      const { data, errors } = await post(document.toString(), variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data as R;
    },
    async errorsOf(document: TypedDocumentString<unknown, never>, variables?: unknown) {
      const { data, errors } = await post(document.toString(), variables);
      if (!errors) throw new Error(`no error, but ${JSON.stringify(data)}`);
      return errors;
    },
    watch: <R>(document: TypedDocumentString<R, never>, variables?: unknown) => watch<R>(client, streams, document.toString(), variables),
    async send(query: string, variables?: unknown) {
      const before = streams();
      const results = client.iterate({ query, variables: variables as Record<string, unknown> });
      let answer: Answer<unknown> | null = null;
      const first = results.next().then(({ value }) => (answer = value as Answer<unknown>));
      await Promise.race([first, eventually(() => answer !== null || streams() > before)]);
      await results.return?.();
      return answer;
    },
  } as Caller;
}

/** The next so many results of a stream. */
export async function take<T>(stream: AsyncIterableIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) taken.push((await stream.next()).value as T);
  return taken;
}

export interface Answer<R> {
  data?: R;
  errors?: readonly GraphQLFormattedError[];
}

async function postTo(url: string, authorization: Record<string, string>, query: string, variables: unknown): Promise<Answer<unknown>> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization }, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer<unknown>;
}

async function watch<R>(client: Client, streams: () => number, query: string, variables: unknown): Promise<AsyncIterableIterator<R>> {
  const before = streams();
  const results = client.iterate<R>({ query, variables: variables as Record<string, unknown> });
  let failed = false;
  const first = results.next();
  // An error comes before the stream is there.
  const early = first.finally(() => (failed = true));
  await Promise.race([early, eventually(() => failed || streams() > before)]);
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
