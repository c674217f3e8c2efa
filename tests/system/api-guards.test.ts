import { request } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { RateLimit } from '../../src/access/rate-limit.js';
import { eventually } from '../support/eventually.js';
import { openFolder } from '../support/folder.js';
import { openHttpTransport, openSocketTransport, type Outcome } from '../support/transports.js';
import { KEY, openTestApi, post, type TestApi } from './api-fixture.js';

const LAB = 'https://lab.example.org';

/** The same operation both ways: HTTP's outcome, then the WebSocket's. */
async function bothWays(open: TestApi, payload: object): Promise<[Outcome, Outcome]> {
  await using socket = await openSocketTransport(open.url);
  return [await openHttpTransport(open.url).send(JSON.stringify(payload)), await socket.send(JSON.stringify(payload))];
}

const codes = (outcomes: readonly Outcome[]) => outcomes.map(({ errors }) => errors[0]?.extensions?.['code']);

describe('where requests may come from', () => {
  const statusOf = (open: TestApi, headers: Record<string, string>, method = 'GET') =>
    new Promise<[number, Record<string, unknown>]>((resolve, reject) => {
      request({ port: new URL(open.url).port, host: '127.0.0.1', path: '/graphql?query={hello}', method, headers: { 'apollo-require-preflight': 'yes', authorization: `Bearer ${KEY}`, ...headers }, agent: false }, (response) =>
        resolve([response.resume().statusCode!, response.headers]),
      ).once('error', reject).end();
    });
  const upgradeOf = (open: TestApi, headers: Record<string, string>) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(open.wsUrl, 'graphql-transport-ws', { headers });
      socket.once('open', () => (socket.terminate(), resolve(101)));
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode!));
      socket.on('error', () => {});
    });

  test.each([
    ['a program', {}, true],
    ['a listed page', { origin: LAB }, true],
    ['our own page', { host: 'twin.example.org', origin: 'https://twin.example.org' }, true],
    ['our own page on a port', { host: 'twin.example.org:8443', origin: 'https://twin.example.org:8443' }, true],
    ['our own page, where the port goes without saying', { host: 'twin.example.org:443', origin: 'https://twin.example.org' }, true],
    ['our own page, in capitals', { host: 'Twin.Example.ORG', origin: 'https://twin.example.org' }, true],
    ['another page', { origin: 'https://evil.example' }, false],
    ['a page from nowhere', { origin: 'null' }, false],
    ['a listed host on another port', { origin: `${LAB}:8443` }, false],
    ['a listed host without TLS', { origin: LAB.replace('https', 'http') }, false],
    ['a name that only begins like a listed one', { origin: `${LAB}.evil.example` }, false],
    ['an origin with a path', { origin: `${LAB}/` }, false],
    ['an origin that is none', { origin: 'lab.example.org' }, false],
  ])('%s with a key is treated accordingly, by HTTP and by WebSocket', async (_, headers, admitted) => {
    await using open = await openTestApi({ apiKey: KEY, config: { origins: [LAB] } });
    const [status, answer] = await statusOf(open, headers as Record<string, string>);
    expect([status, await upgradeOf(open, headers as Record<string, string>)]).toEqual(admitted ? [200, 101] : [403, 403]);
    expect(answer['access-control-allow-origin']).toBe((headers as { origin?: string }).origin === LAB ? LAB : undefined);
  });

  test('a listed page may send keys and read refusals, and another one is not told that it might', async () => {
    await using open = await openTestApi({ apiKey: KEY, config: { origins: [LAB] } });
    const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' };
    const [status, headers] = await statusOf(open, { origin: LAB, ...preflight }, 'OPTIONS');
    expect([status, headers['access-control-allow-origin'], headers['access-control-allow-headers'], headers['access-control-allow-methods']]).toEqual([204, LAB, 'authorization,content-type', 'GET,POST']);
    const [refused, other] = await statusOf(open, { origin: 'https://evil.example', ...preflight }, 'OPTIONS');
    expect([refused, Object.keys(other).filter((name) => name.startsWith('access-control'))]).toEqual([403, []]);
    const [unauthenticated, readable] = await statusOf(open, { origin: LAB, authorization: 'Bearer nonsense' });
    expect([unauthenticated, readable['access-control-allow-origin']]).toEqual([401, LAB]);
  });
});

