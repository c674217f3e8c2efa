import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import cors from 'cors';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate, Credential } from '../access/credential.js';
import type { Logger } from '../log.js';
import { createPayment, documentStoreOf, executeBy, statusOf } from './apollo.js';
import { readJson } from './body.js';
import { confirm, identify } from './caller.js';
import { within } from './deadline.js';
import { tookTooLong, type MaskError } from './errors.js';
import { createExecute } from './execution/execute.js';
import type { Guards } from './guards.js';
import { LIMITS } from './limits.js';
import { sendGraphQLError, sendGraphQLErrors } from './respond.js';

export interface GraphQLHttpOptions {
  schema: GraphQLSchema;
  createContext: (caller: Pick<Credential, 'id' | 'viewer'>) => object;
  authenticate: Authenticate;
  guards: Guards;
  introspection: boolean;
  /** Whose pages may read our answers, beside our own. */
  origins: readonly string[];
  /** How long an answer may take. */
  deadlineMs: number;
  mask: MaskError;
  log: Logger;
}

export interface GraphQLHttp extends AsyncDisposable {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * GraphQL over HTTP by Apollo Server, each request with a context of its own. A document is checked before Apollo sees it,
 * and Apollo finds it in the store of those that were: so the guards are the same as a WebSocket's, and stand in their order.
 */
export async function openGraphQLHttp({ schema, createContext, guards, introspection, origins, deadlineMs, mask, ...options }: GraphQLHttpOptions): Promise<GraphQLHttp> {
  const payment = createPayment(guards);
  const apollo = new ApolloServer({
    gateway: executeBy(schema, createExecute(schema)),
    logger: options.log,
    formatError: mask,
    introspection,
    documentStore: documentStoreOf(guards),
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: LIMITS.errors },
    executionOptions: { maxCoercionErrors: LIMITS.errors },
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // The one for cache control would put itself before every field, and no field of ours says how long it may be kept.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled(), payment.plugin],
  });
  await apollo.start();
  const share = cors({ origin: [...origins], methods: ['GET', 'POST'], exposedHeaders: ['retry-after', 'www-authenticate'], maxAge: 600 });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST' && request.method !== 'GET') return sendGraphQLError(response, 405, 'BAD_REQUEST', 'GraphQL is spoken by POST and GET.', { allow: 'GET, POST' });
    const shown = await identify(request, response, options);
    if (!shown) return;
    const body = request.method === 'POST' ? await readJson(request) : { ok: true as const, value: null };
    if (!body.ok) return sendGraphQLError(response, body.status, body.code, body.message);
    const asked: HTTPGraphQLRequest = { method: request.method, headers: headersOf(request), search: searchOf(request), body: body.value };
    // A body may take its time.
    const credential = await confirm(shown, response, options);
    if (!credential) return;
    const text = textOf(asked);
    const checked = text ? guards.check(text) : null;
    if (checked && !('kind' in checked)) {
      const spent = await guards.chargeRefusal(credential.id);
      if (!spent) return sendGraphQLErrors(request, response, 400, checked.map((error) => mask(error.toJSON(), error)));
      const { status, headers } = statusOf(spent);
      return sendGraphQLErrors(request, response, status, [spent.toJSON()], Object.fromEntries(headers));
    }
    payment.expect(asked, credential.id);
    const answered = apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: asked, context: async () => createContext(credential) });
    const result = await within(deadlineMs, answered, () => null);
    if (!result) return sendGraphQLErrors(request, response, 504, [tookTooLong().toJSON()]);
    await write(response, result);
  };
  return {
    handle: (request, response) => new Promise((resolve, reject) => {
      // A preflight is answered there, and goes no further.
      if (request.method === 'OPTIONS') response.once('close', resolve);
      share(request, response, () => answer(request, response).then(resolve, reject));
    }),
    [Symbol.asyncDispose]: () => apollo.stop(),
  };
}

/** What Apollo will take for the document; where it will not take it, its refusal is the right one. */
function textOf({ method, search, body }: HTTPGraphQLRequest): string | null {
  if (method === 'GET') return new URLSearchParams(search).get('query');
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : null;
  return typeof query === 'string' ? query : null;
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

const searchOf = ({ url = '' }: IncomingMessage) => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

async function write(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): Promise<void> {
  const fixed = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...Object.fromEntries(headers) };
  if (body.kind === 'complete') {
    // As one text with its head: a copy of it as bytes would be written beside the head.
    response.writeHead(status ?? 200, { ...fixed, 'content-length': Buffer.byteLength(body.string) }).end(body.string);
  } else {
    response.writeHead(status ?? 200, fixed);
    for await (const chunk of body.asyncIterator) response.write(chunk);
    response.end();
  }
}
