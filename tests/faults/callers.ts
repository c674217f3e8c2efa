import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { formatInstant } from '../../src/domain/time.js';
import type { Sent } from './fleet.js';

/** What became of requests, over connections that are kept. */
export interface Callers extends AsyncDisposable {
  /** How many were answered with each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Those that reached a server and had no answer. A server that does not listen is not among them: nothing reached it. */
  readonly broken: readonly string[];
  /** The readings that were sent by mutation; `takenAt` says that it was answered. */
  readonly sent: readonly Sent[];
  /** Requests that wait for their answer. */
  readonly waiting: number;
  stop(): Promise<void>;
}

const PAUSE_MS = 10;
const MUTATION = 'mutation ($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded userErrors { message } } }';

/** So many callers at each server, who query and mutate in turn. Who is told to come back over another connection is sent to the next server, as by a balancer that asks for /ready. */
export function startCallers({ urls, each, sensor }: { urls: readonly string[]; each: number; sensor: string }): Callers {
  const statuses = new Map<number, number>();
  const broken: string[] = [];
  const sent: Sent[] = [];
  let stopped = false;
  let waiting = 0;
  let clock = Date.now() * 1000;

  const query = (agent: Agent, url: string) => post(agent, url, { query: '{ machines(first: 5) { nodes { code sensors { key latest { value } } } } }' });
  const mutate = async (agent: Agent, url: string) => {
    const reading: Sent = { key: sensor, at: (clock += 1_000), value: 5, takenAt: null };
    sent.push(reading);
    const readings = [{ sensor, measuredAt: formatInstant(reading.at), value: reading.value }];
    const answer = await post(agent, url, { query: MUTATION, variables: { readings } });
    if (answer.body.includes('"recorded":1,')) reading.takenAt = performance.now();
    return answer;
  };
  const call = async (caller: number) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = 0, at = caller; !stopped; turn += 1) {
      waiting += 1;
      try {
        const { status, body, last } = await (turn % 2 === 0 ? query : mutate)(agent, urls[at % urls.length]!);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (body.includes('"errors"')) broken.push(body);
        if (last) at += 1;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        at += 1;
        if (code !== 'ECONNREFUSED') broken.push(code ?? message);
      }
      waiting -= 1;
      await delay(PAUSE_MS);
    }
    agent.destroy();
  };
  const running = Promise.all(Array.from({ length: each * urls.length }, (_, caller) => call(caller)));
  const stop = async () => {
    stopped = true;
    await running;
  };
  return {
    statuses,
    broken,
    sent,
    get waiting() {
      return waiting;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function post(agent: Agent, url: string, content: object): Promise<{ status: number; body: string; last: boolean }> {
  const asking = request(`${url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
  asking.end(JSON.stringify(content));
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return { status: response.statusCode!, body: await text(response), last: response.headers.connection === 'close' };
}
