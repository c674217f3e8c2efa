import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Role } from '../../src/domain/role.js';
import { formatInstant } from '../../src/domain/time.js';
import { eventually } from '../support/eventually.js';
import { asked, openTestApi, type TestApi } from './api-fixture.js';
import { createDirectory as directoryThat, type Directory } from './directory.js';
import { revokeHalf, startLoad, watch } from './revocation-trial.js';
import { machineStatus, Peer } from './websocket-peer.js';

const EXPIRED: [number, string] = [4403, 'Token expired: connect again with a new one'];
const CHANGED: [number, string] = [4403, 'Access was revoked or changed: connect again'];

/** The program does the same, five times as slowly. Who is revoked gets nothing that is committed STALE_MS and leaseMs later. */
const STALE_MS = 200;
const limits = { leaseMs: 200, roundMs: 100, patienceMs: 500 };
const PROMISED_MS = STALE_MS + limits.leaseMs;

/** A token of the caller that ends so many milliseconds from now. */
const token = (caller: string, milliseconds: number) => `Bearer ${caller} ${Date.now() + milliseconds}`;

const createDirectory = ({ heedsRevocation = true } = {}) => directoryThat({ heedsRevocation, staleMs: STALE_MS });
const subscribed = (api: TestApi, count: number) => eventually(() => api.live.subscribers === count);

/** But for the one that the fixture earns by not configuring access. */
const warnings = (api: TestApi) => api.log.flatMap(({ level, msg }) => (level! >= 40 && !msg!.startsWith('No access') ? [msg] : []));

/** Keeps the event loop from turning. */
function standStill(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe('fifty of a hundred callers on two servers are revoked under load', () => {
  const callers = Array.from({ length: 100 }, (_, index) => `caller${index}`);
  const trial = (directory: Directory, meanwhile: () => Promise<void>, untilGone = true) =>
    revokeHalf({
      servers: [directory.authenticate, directory.authenticate],
      authorizations: callers.map((caller) => `Bearer ${caller}`),
      revoke: async (index) => directory.revoke(callers[index]!),
      meanwhile,
      watchedMs: 2 * PROMISED_MS,
      untilGone,
      limits,
    });

  test.each<[string, (directory: Directory) => Promise<void>]>([
    ['while the database answers', async () => {}],
    ['while the database does not answer', async (directory) => {
      directory.state = 'hangs';
      await delay(2 * PROMISED_MS);
      directory.state = 'up';
    }],
    ['while the database refuses', async (directory) => {
      directory.state = 'refuses';
      await delay(2 * PROMISED_MS);
      directory.state = 'up';
    }],
    ['while the event loop stands still', async () => {
      standStill(PROMISED_MS);
      await delay(10);
      standStill(PROMISED_MS);
    }],
  ])('%s: none gets what was committed later than is promised, and the others get everything', async (_, meanwhile) => {
    const directory = createDirectory();
    const { peers, lateness, everything } = await trial(directory, () => meanwhile(directory));
    expect(lateness).toBeLessThanOrEqual(PROMISED_MS);
    expect(await Promise.all(peers.slice(0, 50).map(({ closed }) => closed))).toEqual(Array.from({ length: 50 }, () => CHANGED));
    for (const peer of peers.slice(50)) expect(peer.machines('1')).toEqual(everything);
  });

  test('and without confirmation they get everything (so the load would have shown it)', async () => {
    const { peers, lateness, everything } = await trial(createDirectory({ heedsRevocation: false }), async () => {}, false);
    expect(lateness).toBeGreaterThan(1.5 * PROMISED_MS);
    for (const peer of peers) expect(peer.machines('1')).toEqual(everything);
  });
});

describe('a token that expires', () => {
  test('ends its hundred sockets with 4403, those that watch and those that do not, and nothing told afterwards arrives', async () => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    await using parts = new AsyncDisposableStack();
    const endsAt = Date.now() + 2_500;
    const peers = await Promise.all(Array.from({ length: 100 }, async (_, index) => parts.use(await (index % 10 ? watch(open, `Bearer him ${endsAt}`) : Peer.welcome(open.wsUrl, `Bearer him ${endsAt}`)))));
    await subscribed(open, 90);
    await using other = await watch(open, 'Bearer her');
    const told: number[] = [];
    const load = startLoad((machineId) => {
      told.push(Date.now());
      open.bus.publish([machineStatus(machineId)]);
    });
    expect(await Promise.all(peers.map(({ closed }) => closed))).toEqual(Array.from({ length: 100 }, () => EXPIRED));
    await eventually(() => told.at(-1)! > endsAt + 500);
    load.stop();
    await eventually(() => other.machines('1').at(-1) === told.length - 1);
    for (const peer of peers) expect(told.filter((at, machineId) => at >= endsAt && peer.machines('1').includes(machineId))).toEqual([]);
    expect(peers[1]!.machines('1').length).toBeGreaterThan(0);
    await subscribed(open, 1);
  });

  test('cannot be used any more, not even in the moment before its socket is closed', async () => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    await using peer = await Peer.welcome(open.wsUrl, token('him', 700));
    const before = asked.slow;
    standStill(800);
    peer.run('1', '{ slow(milliseconds: 1) }');
    expect(await peer.closed).toEqual(EXPIRED);
    expect(asked.slow).toBe(before);
  });
});

