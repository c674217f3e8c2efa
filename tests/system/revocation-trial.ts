import { pino } from 'pino';
import type { Authenticate } from '../../src/access/credential.js';
import type { SocketLimits } from '../../src/api/socket-limits.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { eventually } from '../support/eventually.js';
import { openTestApi, type TestApi } from './api-fixture.js';
import { machineStatus, Peer } from './websocket-peer.js';

export interface RevocationTrial {
  /** Who lets people in, for each server; all hear the same events. */
  servers: readonly Authenticate[];
  /** What the callers show, spread over the servers. The first half of them is revoked. */
  authorizations: readonly string[];
  /** When that was committed, on the clock of performance.now(). */
  revoke: (index: number) => Promise<number>;
  /** What happens after the revocations, under load. */
  meanwhile: () => Promise<void>;
  /** For how many ms after them the load goes on at least. */
  watchedMs: number;
  /** Whether it also goes on until the revoked are gone; as it does if nothing is said. */
  untilGone?: boolean;
  limits?: Partial<SocketLimits>;
}

export interface RevocationOutcome {
  peers: readonly Peer[];
  /** How much later than its revocation the last event was committed that any of the revoked got, in ms. */
  lateness: number;
  /** What was told from the beginning to the end. */
  everything: readonly number[];
}

export async function revokeHalf({ servers, authorizations, revoke, meanwhile, watchedMs, untilGone = true, limits = {} }: RevocationTrial): Promise<RevocationOutcome> {
  const bus = createInProcessBus(pino({ level: 'silent' }));
  await using parts = new AsyncDisposableStack();
  const apis = await Promise.all(servers.map(async (authenticate) => parts.use(await openTestApi({ bus, authenticate, limits }))));
  const peers = await Promise.all(authorizations.map(async (authorization, index) => parts.use(await watch(apis[index % apis.length]!, authorization))));
  await eventually(() => apis.reduce((sum, { live }) => sum + live.subscribers, 0) === peers.length);
  const load = startLoad((machineId) => bus.publish([machineStatus(machineId)]));
  parts.defer(load.stop);
  await eventually(() => peers.every((peer) => peer.machines('1').length > 20));

  const half = peers.length / 2;
  const revokedAt = await Promise.all(peers.slice(0, half).map((_, index) => revoke(index)));
  await meanwhile();
  await eventually(() => load.committedAt.at(-1)! > Math.max(...revokedAt) + watchedMs);
  if (untilGone) await eventually(() => peers.slice(0, half).every(({ socket }) => socket.readyState === socket.CLOSED));
  load.stop();
  await eventually(() => peers.slice(half).every((peer) => peer.machines('1').length === load.committedAt.length));
  const lateness = peers.slice(0, half).map((peer, index) => load.committedAt[peer.machines('1').at(-1)!]! - revokedAt[index]!);
  return { peers, lateness: Math.max(...lateness), everything: load.committedAt.map((_, machineId) => machineId) };
}

/** Somebody who was let in and watches. */
export async function watch(api: TestApi, authorization: string): Promise<Peer> {
  const peer = await Peer.welcome(api.wsUrl, authorization);
  peer.run('1', 'subscription { machine }');
  return peer;
}

/** Publishes without a pause, each event numbered, and knows when each was committed. */
export function startLoad(publish: (machineId: number) => void) {
  const committedAt: number[] = [];
  const timer = setInterval(() => {
    committedAt.push(performance.now());
    publish(committedAt.length - 1);
  }, 20);
  return { committedAt, stop: () => clearInterval(timer) };
}
