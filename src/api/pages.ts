import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { GRAPHIQL_POLICY, renderGraphiQL } from '../graphiql/page.js';
import type { Routes } from './http.js';
import { LANDING_PAGE, LANDING_POLICY } from './landing.js';
import { send } from './respond.js';

/** Pages are open also where a key is asked for: nothing secret is in them, and what they ask for needs the key. */
export function pageRoutes(): Routes {
  let graphiql: Promise<Buffer> | null = null;
  return {
    '/': {
      GET: (_request, response) => sendHtml(response, LANDING_PAGE, LANDING_POLICY),
    },
    '/graphiql': {
      async GET(request, response) {
        const page = await (graphiql ??= renderGraphiQL());
        if (/\bgzip\b/.test(String(request.headers['accept-encoding']))) sendHtml(response, page, GRAPHIQL_POLICY, { 'content-encoding': 'gzip' });
        else sendHtml(response, await promisify(gunzip)(page), GRAPHIQL_POLICY);
      },
    },
  };
}

function sendHtml(response: Parameters<typeof send>[0], body: string | Buffer, policy: string, headers: Record<string, string> = {}): void {
  send(response, 200, 'text/html; charset=utf-8', body, { 'content-security-policy': policy, vary: 'accept-encoding', ...headers });
}
