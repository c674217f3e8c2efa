import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { createAuthenticate } from '../../src/access/authenticate.js';
import { openApi, type Api, type ApiOptions } from '../../src/api.js';
import type { Viewer } from '../../src/domain/role.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import type { Bus } from '../../src/events.js';
import { createLive, type Live } from '../../src/live/live.js';
import { createMetrics, type Metrics } from '../../src/metrics.js';
import type { LogLine } from '../support/program.js';

export const KEY = '0123456789abcdef0123456789abcdef';

interface Context {
  viewer: Viewer;
  live: Live;
  serial: number;
}

type Root = Record<string, { resolve?: (source: unknown, args: never, context: Context) => unknown; subscribe?: (source: unknown, args: never, context: Context) => unknown }>;

/** How often a slow answer was asked for: from then on the request is with the server. */
export const asked = { slow: 0 };

const query: Root = {
  hello: { resolve: (_, { name }: { name: string }) => `hello ${name}` },
  viewer: { resolve: (_, __, { viewer }) => `${viewer.name} ${viewer.role}` },
  serial: { resolve: (_, __, { serial }) => serial },
  broken: {
    resolve: () => {
      throw new Error('the password of the database is 1234');
    },
  },
  missing: {
    resolve: () => {
      throw new GraphQLError('there is no such machine', { extensions: { code: 'NOT_FOUND' } });
    },
  },
  slow: {
    resolve: (_, { milliseconds }: { milliseconds: number }) => {
      asked.slow += 1;
      return new Promise((resolve) => setTimeout(() => resolve('late'), milliseconds).unref());
    },
  },
};
const mutation: Root = { rename: { resolve: (_, { name }: { name: string }) => name } };
const subscription: Root = {
  machine: { subscribe: (_, __, { live }) => live.stream('machineStatusChanged'), resolve: (event) => (event as { machineId: number }).machineId },
  long: { subscribe: (_, __, { live }) => live.stream('machineStatusChanged'), resolve: () => 'x'.repeat(10_000) },
  brokenEvent: {
    subscribe: (_, __, { live }) => live.stream('machineStatusChanged'),
    resolve: () => {
      throw new Error('the password of the database is 1234');
    },
  },
  brokenStream: { subscribe: (_, __, { live }) => live.stream('machineStatusChanged', { accept: () => Promise.reject(new Error('the password of the database is 1234')) }) },
  brokenStart: {
    subscribe: () => {
      throw new Error('the password of the database is 1234');
    },
  },
};

function createSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { hello(name: String! = "world"): String! viewer: String! serial: Int! broken: String missing: String slow(milliseconds: Int!): String! }
    type Mutation { rename(name: String!): String! }
    type Subscription { machine: Int! long: String! brokenEvent: Int brokenStream: Int brokenStart: Int }
  `);
  for (const [type, fields] of [[schema.getQueryType(), query], [schema.getMutationType(), mutation], [schema.getSubscriptionType(), subscription]] as const) {
    for (const [name, field] of Object.entries(fields)) Object.assign(type!.getFields()[name]!, field);
  }
  return schema;
}

export interface TestApi extends AsyncDisposable {
  readonly api: Api;
  readonly url: string;
  readonly wsUrl: string;
  readonly bus: Bus;
  readonly live: Live;
  readonly metrics: Metrics;
  readonly log: LogLine[];
}

export interface TestApiOptions extends Partial<Omit<ApiOptions, 'config'>> {
  apiKey?: string | null;
  config?: Partial<ApiOptions['config']>;
  /** Where two servers hear of the same. */
  bus?: Bus;
}

/** The server around a small schema that has one of everything that can go wrong. */
export async function openTestApi({ apiKey = null, config = {}, bus: shared, ...options }: TestApiOptions = {}): Promise<TestApi> {
  const log: LogLine[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(JSON.parse(line) as LogLine) });
  const bus = shared ?? createInProcessBus(logger);
  const live = createLive({ bus, log: logger });
  const metrics = createMetrics();
  let serial = 0;
  const api = await openApi({
    config: { host: '127.0.0.1', port: 0, access: apiKey !== null, origins: [], introspection: true, allowedDocuments: null, ...config },
    authenticate: createAuthenticate({ apiKey }),
    schema: createSchema(),
    createContext: ({ viewer }) => ({ viewer, live, serial: ++serial }),
    live,
    ready: async () => ({ ready: true, checks: {} }),
    metrics,
    log: logger,
    ...options,
  });
  return { api, url: api.url, wsUrl: `${api.url.replace('http', 'ws')}/graphql`, bus, live, metrics, log, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
