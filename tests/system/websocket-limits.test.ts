import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { SOCKET_LIMITS } from '../../src/api/socket-limits.js';
import { eventually } from '../support/eventually.js';
import { asked, openTestApi, post } from './api-fixture.js';
import { createDirectory } from './directory.js';
import { machineStatus, Peer } from './websocket-peer.js';

// The server lives in this process, and so do those who attack it: both ends of each connection are counted.
const fileDescriptors = () => readdirSync('/proc/self/fd').length;
const MACHINE = 'subscription { machine }';

/** Asks on a socket of his own, again and again, while the others do what they do. */
async function stillAnswers(bystander: Peer, attack: Promise<unknown>): Promise<void> {
  let over = false;
  let answers = 0;
  const ended = attack.finally(() => {
    over = true;
  });
  while (!over) {
    const id = `still there ${++answers}`;
    bystander.run(id, '{ hello }');
    expect((await bystander.next((message) => message.id === id)).type).toBe('next');
  }
  await ended;
  expect(answers).toBeGreaterThan(0);
}

describe('while it is attacked, a server answers the others and keeps nothing of the attack:', () => {
  test.each<[string, (wsUrl: string) => Promise<void>]>([
    [
      '2,000 WebSockets that never say who they are are closed with 4408',
      async (wsUrl) => {
        const peers = await Promise.all(Array.from({ length: 2_000 }, () => Peer.connect(wsUrl)));
        const codes = await Promise.all(peers.map(async ({ closed }) => (await closed)[0]));
        expect(codes).toEqual(Array.from({ length: 2_000 }, () => 4408));
      },
    ],
    [
      '200 connections with 2,000 headers each are refused with 431, for a WebSocket and for a page',
      async (wsUrl) => {
        const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => sendHeaders(Number(new URL(wsUrl).port), 2_000, index % 2 === 0)));
        expect(answers).toEqual(Array.from({ length: 200 }, () => 'HTTP/1.1 431 Request Header Fields Too Large'));
      },
    ],
    [
      'a message of 10 MB closes with 1009',
      async (wsUrl) => {
        await using peer = await Peer.welcome(wsUrl);
        peer.send('x'.repeat(10 * 1024 * 1024));
        expect((await peer.closed)[0]).toBe(1009);
      },
    ],
    [
      'a message in fragments of one byte closes with 1008',
      async (wsUrl) => {
        await using peer = await Peer.welcome(wsUrl);
        for (let index = 0; index < 20_000; index++) peer.socket.send('x', { fin: false });
        expect((await peer.closed)[0]).toBe(1008);
      },
    ],
    [
      '10,000 times subscribe and complete on one socket closes with 1008',
      async (wsUrl) => {
        await using peer = await Peer.welcome(wsUrl);
        for (let index = 0; index < 10_000; index++) {
          peer.run(String(index), MACHINE);
          peer.send({ id: String(index), type: 'complete' });
        }
        expect(await peer.closed).toEqual([1008, 'Policy violation: too many messages']);
      },
    ],
    [
      'as many times with one id closes with 1008 too',
      async (wsUrl) => {
        await using peer = await Peer.welcome(wsUrl);
        for (let index = 0; index < 10_000; index++) {
          peer.run('1', '{ slow(milliseconds: 100) }');
          peer.send({ id: '1', type: 'complete' });
        }
        expect((await peer.closed)[0]).toBe(1008);
      },
    ],
    [
      '5,000 pings end it, those of the protocol with 1008',
      async (wsUrl) => {
        await using one = await Peer.welcome(wsUrl);
        await using other = await Peer.connect(wsUrl);
        for (let index = 0; index < 5_000; index++) {
          one.send({ type: 'ping', payload: { at: index } });
          other.socket.ping();
        }
        expect((await one.closed)[0]).toBe(1008);
        // From sixty in a breath ws cuts the connection.
        expect([1006, 1008]).toContain((await other.closed)[0]);
      },
    ],
  ])('%s', async (_, attack) => {
    await using open = await openTestApi();
    await using bystander = await Peer.welcome(open.wsUrl);
    const before = fileDescriptors();
    await stillAnswers(bystander, attack(open.wsUrl));
    await eventually(() => Math.abs(fileDescriptors() - before) <= 10);
    expect(open.live.subscribers).toBe(0);
    expect(open.log.filter(({ level }) => level! >= 50)).toEqual([]);
  });
});

