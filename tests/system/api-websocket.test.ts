import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { MOST_WAITING } from '../../src/live/backlog.js';
import { eventually } from '../support/eventually.js';
import { KEY, openTestApi, type TestApi } from './api-fixture.js';
import { machineStatus, Peer } from './websocket-peer.js';

let open: TestApi;
beforeAll(async () => {
  open = await openTestApi();
});
afterAll(async () => open[Symbol.asyncDispose]());

const subscribed = (count: number) => eventually(() => open.live.subscribers === count);
const masked = { message: expect.stringMatching(/^Internal error [0-9a-f]{12}$/), extensions: { code: 'INTERNAL_SERVER_ERROR' } };

describe('GraphQL over WebSocket', () => {
  test('brings each event to each subscriber once, until he leaves', async () => {
    await using one = await Peer.welcome(open.wsUrl);
    await using other = await Peer.welcome(open.wsUrl);
    one.run('a', 'subscription { machine }');
    one.run('b', 'subscription { machine }');
    other.run('a', 'subscription { machine }');
    await subscribed(3);
    open.bus.publish([machineStatus(1), machineStatus(2)]);
    const next = (id: string, machine: number) => ({ id, type: 'next', payload: { data: { machine } } });
    await eventually(() => one.received.length === 5 && other.received.length === 3);
    expect([one.about('a'), one.about('b'), other.about('a')]).toEqual(['a', 'b', 'a'].map((id) => [next(id, 1), next(id, 2)]));

    one.send({ id: 'a', type: 'complete' });
    await subscribed(2);
    open.bus.publish([machineStatus(3)]);
    await eventually(() => one.about('b').length === 3 && other.about('a').length === 3);
    expect(one.about('a')).toHaveLength(2);
    other.socket.close();
    await subscribed(1);
    one.socket.terminate();
    await subscribed(0);
  });

  test('is understood by the usual client', async () => {
    const client = createClient({ url: open.wsUrl, webSocketImpl: WebSocket });
    const events = client.iterate<{ machine: number }>({ query: 'subscription { machine }' });
    const first = events.next();
    await subscribed(1);
    open.bus.publish([machineStatus(42)]);
    expect(await first).toEqual({ value: { data: { machine: 42 } }, done: false });
    await events.return?.();
    await subscribed(0);
    await client.dispose();
  });

  test('answers queries and mutations too, each with a context of its own', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('1', 'query($name: String!) { hello(name: $name) serial }', { variables: { name: 'Ada' } });
    peer.run('2', 'query A { serial } query B { viewer serial }', { operationName: 'B' });
    await eventually(() => peer.received.filter(({ type }) => type === 'complete').length === 2);
    const [one, two] = ['1', '2'].map((id) => (peer.about(id)[0]!.payload as { data: { hello?: string; viewer?: string; serial: number } }).data);
    expect(one!.hello).toBe('hello Ada');
    expect(two!.viewer).toBe('local ADMIN');
    expect(one!.serial).not.toBe(two!.serial);
  });

  test.each([
    ['is not GraphQL', '{', {}, 'GRAPHQL_PARSE_FAILED'],
    ['asks for an unknown field', '{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['has no such operation', 'query A { hello }', { operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['has two operations and names none', 'query A { hello } query B { hello }', {}, 'OPERATION_RESOLUTION_FAILURE'],
  ])('refuses a document that %s, and the connection lives on', async (_, query, more, code) => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('1', query, more);
    const { type, payload } = await peer.next(({ id }) => id === '1');
    expect([type, payload]).toEqual(['error', [expect.objectContaining({ extensions: { code } })]]);
    peer.run('1', '{ hello }');
    await peer.next(({ type }) => type === 'complete');
  });

  test('refuses a variable of another type', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('1', 'query($name: String!) { hello(name: $name) }', { variables: { name: 1 } });
    expect((await peer.next(({ id }) => id === '1')).payload).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })] });
  });

  test('shows errors that were meant for the client and masks the others, wherever they come from', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('missing', '{ missing }');
    peer.run('broken', '{ broken }');
    for (const field of ['brokenStart', 'brokenEvent', 'brokenStream']) peer.run(field, `subscription { ${field} }`);
    await subscribed(2);
    open.bus.publish([machineStatus(1)]);
    const first = async (each: string) => (await peer.next(({ id }) => id === each)).payload;
    expect(await first('missing')).toMatchObject({ errors: [{ message: 'there is no such machine', extensions: { code: 'NOT_FOUND' } }] });
    for (const id of ['broken', 'brokenEvent', 'brokenStart']) expect(await first(id)).toMatchObject({ errors: [{ ...masked, path: [id] }] });
    expect(await first('brokenStream')).toEqual([masked]);
    expect(JSON.stringify(peer.received)).not.toContain('password');
    const ids = [...JSON.stringify(peer.received).matchAll(/Internal error ([0-9a-f]{12})/g)].map(([, id]) => id);
    expect(open.log.filter(({ errorId }) => ids.includes(errorId as string)).map(({ err }) => (err as Error).message)).toEqual(ids.map(() => 'the password of the database is 1234'));
  });

  test('lets a connection run a hundred operations at a time, and refuses only the one beyond', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    for (let count = 1; count <= 101; count++) peer.run(String(count), 'subscription { machine }');
    expect((await peer.next(({ type }) => type === 'error')).payload).toEqual([expect.objectContaining({ extensions: { code: 'TOO_MANY_OPERATIONS' } })]);
    await subscribed(100);
    expect(peer.about('101')).toHaveLength(1);
  });

  test('lets a subscriber go who does not read, and brings the others everything', async () => {
    await using slow = await Peer.welcome(open.wsUrl);
    await using quick = await Peer.welcome(open.wsUrl);
    slow.run('1', 'subscription { long }');
    quick.run('1', 'subscription { machine }');
    await subscribed(2);
    slow.socket.pause();
    let sent = 0;
    while (open.live.subscribers === 2) {
      open.bus.publish(Array.from({ length: 500 }, () => machineStatus(++sent)));
      await eventually(() => quick.about('1').length === sent);
      expect(sent).toBeLessThan(3 * MOST_WAITING);
    }
    slow.socket.resume();
    expect((await slow.next(({ type }) => type === 'error')).payload).toEqual([expect.objectContaining({ message: expect.stringContaining('resume'), extensions: { code: 'SUBSCRIBER_TOO_SLOW' } })]);
    slow.run('2', '{ hello }');
    await slow.next(({ id, type }) => id === '2' && type === 'complete');
    expect(quick.about('1').map(({ payload }) => (payload as { data: { machine: number } }).data.machine)).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
  });
});

