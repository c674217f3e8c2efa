import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authenticate, Credential } from '../access/credential.js';
import type { Logger } from '../log.js';
import { logInternal } from './errors.js';
import { sendGraphQLError } from './respond.js';

const RETRY_AFTER_SECONDS = '5';

/** Who asks over HTTP. Null: he was told why he is not answered. */
export const identify = (request: IncomingMessage, response: ServerResponse, { authenticate, log }: { authenticate: Authenticate; log: Logger }): Promise<Credential | null> =>
  known(response, log, () => authenticate(request.headers.authorization));

/** The same later: he may have lost his access meanwhile. */
export const confirm = (credential: Credential, response: ServerResponse, { log }: { log: Logger }): Promise<Credential | null> => known(response, log, () => credential.confirm());

async function known(response: ServerResponse, log: Logger, find: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    const credential = await find();
    if (!credential) sendGraphQLError(response, 401, 'UNAUTHENTICATED', 'Send the header `Authorization: Bearer <key>`.', { 'www-authenticate': 'Bearer' });
    return credential;
  } catch (error) {
    const errorId = logInternal(log, error);
    sendGraphQLError(response, 503, 'SERVICE_UNAVAILABLE', `Who you are cannot be found out at the moment (${errorId}). Ask again.`, { 'retry-after': RETRY_AFTER_SECONDS });
    return null;
  }
}