describe('what is beyond the limit is refused, and what is within it goes on:', () => {
  test('sockets of the process, with 503', async () => {
    await using open = await openTestApi({ limits: { sockets: 2 } });
    await using one = await Peer.welcome(open.wsUrl);
    await using _two = await Peer.welcome(open.wsUrl);
    await expect(Peer.connect(open.wsUrl)).rejects.toThrow('503');
    one.socket.close();
    await one.closed;
    await eventually(() => Peer.connect(open.wsUrl).then((peer) => peer[Symbol.asyncDispose]()).then(() => true));
  });

  test('strangers, with 503, until one of them has said who he is', async () => {
    await using open = await openTestApi({ limits: { strangers: 2 } });
    await using one = await Peer.connect(open.wsUrl);
    await using _two = await Peer.connect(open.wsUrl);
    await expect(Peer.connect(open.wsUrl)).rejects.toThrow('503');
    one.send({ type: 'connection_init' });
    await one.next(({ type }) => type === 'connection_ack');
    await using three = await Peer.connect(open.wsUrl);
    expect(three.socket.readyState).toBe(three.socket.OPEN);
  });

  test('sockets of a caller, with 1013; another caller is let in', async () => {
    await using open = await openTestApi({ limits: { socketsPerCaller: 2 }, authenticate: createDirectory().authenticate });
    await using one = await Peer.welcome(open.wsUrl, 'Bearer him');
    await using _two = await Peer.welcome(open.wsUrl, 'Bearer him');
    await using three = await Peer.connect(open.wsUrl);
    three.send({ type: 'connection_init', payload: { authorization: 'Bearer him' } });
    expect(await three.closed).toEqual([1013, 'Try again later: too many connections of this caller']);
    await using _another = await Peer.welcome(open.wsUrl, 'Bearer her');
    one.socket.close();
    await one.closed;
    await using _four = await Peer.welcome(open.wsUrl, 'Bearer him');
  });

  test('operations of a caller, over all his sockets', async () => {
    await using open = await openTestApi({ limits: { operationsPerCaller: 3 } });
    await using one = await Peer.welcome(open.wsUrl);
    await using other = await Peer.welcome(open.wsUrl);
    for (const [peer, id] of [[one, 'a'], [one, 'b'], [other, 'c']] as const) peer.run(id, MACHINE);
    await eventually(() => open.live.subscribers === 3);
    other.run('d', MACHINE);
    expect((await other.next(({ id }) => id === 'd')).payload).toEqual([expect.objectContaining({ extensions: { code: 'TOO_MANY_OPERATIONS' } })]);
    one.socket.terminate();
    await eventually(() => open.live.subscribers === 1);
    other.run('e', '{ hello }');
    expect((await other.next(({ id }) => id === 'e')).type).toBe('next');
  });

  test('operations of a socket: those that were left count until they are over', async () => {
    await using open = await openTestApi({ limits: { operationsPerSocket: 2 } });
    await using peer = await Peer.welcome(open.wsUrl);
    const before = asked.slow;
    for (const id of ['1', '2']) peer.run(id, '{ slow(milliseconds: 60000) }');
    await eventually(() => asked.slow === before + 2);
    for (const id of ['1', '2']) peer.send({ id, type: 'complete' });
    peer.run('3', '{ hello }');
    expect((await peer.next(({ id }) => id === '3')).payload).toEqual([expect.objectContaining({ extensions: { code: 'TOO_MANY_OPERATIONS' } })]);
    peer.run('1', '{ hello }');
    expect(await peer.closed).toEqual([1008, 'Policy violation: too many operations that wait for one another']);
  });

  test('messages in a second: who keeps to it may go on for ever', async () => {
    await using open = await openTestApi({ limits: { messageBurst: 5, messagesPerSecond: 200 } });
    await using peer = await Peer.welcome(open.wsUrl);
    // Whether he was heard he looks every 20 ms.
    for (let index = 0; index < 40; index++) await peer.heard();
    expect(peer.socket.readyState).toBe(peer.socket.OPEN);
  });

  test('messages of one caller over all his sockets, and not those of another', async () => {
    await using open = await openTestApi({ limits: { callerBurst: 15, callerPerSecond: 1 }, authenticate: createDirectory().authenticate });
    await using one = await Peer.welcome(open.wsUrl, 'Bearer him');
    await using two = await Peer.welcome(open.wsUrl, 'Bearer him');
    await using other = await Peer.welcome(open.wsUrl, 'Bearer her');
    for (const peer of [one, two, other]) for (let index = 0; index < 10; index++) peer.send({ type: 'ping' });
    expect(await Promise.race([one.closed, two.closed])).toEqual([1008, 'Policy violation: too many messages']);
    await other.heard();
    expect(other.socket.readyState).toBe(other.socket.OPEN);
  });

  test('refreshes count as messages', async () => {
    await using open = await openTestApi({ limits: { messageBurst: 10, messagesPerSecond: 1 }, authenticate: createDirectory().authenticate });
    await using peer = await Peer.welcome(open.wsUrl, 'Bearer him');
    for (let index = 0; index < 20; index++) peer.send({ type: 'ping', payload: { authorization: 'Bearer him' } });
    expect(await peer.closed).toEqual([1008, 'Policy violation: too many messages']);
  });

  test('time without any operation, with 1000; a subscription holds its socket open, however quiet it is', async () => {
    await using open = await openTestApi({ limits: { idleMs: 600 } });
    await using busy = await Peer.welcome(open.wsUrl);
    busy.run('1', MACHINE);
    await using idle = await Peer.welcome(open.wsUrl);
    expect(await idle.closed).toEqual([1000, 'Idle: nothing runs on this connection']);
    await using second = await Peer.welcome(open.wsUrl);
    await second.closed;
    open.bus.publish([machineStatus(1)]);
    await busy.next(({ id }) => id === '1');
    busy.send({ id: '1', type: 'complete' });
    expect((await busy.closed)[0]).toBe(1000);
  });
});

