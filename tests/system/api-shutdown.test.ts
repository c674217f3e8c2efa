import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { eventually } from '../support/eventually.js';
import { accepts } from '../support/server.js';
import { asked, openTestApi, post, type TestApi } from './api-fixture.js';

const openSocket = async (api: TestApi) => {
  const socket = new WebSocket(api.wsUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.send('{"id":"1","type":"subscribe","payload":{"query":"subscription { machine }"}}');
  return socket;
};
const slow = (milliseconds: number) => ({ query: `{ slow(milliseconds: ${milliseconds}) }` });

test('a server that ends says goodbye to the WebSockets, finishes the requests that run and takes no more', async () => {
  const api = await openTestApi();
  const port = Number(new URL(api.url).port);
  const socket = await openSocket(api);
  const agent = new Agent({ keepAlive: true });
  const idle = request(`${api.url}/live`, { agent }).end();
  const [response] = (await once(idle, 'response')) as [IncomingMessage];
  response.resume();
  const before = asked.slow;
  const running = post(api.url, slow(500));
  await eventually(() => api.live.subscribers === 1 && asked.slow > before);

  const startedAt = performance.now();
  const closed = once(socket, 'close');
  const ended = api[Symbol.asyncDispose]();
  expect(await accepts(port)).toBe(false);
  expect((await closed)[0]).toBe(1001);
  expect(await (await running).json()).toEqual({ data: { slow: 'late' } });
  await ended;
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(api.live.subscribers).toBe(0);
  agent.destroy();
});

test('a server that ends waits three seconds for a WebSocket that does not answer, and ten for a request', async () => {
  const api = await openTestApi();
  const port = Number(new URL(api.url).port);
  const deaf = await openSocket(api);
  deaf.pause();
  const upgrade = connect(port, '127.0.0.1').on('error', () => {});
  upgrade.write('GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n');
  const before = asked.slow;
  const endless = post(api.url, slow(60_000)).catch((error: Error) => error.message);
  await eventually(() => api.live.subscribers === 1 && asked.slow > before);

  const startedAt = performance.now();
  const ended = api[Symbol.asyncDispose]();
  await eventually(() => api.live.subscribers === 0);
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  await ended;
  expect(performance.now() - startedAt).toBeGreaterThan(9_000);
  expect(performance.now() - startedAt).toBeLessThan(11_000);
  expect(await endless).toBe('fetch failed');
  deaf.terminate();
  upgrade.destroy();
});

test('a server whose port is taken does not start, and leaves nothing behind', async () => {
  await using api = await openTestApi();
  const port = Number(new URL(api.url).port);
  await expect(openTestApi({ config: { host: '127.0.0.1', port, access: false } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect((await post(api.url, { query: '{ hello }' })).status).toBe(200);
});
