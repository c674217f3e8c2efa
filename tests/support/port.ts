import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

// Below the range that systems take the ports of outgoing connections from: a server that is stopped and started again
// in a test finds its port free, however many clients tried to connect meanwhile.
const LOWEST = 12_000;
const HIGHEST = 32_000;

/** A TCP port on the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
