import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Logger } from '../log.js';
import { logInternal } from './errors.js';

const HEARTBEAT_MS = 12_000;

/**
 * Lets the server of graphql-ws speak on a socket. Like its own adapter `graphql-ws/use/ws`, but that one writes to the
 * console whatever a hostile client sends, and answers a broken query by closing the socket.
 */
export function serve<Extra>(protocol: Server<Extra>, socket: WebSocket, extra: Extra, log: Logger): void {
  socket.on('error', (err) => log.debug({ err }, 'WebSocket failed'));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Waiting until it is written is what makes a slow subscriber's events gather in his stream, which is bounded.
      send: (text) => new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(text, () => resolve()) : resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (listener) =>
        socket.on('message', (data) => {
          listener(String(data)).catch((error: unknown) => socket.close(CloseCode.InternalServerError, `Internal error ${logInternal(log, error)}`));
        }),
    },
    extra,
  );
  const heartbeat = keepAlive(socket);
  socket.once('close', (code, reason) => {
    clearInterval(heartbeat);
    closed(code, String(reason)).catch((error: unknown) => logInternal(log, error));
  });
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
