import type { Duplex } from 'node:stream';
import { CloseCode, MessageType, stringifyMessage, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { logInternal } from './errors.js';
import { createOutlet } from './outlet.js';
import { createReceiver } from './receive.js';
import { answerPing, type RefreshOptions } from './refresh.js';
import { POLICY_VIOLATION, Session, type SessionParts } from './session.js';

export interface ServeOptions extends RefreshOptions {
  parts: SessionParts;
}

const HEARTBEAT_MS = 12_000;

/**
 * Lets the server of graphql-ws speak on a socket. Like its own adapter `graphql-ws/use/ws`, but that one writes to the
 * console whatever a hostile client sends, and answers a broken query by closing the socket. What runs ends when the
 * session is closed, not only when the peer has answered that.
 */
export function serve(protocol: Server<Session>, socket: WebSocket, connection: Duplex, { parts, authenticate, log }: ServeOptions): void {
  const over = Promise.withResolvers<[number, string]>();
  const outlet = createOutlet(socket, connection, (code, reason) => over.resolve([code, reason]));
  const session = new Session(parts, outlet);
  const fail = (error: unknown) => session.close(CloseCode.InternalServerError, `Internal error ${logInternal(log, error)}`);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: outlet.write,
      close: (code, reason) => session.close(code!, reason!),
      onMessage: (hear) => {
        const receive = createReceiver(session, hear);
        socket.on('message', (data) => {
          if (mayCome(session)) receive(String(data)).catch(fail);
        });
      },
      async onPing(payload) {
        const answer = await answerPing(session, payload, { authenticate, log });
        if (answer !== undefined) await outlet.write(stringifyMessage({ type: MessageType.Pong, ...(answer && { payload: answer }) }));
      },
    },
    session,
  );
  over.promise.then(([code, reason]) => closed(code, reason)).catch((error: unknown) => logInternal(log, error));
  for (const frame of ['ping', 'pong'] as const) socket.on(frame, () => mayCome(session));
  socket.on('error', (err) => log.debug({ err }, 'WebSocket failed'));
  const heartbeat = keepAlive(socket);
  socket.once('close', (code, reason) => {
    clearInterval(heartbeat);
    session.close(code, String(reason));
  });
}

function mayCome(session: Session): boolean {
  if (session.isClosed) return false;
  if (session.hasBudget()) return session.hasRoom();
  session.close(POLICY_VIOLATION, 'Policy violation: too many messages');
  return false;
}

/** A peer that is gone without a word is noticed after two beats at most. */
function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  return setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, HEARTBEAT_MS);
}
