import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate, Credential } from './access/credential.js';
import { isFromHere } from './access/from-here.js';
import { createMask } from './api/errors.js';
import { openGraphQLHttp } from './api/graphql-http.js';
import { openGraphQLSocket } from './api/graphql-socket.js';
import { openHttp } from './api/http.js';
import { pageRoutes } from './api/pages.js';
import { probeRoutes } from './api/probes.js';
import type { Config } from './config.js';
import type { Readiness } from './health.js';
import type { Live } from './live/live.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';

export interface ProbeOptions {
  config: Pick<Config, 'host' | 'port' | 'access'>;
  authenticate: Authenticate;
  ready: () => Promise<Readiness>;
  metrics: Metrics;
  log: Logger;
}

export interface ApiOptions extends ProbeOptions {
  schema: GraphQLSchema;
  /** What resolvers reach; made for each operation. */
  createContext: (caller: Pick<Credential, 'viewer'>) => object;
  live: Live;
}

export interface Api extends AsyncDisposable {
  /** Where a program on this machine reaches it. */
  readonly url: string;
}

/**
 * GraphQL over HTTP and WebSocket, GraphiQL, and what operators look at, on one port. Disposing stops accepting, closes
 * the WebSockets (1001), lets the requests that run finish, for ten seconds at most, and stops Apollo.
 */
export async function openApi({ schema, createContext, live, ...options }: ApiOptions): Promise<Api> {
  const { config, authenticate, log } = options;
  const graphql = { schema, createContext, authenticate, mask: createMask(log), log };
  await using parts = new AsyncDisposableStack();
  const overHttp = parts.use(await openGraphQLHttp(graphql));
  const routes = { ...pageRoutes(), ...probeRoutes({ ...options, ...graphql, subscribers: () => live.subscribers }), '/graphql': { ANY: overHttp.handle } };
  const admits = admission(config);
  const http = parts.use(await openHttp({ ...config, log, routes, admits }));
  parts.use(openGraphQLSocket({ ...graphql, server: http.server, path: '/graphql', admits }));
  parts.defer(http.stopAccepting);
  if (!config.access) log.warn({ url: http.url }, 'No access is configured (THERMOGRAPH_API_KEY or JWT_JWKS_URL): only this machine is listened to, and whoever is on it may do everything');
  const open = parts.move();
  return { url: http.url, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** Only what operators look at, for a process that answers no queries. */
export async function openProbes({ config, log, ...options }: ProbeOptions): Promise<Api> {
  const routes = probeRoutes({ ...options, subscribers: () => 0 });
  return openHttp({ ...config, log, routes, admits: admission(config) });
}

/** A key protects from everybody; without one we look at where a request comes from. */
const admission = ({ access }: Pick<Config, 'access'>) => (!access ? ({ headers }: IncomingMessage) => isFromHere(headers) : () => true);
