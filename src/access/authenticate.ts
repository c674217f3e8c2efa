import { createHash, timingSafeEqual } from 'node:crypto';
import { LOCAL, Role, type Viewer } from '../domain/role.js';
import type { Authenticate, Credential } from './credential.js';

/**
 * With a key everybody must show it, as `Bearer <key>`, and may then do everything. Without one the program listens
 * only to its own machine, and whoever is on it may do everything.
 */
export function createAuthenticate(apiKey: string | null): Authenticate {
  if (apiKey === null) return async () => lasting('local', LOCAL);
  const expected = digest(apiKey);
  return async (authorization) => {
    const [, key] = /^Bearer +(\S+) *$/i.exec(typeof authorization === 'string' ? authorization : '') ?? [];
    // Digests have one length, so the comparison tells nothing of the key's.
    return key !== undefined && timingSafeEqual(digest(key), expected) ? lasting('first-key', { name: 'first-key', role: Role.ADMIN, sites: null, asset: null }) : null;
  };
}

/** What neither expires nor can be revoked while the program runs. */
function lasting(id: string, viewer: Viewer): Credential {
  const credential: Credential = { id, viewer, expiresAt: null, confirm: async () => credential };
  return credential;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
