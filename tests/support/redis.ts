import { accountOf } from './account.js';
import { openFolder } from './folder.js';
import { freePort } from './port.js';
import { accepts, openServer, type Server } from './server.js';

export interface Redis extends Server {
  readonly port: number;
  readonly url: string;
}

/** A Redis server of the test's own on a free port of the loopback interface. It keeps nothing: stopped, it has forgotten. */
export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  const account = accountOf('redis');
  const folder = await openFolder('redis', { account });
  const server = await openServer({
    name: 'redis',
    folder,
    account,
    command: ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path, '--save', '', '--appendonly', 'no'],
    ready: () => accepts(port),
  });
  return Object.assign(server, { port, url: `redis://127.0.0.1:${port}` });
}
