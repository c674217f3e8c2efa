import { chown, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { accountOf } from './account.js';
import { openFolder } from './folder.js';
import { freePort } from './port.js';
import { accepts, openServer, type Server } from './server.js';

export interface Mosquitto extends Server {
  readonly port: number;
  readonly url: string;
}

// Mosquitto's own settings drop messages: it keeps 1000 for a client that is away, and nothing over a restart.
const LOSS_FREE = [
  'persistence true',
  'autosave_interval 1',
  'autosave_on_changes false',
  'max_queued_messages 200000',
  'max_queued_bytes 268435456',
  'max_inflight_messages 1000',
  'persistent_client_expiration 14d',
  'max_packet_size 262144',
  'set_tcp_nodelay true',
];

/**
 * A Mosquitto broker of the test's own on a free port of the loopback interface, with Debian's settings, or those that
 * lose nothing, and any lines of configuration on top. What persists is written at a clean stop, not at a `SIGKILL`.
 */
export async function startMosquitto({ lossFree = false, config = [] }: { lossFree?: boolean; config?: string[] } = {}): Promise<Mosquitto> {
  const port = await freePort();
  const account = accountOf('mosquitto');
  const folder = await openFolder('mosquitto', { account });
  const configFile = join(folder.path, 'mosquitto.conf');
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', `persistence_location ${folder.path}/`, ...(lossFree ? LOSS_FREE : []), ...config];
  await writeFile(configFile, `${lines.join('\n')}\n`);
  if (account) await chown(configFile, account.uid, account.gid);
  const server = await openServer({ name: 'mosquitto', folder, account, command: [findMosquitto(), '-c', configFile], ready: () => accepts(port) });
  return Object.assign(server, { port, url: `mqtt://127.0.0.1:${port}` });
}

/** Debian has it in a folder that only root has on the PATH. */
const findMosquitto = () => (existsSync('/usr/sbin/mosquitto') ? '/usr/sbin/mosquitto' : 'mosquitto');
