import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFolder } from './folder.js';
import { freePort } from './port.js';
import { openServer, type Server } from './server.js';

/** A line that the program logged; `level` is pino's number: 30 info, 40 warn, 50 error. A line that is not JSON is all `msg`. */
export type LogLine = { level?: number; msg?: string } & Record<string, unknown>;

export interface Program extends Server {
  readonly port: number;
  readonly url: string;
  /** Of GraphQL over WebSocket. */
  readonly wsUrl: string;
  /** Of the embedded broker, where no MQTT_URL was given. */
  readonly mqttUrl: string;
  readonly log: readonly LogLine[];
}

const BUILD = fileURLToPath(new URL('../../', import.meta.url));
const ROOT = join(BUILD, '..');

/**
 * The whole program as a process of its own, from when its /ready says 200. It sees the variables given and none of
 * ours; its ports and its data folder are its own unless they are given. `stop()` is SIGTERM, `stop('SIGKILL')` a crash,
 * `start()` runs it again with the same variables.
 */
export async function startProgram(env: Record<string, string> = {}): Promise<Program> {
  const folder = await openFolder('program');
  const own = { PORT: String(await freePort()), MQTT_PORT: String(await freePort()), THERMOGRAPH_DATA: join(folder.path, 'data') };
  const variables: Record<string, string> = { PATH: process.env['PATH'] ?? '', ...own, ...env };
  const port = Number(variables['PORT']);
  const log: LogLine[] = [];
  const server = await openServer({
    name: 'program',
    folder,
    command: [process.execPath, '--import', new URL(`file://${ROOT}/scripts/leash.mjs`).href, '--enable-source-maps', join(BUILD, 'src', 'main.js')],
    env: variables,
    cwd: ROOT,
    channel: true,
    onLine: (line) => log.push(parseLine(line)),
    ready: async () => (await statusOf(`http://127.0.0.1:${port}/ready`)) === 200,
  });
  const urls = { url: `http://127.0.0.1:${port}`, wsUrl: `ws://127.0.0.1:${port}/graphql`, mqttUrl: variables['MQTT_URL'] ?? `mqtt://127.0.0.1:${variables['MQTT_PORT']}` };
  return Object.assign(server, { port, log, ...urls });
}

function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { msg: line };
  }
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy(new Error(`${url} does not answer`)));
    request.once('error', reject);
  });
}
