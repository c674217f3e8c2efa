import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { eventually } from '../support/eventually.js';
import { authenticateByName } from './access-callers.js';
import { asked, KEY, openTestApi, post, type TestApi } from './api-fixture.js';
import { createDirectory } from './directory.js';

let open: TestApi;
beforeAll(async () => {
  open = await openTestApi();
});
afterAll(async () => open[Symbol.asyncDispose]());

const errors = async (response: Response) => ((await response.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors;

/** A request with headers that fetch does not let one set. */
const statusOf = (path: string, headers: Record<string, string>, port = new URL(open.url).port) =>
  new Promise<number>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers, agent: false }, (response) => resolve(response.resume().statusCode!)).once('error', reject).end();
  });

test('whoever loses his access while he sends is refused, and nothing is done', async () => {
  const directory = createDirectory();
  let shown = 0;
  await using slow = await openTestApi({ authenticate: (authorization) => directory.authenticate(authorization).finally(() => (shown += 1)) });
  const credential = (await directory.authenticate('Bearer him'))!;
  const before = asked.slow;
  const sending = request({ port: new URL(slow.url).port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer him' }, agent: false });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  sending.write('{"query":');
  await eventually(() => shown === 1);
  directory.revoke('him');
  await eventually(async () => (await credential.confirm()) === null);
  sending.end('"{ slow(milliseconds: 1) }"}');
  const [response] = await answered;
  expect([response.statusCode, await text(response)]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  expect(asked.slow).toBe(before);
});

describe('GraphQL over HTTP', () => {
  test('answers queries and mutations, each with a context of its own', async () => {
    const answer = await post(open.url, { query: 'query($name: String!) { hello(name: $name) }', variables: { name: 'Ada' } });
    expect([answer.status, await answer.json()]).toEqual([200, { data: { hello: 'hello Ada' } }]);
    expect(await (await post(open.url, { query: 'mutation { rename(name: "x") }' })).json()).toEqual({ data: { rename: 'x' } });
    const serial = async () => ((await (await post(open.url, { query: '{ serial }' })).json()) as { data: { serial: number } }).data.serial;
    expect(await serial()).toBeLessThan(await serial());
    const byGet = await fetch(`${open.url}/graphql?query=${encodeURIComponent('{ hello }')}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await byGet.json()).toEqual({ data: { hello: 'hello world' } });
  });

  const audits = serverAudits({
    url: () => `${open.url}/graphql`,
    fetchFn: (url: string, init?: RequestInit) => fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': 'yes' } }),
  });

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('keeps to the specification: %s', async (_, audit) => {
    const { status } = await audit.fn();
    expect(status).not.toBe('error');
  });

  test('leaves three recommendations of the specification aside: it says 400 to those who want application/json too', async () => {
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    expect(results.filter(({ status }) => status === 'ok').length).toBeGreaterThanOrEqual(57);
    expect(results.filter(({ status }) => status !== 'ok').map(({ id, status }) => `${id} ${status}`)).toEqual(['572B warn', 'FDE2 warn', '7B9B warn']);
  });

  test.each([
    ['a body that is not JSON', () => post(open.url, '{"query":'), 400, 'BAD_REQUEST'],
    ['a body that is not UTF-8', () => fetch(`${open.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.from([0x22, 0xff, 0x22]) }), 400, 'BAD_REQUEST'],
    ['an empty body', () => post(open.url, ''), 400, 'BAD_REQUEST'],
    ['an array of operations', () => post(open.url, [{ query: '{ hello }' }]), 400, 'BAD_REQUEST'],
    ['another content type', () => post(open.url, { query: '{ hello }' }, { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another charset', () => post(open.url, { query: '{ hello }' }, { 'content-type': 'application/json; charset=utf-16le' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', () => post(open.url, { query: '{ hello }' }, { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['more than a megabyte', () => post(open.url, { query: `{ hello(name: "${'x'.repeat(1024 * 1024)}") }` }), 413, 'PAYLOAD_TOO_LARGE'],
    ['what browsers send without asking', () => fetch(`${open.url}/graphql?query={hello}`), 400, 'BAD_REQUEST'],
    ['another method', () => fetch(`${open.url}/graphql`, { method: 'DELETE' }), 405, 'BAD_REQUEST'],
    ['a document that is not GraphQL', () => post(open.url, { query: '{' }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', () => post(open.url, { query: '{ nothing }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of another type', () => post(open.url, { query: 'query($name: String!) { hello(name: $name) }', variables: { name: 1 } }), 400, 'BAD_USER_INPUT'],
    ['a persisted query', () => post(open.url, { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }), 200, 'PERSISTED_QUERY_NOT_SUPPORTED'],
  ] as const)('refuses %s', async (_, send, status, code) => {
    const response = await send();
    expect([response.status, (await errors(response))[0]?.extensions.code]).toEqual([status, code]);
  });

  test('takes exactly a megabyte', async () => {
    const frame = JSON.stringify({ query: '{ hello }', variables: { x: '' } });
    expect((await post(open.url, frame.replace('""', `"${'x'.repeat(1024 * 1024 - frame.length)}"`))).status).toBe(200);
  });

  test('shows errors that were meant for the client and masks the others under the id that they are logged with', async () => {
    expect((await errors(await post(open.url, { query: '{ missing }' })))[0]).toMatchObject({ message: 'there is no such machine', path: ['missing'], extensions: { code: 'NOT_FOUND' } });
    const text = await (await post(open.url, { query: '{ broken }' })).text();
    expect(text).not.toMatch(/password|stack|\.js/);
    const [error] = (JSON.parse(text) as { errors: { message: string; extensions: object }[] }).errors;
    expect(error).toMatchObject({ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    const [, id] = /^Internal error ([0-9a-f]{12})$/.exec(error!.message)!;
    expect(open.log.filter(({ errorId }) => errorId === id)).toMatchObject([{ level: 50, err: { message: 'the password of the database is 1234' } }]);
  });
});

describe('everything else over HTTP', () => {
  test('is a landing page, or a refusal in JSON', async () => {
    const landing = await fetch(open.url);
    expect([landing.status, landing.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await landing.text()).toContain('href="/graphiql"');
    for (const path of ['/nothing', '/graphql/x', '/__proto__', '//', '/%']) {
      const response = await fetch(`${open.url}${path}`);
      expect([response.status, await response.json()]).toEqual([404, { error: 'not found' }]);
    }
    const posted = await fetch(open.url, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await fetch(`${open.url}/live`, { method: 'HEAD' })).status).toBe(200);
  });

  test('is live, ready and counted', async () => {
    expect(await (await fetch(`${open.url}/live`)).json()).toMatchObject({ live: true });
    expect(await (await fetch(`${open.url}/ready`)).json()).toEqual({ ready: true, checks: {} });
    open.metrics.rejections.inc({ reason: 'UNKNOWN_TOPIC' }, 3);
    using _stream = { stream: open.live.stream('messageRejected'), [Symbol.dispose]() { void this.stream.return?.(); } };
    const metrics = await (await fetch(`${open.url}/metrics`)).text();
    for (const line of ['thermograph_rejections_total{reason="UNKNOWN_TOPIC"} 3', 'thermograph_subscribers 1', 'process_cpu_seconds_total']) expect(metrics).toContain(line);
  });

  test.each([['VIEWER', 200], ['VIEWER@1,2', 403], ['ADMIN@1', 403], ['DEVICE:FRZ-1', 403]])('shows its figures to %s with %d', async (key, status) => {
    await using other = await openTestApi({ authenticate: authenticateByName });
    const response = await fetch(`${other.url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(status === 200 ? 'process_cpu_seconds_total' : 'only for callers who are bound to no site');
  });

  test('is not ready with 503 and the reason', async () => {
    await using other = await openTestApi({ ready: async () => ({ ready: false, checks: { database: { status: 'FAILED', detail: 'no answer within 1000 ms' } } }) });
    const response = await fetch(`${other.url}/ready`);
    expect([response.status, await response.json()]).toEqual([503, { ready: false, checks: { database: { status: 'FAILED', detail: 'no answer within 1000 ms' } } }]);
  });

  test('that fails is masked too', async () => {
    await using other = await openTestApi({ ready: () => Promise.reject(new Error('the password of the database is 1234')) });
    const response = await fetch(`${other.url}/ready`);
    expect([response.status, await response.json()]).toEqual([500, { error: expect.stringMatching(/^Internal error [0-9a-f]{12}$/) }]);
  });

  test('understands a client that would rather speak HTTP/2', async () => {
    expect(await statusOf('/live', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' })).toBe(200);
  });
});

describe('without a key', () => {
  test('the server says that it serves its own machine only', () => {
    expect(open.log.filter(({ level, msg }) => level === 40 && /No access is configured .*: only this machine/.test(String(msg)))).toHaveLength(1);
  });

  test('whoever is on the machine is its administrator', async () => {
    expect(await (await post(open.url, { query: '{ viewer }' })).json()).toEqual({ data: { viewer: 'local ADMIN' } });
  });

  test.each([
    ['a page of another name that points to this machine', { host: 'evil.example:4000' }, 403],
    ['a name that only begins like this machine', { host: 'localhost.evil.example' }, 403],
    ['a page of another origin', { host: 'localhost:4000', origin: 'http://evil.example' }, 403],
    ['a page of another port', { host: 'localhost:4000', origin: 'http://localhost:5000' }, 403],
    ['a page from nowhere', { host: 'localhost:4000', origin: 'null' }, 403],
    ['its own page', { host: 'localhost:4000', origin: 'http://localhost:4000' }, 200],
    ['its own page by number', { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000' }, 200],
    ['a program', { host: '[::1]:4000' }, 200],
  ])('it answers %s accordingly', async (_, headers, status) => {
    expect(await statusOf('/graphql?query={hello}', { 'apollo-require-preflight': 'yes', ...headers })).toBe(status);
  });
});

describe('with a key', () => {
  test.each([
    ['none', {}, 401],
    ['another', { authorization: `Bearer ${KEY.toUpperCase()}` }, 401],
    ['a part of it', { authorization: `Bearer ${KEY.slice(1)}` }, 401],
    ['it in another scheme', { authorization: `Basic ${KEY}` }, 401],
    ['it', { authorization: `Bearer ${KEY}` }, 200],
    ['it, spelled as it pleases', { authorization: `bearer  ${KEY} ` }, 200],
  ])('a caller who shows %s is treated accordingly', async (_, headers, status) => {
    await using other = await openTestApi({ apiKey: KEY });
    const response = await post(other.url, { query: '{ viewer }' }, headers as Record<string, string>);
    expect(response.status).toBe(status);
    if (status === 200) expect(await response.json()).toEqual({ data: { viewer: 'first-key ADMIN' } });
    else expect((await errors(response))[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await fetch(`${other.url}/metrics`, { headers: headers as Record<string, string> })).status).toBe(status);
    for (const path of ['/live', '/ready', '/', '/graphiql']) expect((await fetch(`${other.url}${path}`)).status).toBe(200);
  });

  test('other names are served', async () => {
    await using other = await openTestApi({ apiKey: KEY });
    expect(await statusOf('/graphql?query={hello}', { host: 'thermograph.example', 'apollo-require-preflight': 'yes', authorization: `Bearer ${KEY}` }, new URL(other.url).port)).toBe(200);
    expect(other.log.filter(({ msg }) => /THERMOGRAPH_API_KEY/.test(String(msg)))).toEqual([]);
  });
});
