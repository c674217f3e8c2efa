import { CloseCode } from 'graphql-ws';
import type { Authenticate } from '../access/credential.js';
import { formatInstant } from '../domain/time.js';
import type { Logger } from '../log.js';
import { shownIn } from './protocol.js';
import type { Session } from './session.js';

export interface RefreshOptions {
  authenticate: Authenticate;
  log: Logger;
}

type Payload = Record<string, unknown> | null | undefined;

/**
 * What a pong says to a ping. A ping that shows an `authorization` goes on with it, if it is the same caller with the same
 * rights, and the pong says until when; whoever shows anything else is sent away. When it cannot be found out who that
 * is, the pong says until when the session holds without it. Undefined: there is nothing to answer any more.
 */
export async function answerPing(session: Session, payload: Payload, { authenticate, log }: RefreshOptions): Promise<Payload> {
  const shown = shownIn(payload ?? {});
  if (shown === undefined) return payload ?? null;
  const { lease } = session;
  if (!lease) return void session.close(CloseCode.Unauthorized, 'Unauthorized');
  try {
    if (!lease.refresh(await authenticate(shown))) return undefined;
  } catch (err) {
    log.warn({ err }, 'who refreshes cannot be found out');
  }
  return { expiresAt: lease.expiresAt === null ? null : formatInstant(lease.expiresAt) };
}
