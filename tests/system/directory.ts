import type { Authenticate, Credential } from '../../src/access/credential.js';
import { Role, type Viewer } from '../../src/domain/role.js';
import { now } from '../../src/domain/time.js';

export interface Directory {
  readonly authenticate: Authenticate;
  /** From when on a caller's credential does not hold any more, on the clock of performance.now(). */
  revoke(callerId: string): number;
  /** What the database says of him from now on. */
  change(callerId: string, viewer: Partial<Viewer>): void;
  /** How the database answers: at once, with an error, or not at all until it is 'up' again. */
  state: 'up' | 'refuses' | 'hangs';
  /** How often it was asked to confirm. */
  readonly confirmations: number;
}

/**
 * A database of callers that makes full use of what Credential allows it: each answer is of the last second, or of
 * `staleMs`, and it looks anew only when what it knows is as old. `Bearer <caller>` shows a credential that lasts, `Bearer <caller> <ms>`
 * one that expires then, in milliseconds since 1970.
 */
export function createDirectory({ heedsRevocation = true, staleMs = 1_000 } = {}): Directory {
  const revoked = new Set<string>();
  const viewers = new Map<string, Viewer>();
  const waiting: (() => void)[] = [];
  let seen = { at: -Infinity, revoked: new Set<string>(), viewers: new Map<string, Viewer>() };
  let state: Directory['state'] = 'up';
  let confirmations = 0;

  const look = () => {
    if (performance.now() - seen.at >= staleMs) seen = { at: performance.now(), revoked: new Set(revoked), viewers: new Map(viewers) };
    return seen;
  };
  const answer = async () => {
    if (state === 'refuses') throw new Error('the database is away');
    // Whoever waits is answered from what is there when it is back.
    if (state === 'hangs') await new Promise<void>((resolve) => waiting.push(resolve));
    return look();
  };
  const credential = (id: string, expiresAt: number | null): Credential => ({
    id,
    viewer: viewers.get(id) ?? { name: id, role: Role.VIEWER, sites: [2, 1], asset: null },
    expiresAt,
    async confirm() {
      confirmations += 1;
      const { revoked: gone, viewers: known } = await answer();
      if (expiresAt !== null && now() >= expiresAt) return null;
      if (heedsRevocation && gone.has(id)) return null;
      return { ...credential(id, expiresAt), viewer: known.get(id) ?? { name: id, role: Role.VIEWER, sites: [1, 2], asset: null } };
    },
  });
  return {
    async authenticate(authorization) {
      if (state === 'refuses') throw new Error('the database is away');
      if (state === 'hangs') await new Promise<void>((resolve) => waiting.push(resolve));
      const [, id, expires] = /^Bearer (\S+)(?: (\d+))?$/.exec(String(authorization)) ?? [];
      if (id === undefined || revoked.has(id)) return null;
      const found = credential(id, expires === undefined ? null : Number(expires) * 1000);
      return found.expiresAt !== null && now() >= found.expiresAt ? null : found;
    },
    revoke(callerId) {
      revoked.add(callerId);
      return performance.now();
    },
    change(callerId, viewer) {
      viewers.set(callerId, { name: callerId, role: Role.VIEWER, sites: [1, 2], asset: null, ...viewer });
    },
    get state() {
      return state;
    },
    set state(next) {
      state = next;
      if (next !== 'hangs') waiting.splice(0).forEach((resolve) => resolve());
    },
    get confirmations() {
      return confirmations;
    },
  };
}
