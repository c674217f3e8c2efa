import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { asked, openTestApi, post, type TestApi } from './api-fixture.js';

const CALLERS = 50;

/** One request over a connection that is kept: what the answer says of the connection. */
async function connectionHeader(api: TestApi, agent: Agent): Promise<string | undefined> {
  const [response] = (await once(request(`${api.url}/live`, { agent }).end(), 'response')) as [IncomingMessage];
  response.resume();
  return response.headers.connection;
}

test('a server that is about to end serves on for a while, and says in each answer that it is the last of its connection', async () => {
  await using api = await openTestApi();
  const agent = new Agent({ keepAlive: true });
  expect(await connectionHeader(api, agent)).toBe('keep-alive');
  const before = asked.slow;
  const running = post(api.url, { query: '{ slow(milliseconds: 300) }' });
  await eventually(() => asked.slow > before);

  let over = false;
  const drained = api.api.drain(1_000).then(() => (over = true));
  expect(await connectionHeader(api, agent)).toBe('close');
  expect(await connectionHeader(api, agent)).toBe('close');
  const answer = await running;
  expect([await answer.json(), answer.headers.get('connection')]).toEqual([{ data: { slow: 'late' } }, 'close']);
  expect(over).toBe(false);
  await drained;
  agent.destroy();
});

test('who has connected before it ends is answered, and would see a reset if it did not look who waits to be accepted', async () => {
  for (const [drain, answered] of [[true, true], [false, false]] as const) {
    const api = await openTestApi();
    const callers = await connectMany(api);
    const answers = Promise.all(callers.map((socket) => text(socket).catch((error: Error) => error.message)));
    if (drain) await api.api.drain(0);
    await api[Symbol.asyncDispose]();
    expect((await answers).every((answer) => answer.startsWith('HTTP/1.1 200'))).toBe(answered);
  }
});

/** Connections with a request on them, most of which the server has not accepted yet. */
async function connectMany({ url }: TestApi): Promise<Socket[]> {
  const sockets = Array.from({ length: CALLERS }, () => connect(Number(new URL(url).port), '127.0.0.1'));
  for (const socket of sockets) socket.write('GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}
