import type { Server, ServerResponse } from 'node:http';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

const MOST_TURNS = 1_000;

/**
 * Prepares for the end of a server, so that nobody who has sent a request sees a reset. From when it is called each
 * answer is the last one of its connection (RFC 9112, section 9.6), also the answers to requests that run: who is not
 * told that may send his next request in the very moment when we close. Resolves after so many milliseconds.
 */
export function createFarewell(server: Server): (noticeMs: number) => Promise<void> {
  const running = new Set<ServerResponse>();
  let begun = false;
  server.on('request', (_request, response: ServerResponse) => {
    if (begun) return makeLast(response);
    running.add(response);
    response.once('close', () => running.delete(response));
  });
  return async (noticeMs) => {
    begun = true;
    running.forEach(makeLast);
    running.clear();
    await delay(noticeMs);
    await acceptWaiting(server);
  };
}

function makeLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Node accepts one connection in a turn of its loop, and the kernel resets those that still wait when the port is closed. */
async function acceptWaiting(server: Server): Promise<void> {
  let accepted = 0;
  const count = () => void (accepted += 1);
  server.on('connection', count);
  for (let before = -1, turns = 0; accepted > before && turns < MOST_TURNS; turns += 1) {
    before = accepted;
    await turn();
  }
  server.off('connection', count);
}
