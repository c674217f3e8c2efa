import { createHash, timingSafeEqual } from 'node:crypto';
import { Role, type Viewer } from '../domain/role.js';

/** Who shows this `Authorization`; null: nobody we know. */
export type Authenticate = (authorization: unknown) => Viewer | null;

/**
 * With a key everybody must show it, as `Bearer <key>`, and may then do everything. Without one the program listens
 * only to its own machine, and whoever is on it may do everything.
 */
export function createAuthenticate(apiKey: string | null): Authenticate {
  if (apiKey === null) return () => ({ name: 'local', role: Role.ADMIN });
  const expected = digest(apiKey);
  return (authorization) => {
    const [, key] = /^Bearer +(\S+) *$/i.exec(typeof authorization === 'string' ? authorization : '') ?? [];
    // Digests have one length, so the comparison tells nothing of the key's.
    return key !== undefined && timingSafeEqual(digest(key), expected) ? { name: 'api-key', role: Role.ADMIN } : null;
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
