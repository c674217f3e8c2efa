import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { asked, KEY, openTestApi, type TestApi } from './api-fixture.js';
import { machineStatus, Peer } from './websocket-peer.js';

// What graphql-ws's PROTOCOL.md says, said by hand: no library is on the client's side.

let open: TestApi;
let guarded: TestApi;
beforeAll(async () => {
  open = await openTestApi();
  guarded = await openTestApi({ apiKey: KEY });
});
afterEach(() => eventually(() => open.live.subscribers === 0));
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await guarded[Symbol.asyncDispose]();
});

const subscribed = (count: number) => eventually(() => open.live.subscribers === count);
const MACHINE = 'subscription { machine }';
const asking = (payload: unknown, id: unknown = '1') => ({ id, type: 'subscribe', payload });

describe('a message that the protocol does not know closes with 4400, before and after the welcome:', () => {
  test.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['JSON nested 50,000 deep', '['.repeat(50_000)],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', []],
    ['no type', {}],
    ['a type that is not a string', { type: 1 }],
    ['an unknown type', { type: 'hello' }],
    ['a type of Object.prototype', { type: 'constructor' }],
    ['connection_init with a payload that is a string', { type: 'connection_init', payload: 'me' }],
    ['connection_init with a payload that is a list', { type: 'connection_init', payload: [] }],
    ['ping with a payload that is a string', { type: 'ping', payload: 'me' }],
    ['pong with a payload that is a number', { type: 'pong', payload: 1 }],
    ['subscribe without an id', { type: 'subscribe', payload: { query: MACHINE } }],
    ['subscribe with an empty id', asking({ query: MACHINE }, '')],
    ['subscribe with a number for an id', asking({ query: MACHINE }, 1)],
    ['subscribe without a payload', { id: '1', type: 'subscribe' }],
    ['subscribe with a payload that is a list', asking([])],
    ['subscribe without a query', asking({})],
    ['subscribe with a query that is null', asking({ query: null })],
    ['subscribe with an operation name that is a number', asking({ query: MACHINE, operationName: 1 })],
    ['subscribe with variables that are a list', asking({ query: MACHINE, variables: [] })],
    ['subscribe with variables that are a string', asking({ query: MACHINE, variables: '{}' })],
    ['subscribe with extensions that are a list', asking({ query: MACHINE, extensions: [] })],
    ['complete without an id', { type: 'complete' }],
    ['complete with an empty id', { type: 'complete', id: '' }],
    ['complete with a number for an id', { type: 'complete', id: 1 }],
    ['connection_ack, which is the server\'s', { type: 'connection_ack' }],
    ['next, which is the server\'s', { id: '1', type: 'next', payload: { data: null } }],
    ['error, which is the server\'s', { id: '1', type: 'error', payload: [{ message: 'no' }] }],
  ])('%s', async (_, message) => {
    await using stranger = await Peer.connect(open.wsUrl);
    await using guest = await Peer.welcome(open.wsUrl);
    for (const peer of [stranger, guest]) {
      peer.send(message);
      expect(await peer.closed).toEqual([4400, 'Invalid message received']);
    }
  });
});

describe('a WebSocket', () => {
  test.each<[string, number, string, (peer: Peer) => void]>([
    ['that says nothing', 4408, 'Connection initialisation timeout', () => {}],
    ['that says everything but who it is', 4408, 'Connection initialisation timeout', (peer) => peer.send({ type: 'ping' })],
    ['that asks before it was welcomed', 4401, 'Unauthorized', (peer) => peer.run('1', '{ hello }')],
    ['that asks without waiting for the welcome', 4401, 'Unauthorized', (peer) => [{ type: 'connection_init' }, asking({ query: '{ hello }' })].forEach((message) => peer.send(message))],
    ['that shows a key in a ping before it was welcomed', 4401, 'Unauthorized', (peer) => peer.send({ type: 'ping', payload: { authorization: `Bearer ${KEY}` } })],
    ['without a key', 4403, 'Forbidden', (peer) => peer.send({ type: 'connection_init' })],
    ['with another key', 4403, 'Forbidden', (peer) => peer.send({ type: 'connection_init', payload: { authorization: 'Bearer nonsense' } })],
    ['with a list of keys', 4403, 'Forbidden', (peer) => peer.send({ type: 'connection_init', payload: { authorization: [`Bearer ${KEY}`] } })],
    ['that introduces itself twice', 4429, 'Too many initialisation requests', (peer) => [1, 2].forEach(() => peer.send({ type: 'connection_init', payload: { authorization: `Bearer ${KEY}` } }))],
    ['with a message of more than 256 KiB', 1009, '', (peer) => peer.send('x'.repeat(256 * 1024 + 1))],
    ['with text that is not UTF-8', 1007, '', (peer) => peer.socket.send(Buffer.from([0xff]), { binary: false })],
  ])('%s is closed with %d %s', async (_, code, reason, misbehave) => {
    await using peer = await Peer.connect(guarded.wsUrl);
    misbehave(peer);
    expect(await peer.closed).toEqual([code, reason]);
    expect(peer.received.filter(({ type }) => type === 'next' || type === 'error')).toEqual([]);
  });

  test('that introduces itself again later is closed with 4429', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.send({ type: 'connection_init' });
    expect((await peer.closed)[0]).toBe(4429);
  });

  test.each([['subscription', MACHINE], ['query', '{ slow(milliseconds: 60000) }']])('with two operations of one id is closed with 4409 while a %s runs, however long the id is', async (_, query) => {
    for (const id of ['1', '__proto__', 'ü'.repeat(1000)]) {
      await using peer = await Peer.welcome(open.wsUrl);
      peer.run(id, query);
      peer.run(id, '{ hello }');
      const [code, reason] = await peer.closed;
      expect([code, reason.slice(0, 14)]).toEqual([4409, 'Subscriber for']);
    }
  });

  test('that does not say that it speaks GraphQL is closed with 4406, one that speaks something else has no answer to that', async () => {
    await using peer = await Peer.connect(open.wsUrl, { protocols: [] });
    expect(await peer.closed).toEqual([4406, 'Subprotocol not acceptable']);
    await expect(Peer.connect(open.wsUrl, { protocols: ['graphql-ws'] })).rejects.toThrow('no subprotocol');
    await using polyglot = await Peer.connect(open.wsUrl, { protocols: ['graphql-ws', 'graphql-transport-ws'] });
    expect(polyglot.socket.protocol).toBe('graphql-transport-ws');
  });

  test('is closed with 1001 when the server ends, whoever is on it', async () => {
    const api = await openTestApi();
    await using stranger = await Peer.connect(api.wsUrl);
    await using guest = await Peer.welcome(api.wsUrl);
    guest.run('1', MACHINE);
    await eventually(() => api.live.subscribers === 1);
    await api[Symbol.asyncDispose]();
    expect([await stranger.closed, await guest.closed]).toEqual([[1001, 'Going away'], [1001, 'Going away']]);
    expect(guest.about('1')).toEqual([]);
  });

  test.each(['before', 'after'])('has each ping answered with what was in it, %s the welcome, and pongs are not answered', async (when) => {
    await using peer = await (when === 'after' ? Peer.welcome(open.wsUrl) : Peer.connect(open.wsUrl));
    const before = peer.received.length;
    for (const type of ['pong', 'ping']) for (const payload of [undefined, null, { at: 1 }]) peer.send({ type, payload });
    await eventually(() => peer.received.length === before + 3);
    await peer.heard();
    expect(peer.received.slice(before, -1)).toEqual([{ type: 'pong' }, { type: 'pong' }, { type: 'pong', payload: { at: 1 } }]);
  });
});

