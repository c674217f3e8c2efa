import type { GraphQLSchema } from 'graphql';
import { createAdmission } from './access/admission.js';
import type { Authenticate } from './access/credential.js';
import type { RateLimit } from './access/rate-limit.js';
import { readAllowedDocuments } from './api/allowed-documents.js';
import { DEADLINE_MS } from './api/deadline.js';
import { createMask } from './api/errors.js';
import { openGraphQLHttp } from './api/graphql-http.js';
import { openGraphQLSocket } from './api/graphql-socket.js';
import { createGuards } from './api/guards.js';
import { openHttp } from './api/http.js';
import { pageRoutes } from './api/pages.js';
import { probeRoutes } from './api/probes.js';
import type { CreateContext } from './api/sharing.js';
import type { SocketLimits } from './api/socket-limits.js';
import type { Config } from './config.js';
import type { Readiness } from './health.js';
import type { Live } from './live/live.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';

export interface ProbeOptions {
  config: Pick<Config, 'host' | 'port' | 'access' | 'origins'>;
  authenticate: Authenticate;
  ready: () => Promise<Readiness>;
  metrics: Metrics;
  log: Logger;
}

export interface ApiOptions extends ProbeOptions {
  config: ProbeOptions['config'] & Pick<Config, 'introspection' | 'allowedDocuments'>;
  schema: GraphQLSchema;
  /** What resolvers reach; made for each operation. */
  createContext: CreateContext;
  live: Live;
  /** What callers may spend; null: without end. */
  rateLimit?: RateLimit | null;
  /** How long an answer may take; half a minute where nothing is said. */
  deadlineMs?: number;
  /** Of WebSockets, where they are not to be SOCKET_LIMITS. */
  limits?: Partial<SocketLimits>;
}

export interface Api extends AsyncDisposable {
  /** Where a program on this machine reaches it. */
  readonly url: string;
  /** Before it is disposed of: serves on for so long, but tells each who asks to come back over another connection. */
  drain(noticeMs: number): Promise<void>;
}

/**
 * GraphQL over HTTP and WebSocket, GraphiQL, and what operators look at, on one port. Disposing stops accepting, closes
 * the WebSockets (1001), lets the requests that run finish, for ten seconds at most, and stops Apollo.
 */
export async function openApi({ schema, createContext, live, rateLimit = null, deadlineMs = DEADLINE_MS, limits = {}, ...options }: ApiOptions): Promise<Api> {
  const { config, authenticate, log } = options;
  const guards = createGuards({ schema, introspection: config.introspection, allows: config.allowedDocuments === null ? null : await readAllowedDocuments(config.allowedDocuments), rateLimit, traffic: live.traffic });
  const graphql = { schema, createContext, authenticate, guards, deadlineMs, mask: createMask(log, config), log };
  await using parts = new AsyncDisposableStack();
  const overHttp = parts.use(await openGraphQLHttp({ ...graphql, ...config }));
  const routes = { ...pageRoutes(), ...probeRoutes({ ...options, ...graphql }), '/graphql': { ANY: overHttp.handle } };
  const admits = createAdmission(config);
  const http = parts.use(await openHttp({ ...config, log, routes, admits }));
  const sockets = parts.use(openGraphQLSocket({ ...graphql, server: http.server, path: '/graphql', admits, limits, live }));
  Object.assign(options.metrics.sources, { live, sockets });
  parts.defer(http.stopAccepting);
  if (!config.access) log.warn({ url: http.url }, 'No access is configured (THERMOGRAPH_API_KEY or JWT_JWKS_URL): only this machine is listened to, and whoever is on it may do everything');
  const open = parts.move();
  return { url: http.url, drain: http.drain, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** Only what operators look at, for a process that answers no queries. */
export async function openProbes({ config, log, ...options }: ProbeOptions): Promise<Api> {
  const routes = probeRoutes({ ...options, log });
  return openHttp({ ...config, log, routes, admits: createAdmission(config) });
}
