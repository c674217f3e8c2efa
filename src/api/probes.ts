import { boundsOf } from '../access/bounds.js';
import type { Authenticate } from '../access/credential.js';
import type { Readiness } from '../health.js';
import type { Logger } from '../log.js';
import type { Metrics } from '../metrics.js';
import { identify } from './caller.js';
import type { Routes } from './http.js';
import { send, sendGraphQLError, sendJson } from './respond.js';

export interface ProbeParts {
  ready: () => Promise<Readiness>;
  metrics: Metrics;
  authenticate: Authenticate;
  log: Logger;
}

/** What operators and their programs look at. Whoever starts and stops us needs no key; figures are for those who have one and may see everything. */
export function probeRoutes({ ready, metrics, ...options }: ProbeParts): Routes {
  return {
    // That it is answered at all says that the event loop turns.
    '/live': {
      GET: (_request, response) => sendJson(response, 200, { live: true, uptimeSeconds: Math.round(process.uptime()) }),
    },
    '/ready': {
      async GET(_request, response) {
        const readiness = await ready();
        sendJson(response, readiness.ready ? 200 : 503, readiness);
      },
    },
    '/metrics': {
      async GET(request, response) {
        const credential = await identify(request, response, options);
        if (!credential) return;
        if (boundsOf(credential.viewer) !== null) return sendGraphQLError(response, 403, 'FORBIDDEN', 'These figures are of everything there is: they are only for callers who are bound to no site and no asset.');
        send(response, 200, metrics.registry.contentType, await metrics.registry.metrics());
      },
    },
  };
}
