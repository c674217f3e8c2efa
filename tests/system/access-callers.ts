import type { Authenticate, Credential } from '../../src/access/credential.js';
import { LOCAL, Role, type Viewer } from '../../src/domain/role.js';

/** Who shows such a key: a role, for example with sites as in `VIEWER@1,2`, or with an asset as in `DEVICE:FRZ-1`. Without a key, whoever is on this machine. */
export const authenticateByName: Authenticate = async (authorization) => {
  const key = /^Bearer (\S+)$/.exec(typeof authorization === 'string' ? authorization : '')?.[1];
  return credentialOf(key ?? 'local', key === undefined ? LOCAL : viewerNamed(key));
};

export function viewerNamed(key: string): Viewer {
  const [, role, sites, asset] = /^(\w+)(?:@([\d,]+))?(?::(.+))?$/.exec(key)!;
  return { name: key, role: Role[role as keyof typeof Role], sites: sites?.split(',').map(Number) ?? null, asset: asset ?? null };
}

function credentialOf(id: string, viewer: Viewer): Credential {
  const credential: Credential = { id, viewer, expiresAt: null, confirm: async () => credential };
  return credential;
}