describe('a ping with an authorization', () => {
  test('goes on with a new token past the end of the old one, loses nothing, and ends with the last', async () => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    const firstEndsAt = Date.now() + 2_000;
    await using peer = await watch(open, `Bearer him ${firstEndsAt}`);
    await subscribed(open, 1);
    const load = startLoad((machineId) => open.bus.publish([machineStatus(machineId)]));
    const refresh = async (endsAt: number) => {
      peer.send({ type: 'ping', payload: { authorization: `Bearer him ${endsAt}` } });
      await peer.next(({ type, payload }) => type === 'pong' && (payload as { expiresAt: string }).expiresAt === formatInstant(endsAt * 1000));
    };
    for (let minute = 1; minute <= 5; minute++) await refresh(firstEndsAt + minute * 60_000);
    await eventually(() => Date.now() > firstEndsAt + 500);
    load.stop();
    await eventually(() => peer.machines('1').length === load.committedAt.length);
    expect(peer.machines('1')).toEqual(load.committedAt.map((_, machineId) => machineId));
    await refresh(Date.now() + 1_000);
    expect(await peer.closed).toEqual(EXPIRED);
  });

  test('is answered with null when the new credential lasts', async () => {
    await using open = await openTestApi({ authenticate: createDirectory().authenticate, limits });
    await using peer = await watch(open, token('him', 1_000));
    peer.send({ type: 'ping', payload: { Authorization: 'Bearer him' } });
    expect((await peer.next(({ type }) => type === 'pong')).payload).toEqual({ expiresAt: null });
  });

  test.each<[string, unknown, (directory: Directory) => void]>([
    ['of somebody else', 'Bearer her', () => {}],
    ['of nobody', 'nonsense', () => {}],
    ['that is null', null, () => {}],
    ['of an expired token', 'Bearer him 1000', () => {}],
    ['of the same caller in another role', 'Bearer him', (directory) => directory.change('him', { role: Role.ADMIN })],
    ['of the same caller on fewer sites', 'Bearer him', (directory) => directory.change('him', { sites: [1] })],
    ['of the same caller without bounds', 'Bearer him', (directory) => directory.change('him', { sites: null })],
    ['of the same caller on no site', 'Bearer him', (directory) => directory.change('him', { sites: [] })],
    ['of the same caller as an asset', 'Bearer him', (directory) => directory.change('him', { asset: 'FRZ-1' })],
  ])('%s ends the connection with 4403', async (_, authorization, change) => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    await using peer = await Peer.welcome(open.wsUrl, 'Bearer him');
    change(directory);
    peer.send({ type: 'ping', payload: { authorization } });
    expect(await peer.closed).toEqual(CHANGED);
  });

  test('changes nothing while it cannot be found out whose it is: the pong says until when the old one lasts', async () => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    const endsAt = Date.now() + 60_000;
    await using peer = await Peer.welcome(open.wsUrl, `Bearer him ${endsAt}`);
    directory.state = 'refuses';
    peer.send({ type: 'ping', payload: { authorization: `Bearer him ${endsAt + 60_000}` } });
    expect((await peer.next(({ type }) => type === 'pong')).payload).toEqual({ expiresAt: formatInstant(endsAt * 1000) });
    expect(warnings(open)).toEqual(['who refreshes cannot be found out']);
  });
});