describe('what browsers send without asking', () => {
  test.each([
    ['text/plain', 'POST', 415],
    ['application/x-www-form-urlencoded', 'POST', 415],
    ['multipart/form-data; boundary=x', 'POST', 415],
    ['text/plain', 'GET', 400],
    ['application/graphql; charset=odd', 'GET', 415],
  ])('as %s by %s is refused with %d', async (type, method, status) => {
    await using open = await openTestApi();
    const body = method === 'POST' ? { body: '{"query":"mutation { rename(name: \\"x\\") }"}' } : {};
    expect((await fetch(`${open.url}/graphql${method === 'GET' ? '?query={hello}' : ''}`, { method, headers: { 'content-type': type }, ...body })).status).toBe(status);
  });

  test('or a mutation by GET is refused', async () => {
    await using open = await openTestApi();
    const response = await fetch(`${open.url}/graphql?query=${encodeURIComponent('mutation { rename(name: "x") }')}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

test('a subscription by HTTP is told where to go', async () => {
  await using open = await openTestApi();
  const response = await post(open.url, { query: 'subscription { machine }' });
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('WebSocket')]);
});

test('the schema is shown where it may be, and otherwise neither it nor a name of it that was guessed', async () => {
  const guess = { query: '{ helo }' };
  const schema = { query: '{ __schema { queryType { name } } }' };
  await using open = await openTestApi();
  for (const { text } of await bothWays(open, guess)) expect(text).toContain('Did you mean \\"hello\\"?');
  for (const { data } of await bothWays(open, schema)) expect(data).toBeDefined();
  await using closed = await openTestApi({ config: { introspection: false } });
  for (const { text } of await bothWays(closed, guess)) expect(text).not.toContain('hello');
  expect(codes(await bothWays(closed, schema))).toEqual(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED']);
  expect((await fetch(`${closed.url}/graphiql`)).status).toBe(200);
});

describe('a list of allowed documents', () => {
  const ALLOWED = 'query Hello($name: String!) { hello(name: $name) }';
  const openWith = async (content: string) => {
    await using folder = await openFolder('documents');
    const allowedDocuments = join(folder.path, 'documents.json');
    writeFileSync(allowedDocuments, content);
    return await openTestApi({ config: { allowedDocuments } });
  };

  test.each([
    ['an array', JSON.stringify([ALLOWED])],
    ['what graphql-codegen writes', JSON.stringify({ '7a3c': ALLOWED })],
  ])('as %s is all that is answered, however it is spaced', async (_, content) => {
    await using open = await openWith(content);
    for (const query of [ALLOWED, `# hello\n${ALLOWED.replaceAll(' ', '\n  ')}`]) {
      for (const { data } of await bothWays(open, { query, variables: { name: 'Ada' } })) expect(data).toEqual({ hello: 'hello Ada' });
    }
    expect(codes(await bothWays(open, { query: '{ viewer }' }))).toEqual(['DOCUMENT_NOT_ALLOWED', 'DOCUMENT_NOT_ALLOWED']);
  });

  test.each([
    ['{', 'it is not JSON'],
    ['[]', 'it must be an array of documents'],
    ['[1]', 'it must be an array of documents'],
    ['["{ hello }", "{"]', 'document 2 of it is not GraphQL'],
  ])('that is %j keeps the server from starting, with the reason', async (content, reason) => {
    await expect(openWith(content)).rejects.toThrow(reason);
  });

  test('that is not there keeps the server from starting', async () => {
    await expect(openTestApi({ config: { allowedDocuments: '/nowhere/none.json' } })).rejects.toThrow('cannot be read');
  });
});

