import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, ROOT, main, say } from './process.mjs';

// A package of native code names one optional package per platform, and npm leaves out of the lockfile those that the
// registry it was made with does not serve. `npm ci` of npm 11 refuses such a lockfile everywhere, although it needs
// none of them here. This writes the missing entries: their versions are exact in the package that names them, and
// the platform stands in their names.

const PLATFORM = /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z]+))?$/;
const path = join(ROOT, 'package-lock.json');

await main(() => {
  const lockfile = JSON.parse(readFileSync(path, 'utf8'));
  const missing = Object.entries(lockfile.packages).flatMap(([parent, entry]) => missingOf(parent, entry, lockfile.packages));
  for (const [name, entry] of missing) lockfile.packages[`node_modules/${name}`] = entry;
  const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  if (missing.length > 0) writeFileSync(path, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  say(missing.length > 0 ? `package-lock.json: added ${missing.map(([name]) => name).join(', ')}` : 'package-lock.json is complete.');
});

function missingOf(parent, { dev, optionalDependencies = {} }, packages) {
  if (parent === '') return [];
  return Object.entries(optionalDependencies)
    .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${parent}/node_modules/${name}`])
    .map(([name, version]) => [name, entryOf(name, version, dev)]);
}

function entryOf(name, version, dev) {
  const [, os, cpu, abi = ''] = PLATFORM.exec(name) ?? [];
  if (!os || !/^\d+\.\d+\.\d+/.test(version)) throw new Failure(`${name}@${version} is missing in package-lock.json, and its name does not tell for which platform it is.`);
  const libc = abi.includes('musl') ? ['musl'] : os === 'linux' && abi.startsWith('gnu') ? ['glibc'] : null;
  return { version, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc }), optional: true, os: [os] };
}
