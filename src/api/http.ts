import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Admit } from '../access/admission.js';
import type { Logger } from '../log.js';
import { logInternal } from './errors.js';
import { createFarewell } from './farewell.js';
import { sendJson } from './respond.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** By path. `GET` stands for HEAD too; `ANY` decides for itself. */
export type Routes = Record<string, { GET: Handler } | { ANY: Handler }>;

export interface HttpOptions {
  host: string;
  port: number;
  log: Logger;
  routes: Routes;
  admits: Admit;
}

export interface Http extends AsyncDisposable {
  readonly server: Server;
  /** Where a program on this machine reaches it. */
  readonly url: string;
  /** Serves on for so long, but each answer ends its connection. */
  drain(noticeMs: number): Promise<void>;
  /** From then on, ten seconds are left for the requests that run. */
  stopAccepting(): void;
}

const PATIENCE_MS = 10_000;
const NOT_ADMITTED =
  'only programs, our own pages and those of the origins in THERMOGRAPH_ORIGINS are served; without access configured (THERMOGRAPH_API_KEY or JWT_JWKS_URL) only this machine is: call it localhost';
const MOST_HEADERS = 100;
const MOST_CONNECTIONS = 12_000;

/** Disposing closes each connection after the answer to its last request. */
export async function openHttp({ host, port, ...options }: HttpOptions): Promise<Http> {
  const server = createServer({
    headersTimeout: 10_000,
    maxHeaderSize: 16 * 1024,
    requestTimeout: 30_000,
    // Java's HTTP client offers `Upgrade: h2c` with every request and means an ordinary one.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
  });
  // What is beyond is refused with 431: from Node 24.18.1 on (CVE-2026-58044), before it was left out.
  server.maxHeadersCount = MOST_HEADERS;
  server.maxConnections = MOST_CONNECTIONS;
  const closed = new Promise((resolve) => server.once('close', resolve));
  const drain = createFarewell(server);
  server.on('request', (request, response) => void answer(request, response, options));
  server.listen(port, host);
  await once(server, 'listening');
  // Such as no more file descriptors: what is connected is served on.
  server.on('error', (err) => options.log.error({ err }, 'a connection could not be accepted'));
  let impatience: NodeJS.Timeout | null = null;
  const stopAccepting = () => {
    if (server.listening) server.close();
    impatience ??= setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  };
  return {
    server,
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${(server.address() as AddressInfo).port}`,
    drain,
    stopAccepting,
    async [Symbol.asyncDispose]() {
      stopAccepting();
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearInterval(sweep);
      clearTimeout(impatience!);
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, { routes, admits, log }: Pick<HttpOptions, 'routes' | 'admits' | 'log'>): Promise<void> {
  try {
    const path = request.url?.split('?')[0] ?? '/';
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!admits(request.headers)) sendJson(response, 403, { error: NOT_ADMITTED });
    else if (!route) sendJson(response, 404, { error: 'not found' });
    else if ('ANY' in route) await route.ANY(request, response);
    else if (request.method === 'GET' || request.method === 'HEAD') await route.GET(request, response);
    else sendJson(response, 405, { error: 'method not allowed' }, { allow: 'GET, HEAD' });
  } catch (error) {
    // Whoever went away in the middle of his request waits for no answer.
    if (request.destroyed && !request.complete) return;
    // Without its query: people put keys there.
    const errorId = logInternal(log, error, { path: request.url?.split('?')[0] });
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { error: `Internal error ${errorId}` });
  }
}
