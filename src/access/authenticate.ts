import { timingSafeEqual } from 'node:crypto';
import { LOCAL, Role, type Viewer } from '../domain/role.js';
import { digest, looksLikeApiKey } from './api-key.js';
import { LOCAL_ID, type Authenticate, type Credential } from './credential.js';
import type { Keys } from './keys.js';
import type { Tokens } from './tokens.js';

export interface KnownCallers {
  /** The first key, of the environment: an ADMIN's. */
  apiKey: string | null;
  /** Those of the database; null where there is none. */
  keys?: Pick<Keys, 'authenticate'> | null;
  /** Null: nobody's are taken. */
  tokens?: Tokens | null;
}

const LONGEST = 16_384;

/**
 * Who shows a header is known by it or by nothing, also where nobody would have to. Without access configured the program
 * listens only to its own machine, and whoever is on it and shows none may do everything.
 */
export function createAuthenticate({ apiKey, keys = null, tokens = null }: KnownCallers): Authenticate {
  const local = apiKey === null && tokens === null ? lasting(LOCAL_ID, LOCAL) : null;
  const first = lasting('first-key', { name: 'first-key', role: Role.ADMIN, sites: null, asset: null });
  const firstDigest = apiKey === null ? null : digest(apiKey);
  return async (authorization) => {
    if (authorization === undefined || authorization === null) return local;
    const secret = readBearer(authorization);
    if (secret === null) return null;
    // Digests have one length, so the comparison tells nothing of the key's.
    if (firstDigest && timingSafeEqual(digest(secret), firstDigest)) return first;
    return (await (looksLikeApiKey(secret) ? keys?.authenticate(secret) : tokens?.(secret))) ?? null;
  };
}

function readBearer(authorization: unknown): string | null {
  if (typeof authorization !== 'string' || authorization.length > LONGEST) return null;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}

/** What neither expires nor can be revoked while the program runs. */
function lasting(id: string, viewer: Viewer): Credential {
  const credential: Credential = { id, viewer, expiresAt: null, confirm: async () => credential };
  return credential;
}
