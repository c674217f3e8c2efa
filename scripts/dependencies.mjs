import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Failure, ROOT, run, say } from './process.mjs';

const NODE_MAJOR = 24;
const modules = join(ROOT, 'node_modules');
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Makes node_modules what package-lock.json says, if it is not that already. */
export async function installDependencies() {
  if (!isInstalled()) await install();
  linkNode();
}

async function install() {
  say('Installing the dependencies (npm ci); this takes about a minute ...');
  // Errors only: npm warns of every package that wants a newer Node than the machine's, and one is being installed.
  // No install script of any package is needed, so none gets to run.
  const options = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(...npm('ci', ...options));
  if (code === 0) return;
  throw new Failure(
    `npm ci failed with exit code ${code}; its reason stands above.\n` +
      '- ENOTFOUND, ECONNREFUSED, ETIMEDOUT: the npm registry was not reached. Check the network (`npm ping`), or the proxy that npm is set to.\n' +
      '- "in sync": package.json was changed without its lockfile. Run `npm install`, then `npm run lockfile`.\n' +
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
  const packaged = packagedNode();
  const node = [packaged, process.execPath].find((path) => path && majorVersion(path) >= NODE_MAJOR);
  if (node) return node;
  throw new Failure(
    `Thermograph needs Node ${NODE_MAJOR} or newer. This machine (${process.platform} ${process.arch}) has ${process.version}, and ` +
      (packaged ? `the one that npm installed, ${packaged}, does not run here.` : 'no Node package that fits it was installed.') +
      `\nInstall Node ${NODE_MAJOR} from https://nodejs.org and run the same command again.`,
  );
}

/** package.json names one Node package per platform, and npm installs the one that fits. */
function packagedNode() {
  const names = Object.keys(readJson(join(ROOT, 'package.json')).optionalDependencies).filter((name) => name.startsWith('node-'));
  const name = names.find((each) => existsSync(join(modules, each)));
  return name && join(modules, name, readJson(join(modules, name, 'package.json')).bin.node);
}

/** npm 10 takes the link away again with the packages of the other platforms. npm's scripts find Node by it. */
function linkNode() {
  const [node, link] = [packagedNode(), join(modules, '.bin', 'node')];
  if (node && process.platform !== 'win32' && !existsSync(link)) symlinkSync(relative(dirname(link), node), link);
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
