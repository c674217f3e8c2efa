import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';

type Headers = Record<string, string>;

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Headers = {}): void {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`, { 'cache-control': 'no-store', ...headers });
}

/** A refusal on the way to GraphQL, in the form that GraphQL clients read. */
export function sendGraphQLError(response: ServerResponse, status: number, code: string, message: string, headers: Headers = {}): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] }, headers);
}

/** What GraphQL itself refuses, in the media type that GraphQL over HTTP has for it, if the client knows it. */
export function sendGraphQLErrors(request: IncomingMessage, response: ServerResponse, status: number, errors: readonly GraphQLFormattedError[], headers: Headers = {}): void {
  const type = /\bapplication\/graphql-response\+json\b/i.test(request.headers.accept ?? '') ? 'application/graphql-response+json' : 'application/json';
  send(response, status, `${type}; charset=utf-8`, `${JSON.stringify({ errors })}\n`, { 'cache-control': 'no-store', ...headers });
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Headers = {}): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), 'x-content-type-options': 'nosniff', ...headers });
  response.end(body);
}