describe('a caller who has spent his points', () => {
  const spent: [string, number][] = [];
  const rateLimit = (seconds: number): RateLimit => ({
    spend: async (callerId, points) => (spent.push([callerId, points]), seconds),
    async [Symbol.asyncDispose]() {},
  });

  test('is told when to come back, and nothing is executed', async () => {
    await using open = await openTestApi({ rateLimit: rateLimit(6.2) });
    const response = await post(open.url, { query: '{ broken }' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    const outcomes = await bothWays(open, { query: '{ broken }' });
    for (const { errors } of outcomes) expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 7 } }]);
    expect(open.log.filter(({ msg }) => msg === 'internal error')).toEqual([]);
  });

  test('is told when an operation costs more than he will ever have', async () => {
    await using open = await openTestApi({ rateLimit: rateLimit(Infinity) });
    const response = await post(open.url, { query: '{ broken }' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([400, null]);
    const outcomes = await bothWays(open, { query: '{ broken }' });
    for (const { errors } of outcomes) expect(errors).toMatchObject([{ message: expect.stringContaining('more than anybody may spend in a minute'), extensions: { code: 'COST_LIMIT_EXCEEDED' } }]);
  });

  test('pays for each operation once, a subscription when it begins', async () => {
    await using open = await openTestApi({ rateLimit: rateLimit(0) });
    spent.length = 0;
    await bothWays(open, { query: '{ hello }' });
    await using socket = await openSocketTransport(open.url);
    await socket.send('{"query":"subscription { machine }"}');
    // The last is that of the transport, which asks whether the subscription has begun.
    expect(spent.map(([callerId]) => callerId)).toEqual(['local', 'local', 'local', 'local']);
  });
});

describe('a document that is refused', () => {
  const refused: [what: string, query: string][] = [['one of another schema', '{ nothing }'], ['half a one', '{'], ['one of too many tokens', `{ ${'a '.repeat(2_000)} }`]];
  const limitOf = (seconds: number, spent: number[] = []): RateLimit => ({ spend: async (_, points) => (spent.push(points), seconds), async [Symbol.asyncDispose]() {} });

  test.each(refused)('as %s costs ten points either way', async (_, query) => {
    const spent: number[] = [];
    await using open = await openTestApi({ rateLimit: limitOf(0, spent) });
    expect(codes(await bothWays(open, { query }))).not.toContain('RATE_LIMITED');
    expect(spent).toEqual([10, 10]);
  });

  test.each(refused)('as %s is not told of to a caller who has spent his points', async (_, query) => {
    await using open = await openTestApi({ rateLimit: limitOf(6.2) });
    const response = await post(open.url, { query });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    for (const { errors } of await bothWays(open, { query })) expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 7 } }]);
  });
});

test('an answer that takes too long is given up', async () => {
  await using open = await openTestApi({ deadlineMs: 200 });
  const outcomes = await bothWays(open, { query: '{ slow(milliseconds: 5000) }' });
  expect(codes(outcomes)).toEqual(['TIMEOUT', 'TIMEOUT']);
  expect(outcomes[0].status).toBe(504);
  for (const { data } of await bothWays(open, { query: '{ slow(milliseconds: 1) }' })) expect(data).toEqual({ slow: 'late' });
});

test('a subscription may last longer than an answer', async () => {
  await using open = await openTestApi({ deadlineMs: 200 });
  const client = createClient({ url: open.wsUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
  const events = client.iterate({ query: 'subscription { machine }' });
  const first = events.next();
  await eventually(() => open.live.subscribers === 1);
  expect((await post(open.url, { query: '{ slow(milliseconds: 5000) }' })).status).toBe(504);
  open.bus.publish([{ name: 'machineStatusChanged', position: 1, machineId: 7 }]);
  expect((await first).value).toEqual({ data: { machine: 7 } });
  await client.dispose();
});

test('when nobody can tell who asks, it is a fault of ours, and for a while', async () => {
  await using open = await openTestApi({ authenticate: () => Promise.reject(new Error('the password of the database is 1234')) });
  for (const response of [await post(open.url, { query: '{ hello }' }), await fetch(`${open.url}/metrics`)]) {
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const text = await response.text();
    expect(text).toContain('SERVICE_UNAVAILABLE');
    expect(text).not.toContain('password');
  }
});
