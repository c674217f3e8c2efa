import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate, Credential } from '../access/credential.js';
import type { Logger } from '../log.js';
import { readJson } from './body.js';
import type { MaskError } from './errors.js';
import { sendGraphQLError, sendUnauthenticated } from './respond.js';

export interface GraphQLHttpOptions {
  schema: GraphQLSchema;
  createContext: (caller: Pick<Credential, 'viewer'>) => object;
  authenticate: Authenticate;
  mask: MaskError;
  log: Logger;
}

export interface GraphQLHttp extends AsyncDisposable {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** GraphQL over HTTP by Apollo Server, each request with a context of its own. */
export async function openGraphQLHttp({ schema, createContext, authenticate, mask, log }: GraphQLHttpOptions): Promise<GraphQLHttp> {
  const apollo = new ApolloServer({
    schema,
    logger: log,
    formatError: mask,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  return {
    async handle(request, response) {
      if (request.method !== 'POST' && request.method !== 'GET') {
        return sendGraphQLError(response, 405, 'BAD_REQUEST', 'GraphQL is spoken by POST and GET.', { allow: 'GET, POST' });
      }
      const credential = await authenticate(request.headers.authorization);
      if (!credential) return sendUnauthenticated(response);
      const body = request.method === 'POST' ? await readJson(request) : { ok: true as const, value: null };
      if (!body.ok) return sendGraphQLError(response, body.status, body.code, body.message);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method, headers: headersOf(request), search: searchOf(request), body: body.value },
        context: async () => createContext(credential),
      });
      await write(response, answer);
    },
    [Symbol.asyncDispose]: () => apollo.stop(),
  };
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

const searchOf = ({ url = '' }: IncomingMessage) => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

async function write(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): Promise<void> {
  response.writeHead(status ?? 200, { 'x-content-type-options': 'nosniff', ...Object.fromEntries(headers) });
  if (body.kind === 'chunked') for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end(body.kind === 'complete' ? body.string : undefined);
}
