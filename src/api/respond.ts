import type { ServerResponse } from 'node:http';

type Headers = Record<string, string>;

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Headers = {}): void {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`, { 'cache-control': 'no-store', ...headers });
}

/** A refusal on the way to GraphQL, in the form that GraphQL clients read. */
export function sendGraphQLError(response: ServerResponse, status: number, code: string, message: string, headers: Headers = {}): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] }, headers);
}

export function sendUnauthenticated(response: ServerResponse): void {
  sendGraphQLError(response, 401, 'UNAUTHENTICATED', 'Send the header `Authorization: Bearer <key>`.', { 'www-authenticate': 'Bearer' });
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Headers = {}): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), 'x-content-type-options': 'nosniff', ...headers });
  response.end(body);
}
