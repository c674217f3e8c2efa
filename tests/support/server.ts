import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.js';
import { eventually } from './eventually.js';
import type { Folder } from './folder.js';

/** A process that a test started, and may stop and start again as often as it likes. */
export interface Server extends AsyncDisposable {
  /** Of the process that runs now; throws while none does. */
  readonly pid: number;
  /** What it has written, line by line, over all its lives. */
  readonly lines: readonly string[];
  /** Resolves when it is ready; throws with its last lines when it ends instead. */
  start(): Promise<void>;
  /** Sends the signal and resolves to the exit code when it is gone, or to the signal that ended it; null when it was not running. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export interface ServerOptions {
  name: string;
  command: string[];
  /** Where it lives; given up together with it. */
  folder: Folder;
  ready: () => Promise<boolean>;
  account?: Account | null | undefined;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Which signal is a clean stop. */
  stopSignal?: NodeJS.Signals;
  /** Whether it gets a channel to us, which breaks when we are gone. */
  channel?: boolean;
  onLine?: (line: string) => void;
}

const START_MS = 60_000;
const STOP_MS = 20_000;

export async function openServer(options: ServerOptions): Promise<Server> {
  const { name, ready, stopSignal = 'SIGTERM' } = options;
  const pidFile = join(options.folder.path, `${name}.pid`);
  const lines: string[] = [];
  let child: ChildProcess | null = null;
  let exited: Promise<unknown[]> | null = null;

  const take = (line: string) => {
    lines.push(line);
    options.onLine?.(line);
  };
  const start = async () => {
    if (child) throw new Error(`${name} is running already`);
    const started = (child = spawnInto(pidFile, options));
    for (const stream of [started.stdout!, started.stderr!]) createInterface({ input: stream }).on('line', take);
    // Not 'exit': the children of a Postgres that was killed hold its output until they are gone too.
    exited = once(started, 'close').finally(() => {
      child = null;
      return rm(pidFile, { force: true });
    });
    const endedEarly = exited.then(([code, signal]) => {
      throw new Error([`${name} ended (${String(code ?? signal)}) before it was ready:`, ...lines.slice(-20)].join('\n'));
    });
    try {
      await Promise.race([eventually(async () => child !== started || (await ready()), { within: START_MS }), endedEarly]);
    } catch (error) {
      await stop('SIGKILL');
      throw error;
    }
  };
  const stop = async (signal: NodeJS.Signals = stopSignal) => {
    if (!child || !exited) return null;
    child.kill(signal);
    const [code, by] = (await exited) as [number | null, NodeJS.Signals | null];
    return code ?? by;
  };
  const dispose = async () => {
    const giveUp = new AbortController();
    const late = delay(STOP_MS, 'late', { signal: giveUp.signal }).catch(() => null);
    const outcome = await Promise.race([stop(), late]);
    giveUp.abort();
    if (outcome === 'late') await stop('SIGKILL');
    await options.folder[Symbol.asyncDispose]();
    if (outcome === 'late') throw new Error(`${name} did not stop within ${STOP_MS} ms of ${stopSignal}`);
  };

  try {
    await start();
  } catch (error) {
    await options.folder[Symbol.asyncDispose]();
    throw error;
  }
  return {
    lines,
    start,
    stop,
    get pid() {
      if (!child?.pid) throw new Error(`${name} is not running`);
      return child.pid;
    },
    [Symbol.asyncDispose]: dispose,
  };
}

/** The shell writes its process id down and becomes the server: there is no moment in which the guard does not know it. */
function spawnInto(pidFile: string, { command, account, env, cwd, channel }: ServerOptions): ChildProcess {
  const intoFile = ['-c', 'echo $$ > "$0" && exec "$@"', pidFile, ...command];
  // In a process group of its own: Ctrl-C is for the tests, which stop their servers themselves.
  return spawn('sh', intoFile, { detached: true, stdio: ['ignore', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])], ...account, ...(env && { env }), ...(cwd && { cwd }) });
}

/** Whether something listens on the port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
