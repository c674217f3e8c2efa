import { chmod, chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mosquitto } from '../support/mosquitto.js';
import { accountOf } from '../support/account.js';
import { openFolder } from '../support/folder.js';
import { freePort } from '../support/port.js';
import { accepts, openServer } from '../support/server.js';
import { readText, ROOT, type Variables } from './compose-file.js';

/**
 * Mosquitto as the compose file starts it: by the script and with the files of deploy/mosquitto, in which only the
 * container's paths and its port are replaced by those of this machine.
 */
export async function startShippedMosquitto(passwords: Variables): Promise<Mosquitto> {
  const port = await freePort();
  const account = accountOf('mosquitto');
  const folder = await openFolder('shipped-mosquitto', { account });
  const here = (path: string) => join(folder.path, path);
  const translate = (text: string) =>
    text.replaceAll('/etc/mosquitto', here('etc')).replaceAll('/run/mosquitto', here('run')).replaceAll('/mosquitto/data', here('data')).replace('listener 1883', `listener ${port} 127.0.0.1`);

  for (const name of ['etc', 'data']) {
    await mkdir(here(name));
    if (account) await chown(here(name), account.uid, account.gid);
  }
  for (const name of await readdir(join(ROOT, 'deploy/mosquitto'))) {
    await writeFile(here(`etc/${name}`), translate(readText(`deploy/mosquitto/${name}`)));
    await chmod(here(`etc/${name}`), 0o644);
  }
  const server = await openServer({
    name: 'mosquitto',
    folder,
    account,
    command: ['sh', here('etc/start.sh')],
    env: { PATH: `${process.env['PATH']}:/usr/sbin`, ...passwords },
    ready: () => accepts(port),
  });
  return Object.assign(server, { port, url: `mqtt://127.0.0.1:${port}` });
}
