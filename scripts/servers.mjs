import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, run, say } from './process.mjs';

// What the tests start for themselves, by Debian's package and the program in it.
const servers = [
  { package: 'postgresql', isThere: () => postgresFolders().some((folder) => existsSync(join(folder, 'initdb'))) },
  { package: 'redis-server', isThere: () => onPath('redis-server') },
  { package: 'mosquitto', isThere: () => onPath('mosquitto') },
  { package: 'chromium', isThere: () => onPath('chromium') },
];

/** Installs the servers that are missing from Debian's packages, or says what to install. */
export async function installServers() {
  const missing = servers.filter((server) => !server.isThere()).map((server) => server.package);
  if (missing.length === 0) return;
  if (!onPath('apt-get') || process.getuid() !== 0) {
    const how = onPath('apt-get') ? `Run \`sudo apt-get update && sudo apt-get install ${missing.join(' ')}\`` : `Install ${missing.join(', ')} with your package manager`;
    throw new Failure(`The tests start servers and a browser of their own, and ${missing.join(', ')} cannot be found. ${how}, then run the same command again.`);
  }
  say(`Installing ${missing.join(', ')} (apt-get) ...`);
  await aptGet('update', '-q');
  await aptGet('install', '-q', '-y', '--no-install-recommends', ...missing);
}

async function aptGet(...parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const code = await run('apt-get', ['-o', 'Acquire::Retries=3', ...parameters], { env });
  if (code !== 0) throw new Failure(`apt-get ${parameters[0]} failed with exit code ${code}; its reason stands above.`);
}

/** Debian keeps the servers of each version apart and off the PATH. */
function postgresFolders() {
  const debian = '/usr/lib/postgresql';
  return [...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []), ...path()];
}

const onPath = (program) => path().some((folder) => existsSync(join(folder, program)));
const path = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