describe('a WebSocket', () => {
  test.each([
    ['/other', {}, '404'],
    ['/graphql', { origin: 'http://evil.example' }, '403'],
    ['/graphql', { host: 'evil.example', origin: 'http://evil.example' }, '403'],
  ])('to %s with %j is refused with %s', async (path, headers, code) => {
    await expect(Peer.connect(`${open.api.url.replace('http', 'ws')}${path}`, { headers: headers as Record<string, string> })).rejects.toThrow(code);
  });

  test('of the own page is served', async () => {
    await using peer = await Peer.connect(open.wsUrl, { headers: { origin: open.url } });
    expect(peer.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('that is no WebSocket after all is refused', async () => {
    const answer = request(`${open.url}/graphql`, { headers: { connection: 'upgrade', upgrade: 'websocket' }, agent: false }).end();
    const [response] = (await once(answer, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(400);
  });

  test.each([
    ['no key', undefined, 4403],
    ['another key', { authorization: 'Bearer nonsense' }, 4403],
    ['the key', { authorization: `Bearer ${KEY}` }, 'first-key ADMIN'],
    ['the key, as a browser may spell it', { Authorization: `Bearer ${KEY}` }, 'first-key ADMIN'],
  ])('that shows %s where one is asked for is treated accordingly', async (_, payload, outcome) => {
    await using other = await openTestApi({ apiKey: KEY });
    await using peer = await Peer.connect(other.wsUrl);
    peer.send({ type: 'connection_init', payload });
    if (outcome === 4403) return expect((await peer.closed)[0]).toBe(4403);
    await peer.next(({ type }) => type === 'connection_ack');
    peer.run('1', '{ viewer }');
    expect((await peer.next(({ id }) => id === '1')).payload).toEqual({ data: { viewer: outcome } });
  });
});