describe('complete', () => {
  test('before the result of a query: there will be none', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    const before = asked.slow;
    peer.run('1', '{ slow(milliseconds: 200) }');
    await eventually(() => asked.slow > before);
    peer.send({ id: '1', type: 'complete' });
    peer.run('2', '{ slow(milliseconds: 400) }');
    await peer.next(({ id, type }) => id === '2' && type === 'complete');
    expect(peer.about('1')).toEqual([]);
  });

  test('before the first event, in the same breath as the subscription: it never began', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('1', MACHINE);
    peer.send({ id: '1', type: 'complete' });
    await peer.heard();
    await subscribed(0);
    open.bus.publish([machineStatus(1)]);
    await peer.heard();
    expect(peer.about('1')).toEqual([]);
  });

  test('of an id that nobody knows, twice, and after the end or an error: nothing happens', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('query', '{ hello }');
    peer.run('error', '{ nothing }');
    peer.run('stream', MACHINE);
    await subscribed(1);
    await eventually(() => peer.received.length === 4);
    for (const id of ['unknown', '__proto__', 'query', 'query', 'error', 'error', 'stream', 'stream']) peer.send({ id, type: 'complete' });
    await peer.heard();
    await subscribed(0);
    // The server says complete after its own end only: not after an error, not to one who left.
    expect(['query', 'error', 'stream'].map((id) => peer.about(id).map(({ type }) => type))).toEqual([['next', 'complete'], ['error'], []]);
  });

  test('frees the id for another operation: at once, and nothing of the one before reaches it', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('1', MACHINE);
    await subscribed(1);
    for (let round = 0; round < 20; round++) {
      peer.send({ id: '1', type: 'complete' });
      peer.run('1', MACHINE);
    }
    await peer.heard();
    await subscribed(1);
    open.bus.publish([machineStatus(7)]);
    await eventually(() => peer.about('1').length > 0);
    await peer.heard();
    expect(peer.about('1')).toEqual([{ id: '1', type: 'next', payload: { data: { machine: 7 } } }]);
    peer.send({ id: '1', type: 'complete' });
    await subscribed(0);
  });

  test('and the id again while the query still runs: the second answer is the second query\'s', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    peer.run('1', '{ slow(milliseconds: 300) }');
    peer.send({ id: '1', type: 'complete' });
    peer.run('1', '{ missing }');
    peer.send({ id: '1', type: 'complete' });
    peer.run('1', '{ hello }');
    await peer.next(({ type }) => type === 'complete');
    expect(peer.about('1')).toEqual([{ id: '1', type: 'next', payload: { data: { hello: 'hello world' } } }, { id: '1', type: 'complete' }]);
  });

  test('of the server frees the id too', async () => {
    await using peer = await Peer.welcome(open.wsUrl);
    for (let round = 1; round <= 5; round++) {
      peer.run('1', round % 2 ? '{ hello }' : '{ nothing }');
      await eventually(() => peer.about('1').filter(({ type }) => type !== 'next').length === round);
    }
    expect(peer.about('1').map(({ type }) => type)).toEqual(['next', 'complete', 'error', 'next', 'complete', 'error', 'next', 'complete']);
  });
});

test('a subscription leaves nothing behind when its socket closes right after its id was used again', async () => {
  await using peer = await Peer.welcome(open.wsUrl);
  peer.run('1', MACHINE);
  await subscribed(1);
  peer.send({ id: '1', type: 'complete' });
  peer.run('1', MACHINE);
  await peer.heard();
  await subscribed(1);
  peer.socket.terminate();
  await subscribed(0);
  expect(peer.about('1')).toEqual([]);
});

test('nothing of all this was a fault of ours', () => {
  expect([...open.log, ...guarded.log].filter(({ level }) => level! >= 50)).toEqual([]);
});
