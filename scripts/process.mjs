import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

// These scripts run before anything is installed: on the machine's own Node, from 20, with nothing but what it brings.

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LEASH = new URL('leash.mjs', import.meta.url).href;
const GRACE_MS = 30_000;

let running = null;
/** The exit code that the signal which told us to end stands for; null until then. */
let endedBy = null;

/** Something that the person at the terminal can do something about: shown as it is, without a stack. */
export class Failure extends Error {}

export const say = (text) => process.stdout.write(`${text}\n`);

/** Runs a script to its exit code, which `work` may resolve to. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.exitCode = endedBy ?? 1;
    if (!endedBy) process.stderr.write(`\n${error instanceof Failure ? error.message : error.stack}\n`);
  }
}

/** Runs a command on this terminal to its exit code, 128 + n after signal n. It ends when we are told to end. */
export function run(command, parameters, { env = process.env, stdio = 'inherit' } = {}) {
  if (endedBy) return Promise.resolve(endedBy);
  return new Promise((resolve, reject) => {
    running = spawn(command, parameters, { cwd: ROOT, env, stdio });
    running.once('error', (error) => reject(new Failure(`${command} could not be started: ${error.message}`)));
    running.once('exit', (code, signal) => {
      running = null;
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** The same for a Node process, which also ends when we are killed with -9. */
export const runOnLeash = (node, parameters) => run(node, ['--import', LEASH, ...parameters], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });

function end(signal) {
  if (endedBy) return;
  endedBy = 128 + constants.signals[signal];
  if (running?.connected) running.disconnect();
  else running?.kill('SIGTERM');
  setTimeout(() => running?.kill('SIGKILL'), GRACE_MS).unref();
}

// A terminal sends Ctrl-C to the child as well, and npm sends it to us once more: asking twice must be harmless.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

// npm that is killed with -9 tells nobody. Its shell lives on, waiting for us, so the shell's parent is watched too.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const grandparent = shellParent(parent);
  setInterval(() => {
    if (process.ppid !== parent || shellParent(parent) !== grandparent) end('SIGHUP');
  }, 500).unref();
}

/** The parent of a process that is a shell; null for another process, and where /proc does not tell. */
function shellParent(pid) {
  try {
    const [, name, rest] = /\((.*)\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return /^(ba|da|z)?sh$/.test(name) ? Number(rest) : null;
  } catch {
    return null;
  }
}
