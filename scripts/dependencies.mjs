import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, ROOT, run, say } from './process.mjs';

const NODE_MAJOR = 24;
const modules = join(ROOT, 'node_modules');
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Makes node_modules what package-lock.json says, if it is not that already. */
export async function installDependencies() {
  if (isInstalled()) return;
  say('Installing the dependencies (npm ci); this takes about a minute ...');
  // Errors only: npm warns of every package that wants a newer Node than the machine's, and one is being installed.
  // No install script of any package is needed, so none gets to run.
  const options = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(...npm('ci', ...options));
  if (code === 0) return;
  throw new Failure(
    `npm ci failed with exit code ${code}; its reason stands above.\n` +
      '- ENOTFOUND, ECONNREFUSED, ETIMEDOUT: the npm registry was not reached. Check the network (`npm ping`), or the proxy that npm is set to.\n' +
      '- "in sync": package.json was changed without its lockfile. Run `npm install`.\n' +
      'Then run the same command again.',
  );
}

/** The command line of npm: the one that started us, where one did. */
export function npm(...parameters) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.execPath, [cli, ...parameters]] : ['npm', parameters];
}

/** The Node that everything runs on: the one that was installed as a package, else the machine's own if it is new enough. */
export function findNode() {
  const packages = Object.keys(readJson(join(ROOT, 'package.json')).optionalDependencies);
  const installed = packages.filter((name) => name.startsWith('node-') && existsSync(join(modules, name))).map((name) => join(modules, name, readJson(join(modules, name, 'package.json')).bin.node));
  const node = [...installed, process.execPath].find((path) => majorVersion(path) >= NODE_MAJOR);
  if (node) return node;
  throw new Failure(
    `Thermograph needs Node ${NODE_MAJOR} or newer. This machine (${process.platform} ${process.arch}) has ${process.version}, and ` +
      (installed.length === 0 ? 'the npm registry has no Node package that fits it.' : `the one that npm installed, ${installed[0]}, does not run here.`) +
      `\nInstall Node ${NODE_MAJOR} from https://nodejs.org and run the same command again.`,
  );
}

const majorVersion = (node) => Number(/^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0);

/** npm writes what it installed to a file of its own as its last act; what is optional may be for another platform. */
function isInstalled() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  const wanted = Object.entries(readJson(join(ROOT, 'package-lock.json')).packages).filter(([path]) => path !== '');
  return wanted.every(([path, { version, optional, devOptional }]) => installed[path]?.version === version || (!installed[path] && (optional || devOptional)));
}
