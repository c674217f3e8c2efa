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

/** Starts a process and resolves when it is ready. If that fails, nothing is left of it. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const server = new ChildServer(options);
  try {
    await server.start();
    return server;
  } catch (error) {
    await options.folder[Symbol.asyncDispose]();
    throw error;
  }
}

type Exit = [code: number | null, signal: NodeJS.Signals | null];

class ChildServer implements Server {
  readonly lines: string[] = [];
  readonly #options: ServerOptions;
  #child: ChildProcess | null = null;
  #gone: Promise<Exit> | null = null;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error(`${this.#options.name} is not running`);
    return this.#child.pid;
  }

  async start(): Promise<void> {
    const { name, ready } = this.#options;
    if (this.#child) throw new Error(`${name} is running already`);
    const child = this.#spawn();
    const endedEarly = this.#gone!.then((exit) => {
      throw new Error([`${name} ended (${exit[0] ?? exit[1]}) before it was ready:`, ...this.lines.slice(-20)].join('\n'));
    });
    const isReady = eventually(async () => this.#child !== child || (await ready()), { within: START_MS });
    try {
      await Promise.race([isReady, endedEarly]);
      if (this.#child !== child) await endedEarly;
    } catch (error) {
      await this.stop('SIGKILL');
      throw error;
    }
  }

  async stop(signal: NodeJS.Signals = this.#options.stopSignal ?? 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    if (!this.#child || !this.#gone) return null;
    this.#child.kill(signal);
    const [code, by] = await this.#gone;
    return code ?? by;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const intime = new AbortController();
    const late = delay(STOP_MS, 'late', { signal: intime.signal }).catch(() => null);
    const outcome = await Promise.race([this.stop(), late]);
    intime.abort();
    if (outcome === 'late') await this.stop('SIGKILL');
    await this.#options.folder[Symbol.asyncDispose]();
    if (outcome === 'late') throw new Error(`${this.#options.name} had to be killed: it did not stop within ${STOP_MS} ms`);
  }

  #spawn(): ChildProcess {
    const { name, folder, onLine } = this.#options;
    const pidFile = join(folder.path, `${name}.pid`);
    const child = spawnInto(pidFile, this.#options);
    this.#child = child;
    // Not 'exit': the children of a Postgres that was killed hold its output until they are gone too.
    this.#gone = (once(child, 'close') as Promise<Exit>).finally(() => {
      this.#child = null;
      return rm(pidFile, { force: true });
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        onLine?.(line);
      });
    }
    return child;
  }
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