describe('who asks and does not read the answers', () => {
  const LONG = 'x'.repeat(250_000);
  const ECHO = 'query ($name: String!) { hello(name: $name) }';
  /** What the kernel keeps on both ends of a connection, and more. */
  const KERNEL = 12 * 1024 * 1024;

  test.each<[string, boolean, (peer: Peer, index: number) => void]>([
    ['a stranger by pings', false, (peer) => peer.send({ type: 'ping', payload: { LONG } })],
    ['somebody known by pings', true, (peer) => peer.send({ type: 'ping', payload: { LONG } })],
    ['somebody known by operations that are refused', true, (peer, index) => peer.run(`${index} ${LONG}`, '{')],
    ['somebody known by operations that are answered', true, (peer, index) => peer.run(String(index), ECHO, { variables: { name: LONG } })],
  ])('is closed with 1008, and little is kept for him: %s', async (_, known, ask) => {
    await using open = await openTestApi({ limits: { unreadBytes: 1024 * 1024 } });
    await using peer = known ? await Peer.welcome(open.wsUrl) : await Peer.connect(open.wsUrl);
    let kept = 0;
    peer.socket.on('message', (data) => void (kept += String(data).length));
    peer.socket.pause();
    for (let index = 0; index < 100; index++) ask(peer, index);
    await eventually(() => peer.socket.bufferedAmount === 0);
    peer.socket.resume();
    expect(await peer.closed).toEqual([1008, 'Policy violation: answers that are not read']);
    expect(kept).toBeLessThan(1024 * 1024 + KERNEL);
  });

  test.each(['ping', 'pong'] as const)('is closed when they are frames of the protocol: %s', async (frame) => {
    await using open = await openTestApi();
    await using peer = await Peer.welcome(open.wsUrl);
    peer.socket.pause();
    for (let index = 0; index < 5_000; index++) peer.socket[frame]('x'.repeat(125));
    await eventually(() => peer.socket.bufferedAmount === 0 || peer.socket.readyState === peer.socket.CLOSED);
    peer.socket.resume();
    // From so many pongs that are not read ws cuts the connection.
    expect([1006, 1008]).toContain((await peer.closed)[0]);
  });

  test('is not closed when he is only slow: he gets it all, and may ping meanwhile', async () => {
    await using open = await openTestApi();
    await using peer = await Peer.welcome(open.wsUrl);
    peer.socket.pause();
    for (let index = 0; index < 50; index++) {
      peer.run(String(index), ECHO, { variables: { name: LONG } });
      peer.send({ type: 'ping' });
    }
    await eventually(() => peer.socket.bufferedAmount === 0);
    peer.socket.resume();
    await eventually(() => peer.received.filter(({ type }) => type === 'complete').length === 50);
    await peer.heard();
    expect(peer.received.filter(({ type }) => type === 'pong')).toHaveLength(51);
  });
});

test('a hundred headers are not too many', async () => {
  await using open = await openTestApi();
  expect((await post(open.url, { query: '{ hello }' }, Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`x-${index}`, 'a'])))).status).toBe(200);
  expect(SOCKET_LIMITS.strangers).toBeGreaterThanOrEqual(2_000);
});

async function sendHeaders(port: number, count: number, upgrade: boolean): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const opening = upgrade ? 'GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' : 'GET / HTTP/1.1\r\nHost: localhost\r\n';
  // So short that all of them are less than Node's limit of bytes.
  socket.write(`${opening}${'a:\r\n'.repeat(count)}\r\n`);
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return String(data).split('\r\n')[0]!;
}
