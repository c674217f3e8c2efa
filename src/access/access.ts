import type { JwtConfig } from '../config.js';
import type { Database } from '../database.js';
import type { Logger } from '../log.js';
import { createAuthenticate } from './authenticate.js';
import { PROCESS_CLOCK, type Clock } from './clock.js';
import type { Authenticate } from './credential.js';
import { openKeys } from './keys.js';
import { createTokens } from './tokens.js';

export interface AccessOptions {
  apiKey: string | null;
  jwt: JwtConfig | null;
  database: Database;
  log: Logger;
  clock?: Clock;
}

export interface Access extends AsyncDisposable {
  readonly authenticate: Authenticate;
}

/** Everybody who may come in: by the first key, by a key of the database or by a token. */
export function openAccess({ apiKey, jwt, database, log, clock = PROCESS_CLOCK }: AccessOptions): Access {
  const keys = openKeys({ database, log, clock });
  const tokens = jwt && createTokens({ jwt, database, log, clock });
  return { authenticate: createAuthenticate({ apiKey, keys, tokens }), [Symbol.asyncDispose]: () => keys[Symbol.asyncDispose]() };
}