describe('while the database', () => {
  test.each(['hangs', 'refuses'] as const)('%s, nothing is delivered and nothing is done; afterwards everything is', async (state) => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    await using peer = await watch(open, 'Bearer him');
    await subscribed(open, 1);
    open.bus.publish([machineStatus(0)]);
    await peer.next(({ id }) => id === '1');
    directory.state = state;
    await delay(1.5 * limits.leaseMs);
    for (let machineId = 1; machineId <= 500; machineId++) open.bus.publish([machineStatus(machineId)]);
    const before = asked.slow;
    peer.run('2', '{ slow(milliseconds: 1) }');
    expect((await peer.next(({ id }) => id === '2')).payload).toEqual([expect.objectContaining({ extensions: { code: 'SERVICE_UNAVAILABLE' } })]);
    expect(asked.slow).toBe(before);
    expect(peer.machines('1')).toEqual([0]);
    directory.state = 'up';
    await eventually(() => peer.machines('1').length === 501);
    expect(peer.machines('1')).toEqual(Array.from({ length: 501 }, (_, machineId) => machineId));
    if (state === 'hangs') return;
    expect(warnings(open)).toEqual(['whether open streams still have access cannot be found out: they wait']);
    await eventually(() => open.log.some(({ msg }) => msg === 'open streams have been confirmed again'));
  });

  test('hangs, who leaves is gone at once, and may use his id again', async () => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits });
    await using peer = await watch(open, 'Bearer him');
    await using other = await watch(open, 'Bearer her');
    await subscribed(open, 2);
    directory.state = 'hangs';
    await delay(1.5 * limits.leaseMs);
    open.bus.publish([machineStatus(1)]);
    await delay(50);
    peer.send({ id: '1', type: 'complete' });
    other.socket.terminate();
    await subscribed(open, 0);
    peer.run('1', '{ viewer }');
    directory.state = 'up';
    expect((await peer.next(({ id }) => id === '1')).payload).toEqual({ data: { viewer: 'him VIEWER' } });
  });

  test('refuses, who connects is told to try again later (1013); and so is who waits too long for an answer', async () => {
    const directory = createDirectory();
    await using open = await openTestApi({ authenticate: directory.authenticate, limits: { ...limits, initMs: 100, authenticateMs: 500 } });
    directory.state = 'refuses';
    await using refused = await Peer.connect(open.wsUrl);
    refused.send({ type: 'connection_init', payload: { authorization: 'Bearer him' } });
    expect(await refused.closed).toEqual([1013, 'Try again later']);
    expect(warnings(open)).toEqual(['who connects cannot be found out']);
    directory.state = 'hangs';
    await using hung = await Peer.connect(open.wsUrl);
    hung.send({ type: 'connection_init', payload: { authorization: 'Bearer him' } });
    expect((await hung.closed)[0]).toBe(1013);
    directory.state = 'up';
    await using _welcome = await Peer.welcome(open.wsUrl, 'Bearer him');
  });
});

test.each<[string, (directory: Directory) => unknown]>([
  ['is revoked', (directory) => directory.revoke('him')],
  ['gets another role', (directory) => directory.change('him', { role: Role.OPERATOR })],
  ['loses a site', (directory) => directory.change('him', { sites: [1] })],
])('who %s is sent away, though nothing happens on his stream', async (_, change) => {
  const directory = createDirectory();
  await using open = await openTestApi({ authenticate: directory.authenticate, limits });
  await using peer = await watch(open, 'Bearer him');
  await subscribed(open, 1);
  change(directory);
  expect(await peer.closed).toEqual(CHANGED);
  await subscribed(open, 0);
});

test.each([
  ['does not reach who was revoked meanwhile', true],
  ['reaches who was not, once that is known', false],
])('the result of a query that took its time %s', async (_, revoked) => {
  const directory = createDirectory();
  await using open = await openTestApi({ authenticate: directory.authenticate, limits });
  await using peer = await Peer.welcome(open.wsUrl, 'Bearer him');
  const before = asked.slow;
  peer.run('1', '{ slow(milliseconds: 1000) }');
  await eventually(() => asked.slow > before);
  if (revoked) directory.revoke('him');
  directory.state = 'hangs';
  await delay(1_100);
  expect(peer.about('1')).toEqual([]);
  directory.state = 'up';
  if (revoked) expect(await peer.closed).toEqual(CHANGED);
  else await peer.next(({ type }) => type === 'complete');
  expect(peer.about('1').map(({ type }) => type)).toEqual(revoked ? [] : ['next', 'complete']);
});

test('nobody is asked about a connection on which nothing runs, and one that watches is asked about in each round, whatever happens', async () => {
  const directory = createDirectory();
  await using open = await openTestApi({ authenticate: directory.authenticate, limits });
  await using _idle = await Peer.welcome(open.wsUrl, 'Bearer him');
  await delay(3 * limits.roundMs);
  expect(directory.confirmations).toBe(0);
  const begunAt = performance.now();
  await using peer = await watch(open, 'Bearer her');
  await subscribed(open, 1);
  for (let machineId = 0; machineId < 100; machineId++) {
    open.bus.publish([machineStatus(machineId)]);
    await delay(5);
  }
  await eventually(() => peer.machines('1').length === 100);
  expect(directory.confirmations).toBeLessThanOrEqual((performance.now() - begunAt) / limits.roundMs + 2);
  await eventually(() => directory.confirmations >= 3);
});
