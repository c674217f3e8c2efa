import { once } from 'node:events';
import type { GraphQLFormattedError } from 'graphql';
import { WebSocket } from 'ws';

export interface Outcome {
  /** Of HTTP; a WebSocket has none. */
  status: number | null;
  /** All that was answered. */
  text: string;
  errors: readonly GraphQLFormattedError[];
  data?: unknown;
}

export interface Transport extends AsyncDisposable {
  /** Sends the JSON of an operation as it stands and waits for what comes first. */
  send(payload: string): Promise<Outcome>;
}

export function openHttpTransport(url: string): Transport {
  return {
    async send(body) {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const text = await response.text();
      return { status: response.status, text, ...outcomeOf(text) };
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** One operation after the other. Nothing is answered to a subscription that begins; then the outcome is empty. */
export async function openSocketTransport(url: string): Promise<Transport> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  let heard: (message: string) => void = () => {};
  socket.on('message', (data) => heard(String(data)));
  const closed = once(socket, 'close').then(([code, reason]) => `closed ${String(code)} ${String(reason)}`);
  await once(socket, 'open');
  const hear = <T>(accept: (message: string) => T | null) =>
    new Promise<T>((resolve) => {
      heard = (message) => {
        const accepted = accept(message);
        if (accepted !== null) resolve(accepted);
      };
    });
  const welcome = hear((message) => (message.includes('connection_ack') ? message : null));
  socket.send('{"type":"connection_init"}');
  await welcome;
  let last = 0;
  const begin = (payload: string) => {
    socket.send(`{"id":"${++last}","type":"subscribe","payload":${payload}}`);
    return `"${last}"`;
  };
  return {
    async send(payload) {
      const ids = [begin(payload), ...(payload.includes('subscription') ? [begin('{"query":"{__typename}"}')] : [])];
      const first = await Promise.race([closed, hear((message) => (ids.some((id) => message.startsWith(`{"id":${id},`)) ? message : null))]);
      if (first.startsWith('closed')) return { status: null, text: first, errors: [] };
      if (!first.startsWith(`{"id":${ids[0]},`)) return { status: null, text: '', errors: [] };
      const { payload: answer } = JSON.parse(first) as { payload?: unknown };
      return { status: null, text: first, ...(Array.isArray(answer) ? { errors: answer as GraphQLFormattedError[] } : outcomeOf(JSON.stringify(answer ?? {}))) };
    },
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await closed;
    },
  };
}

function outcomeOf(text: string): Pick<Outcome, 'errors' | 'data'> {
  const { errors = [], data } = JSON.parse(text) as { errors?: GraphQLFormattedError[]; data?: unknown };
  return { errors, ...(data === undefined ? {} : { data }) };
}
