import { createClient, type Client, type ClientOptions } from 'graphql-ws';

export interface ConnectOptions extends Pick<ClientOptions, 'connectionParams' | 'webSocketImpl'> {
  /** Where processes of Thermograph answer, as in `wss://host/graphql`: each connection is made to the next of them. */
  urls: readonly [string, ...string[]];
  /** A connection that says nothing for so long is asked whether it is there, and after as long again it is given up. Default: 10 seconds. */
  silenceMs?: number;
  /** The longest pause before the next attempt; the first ones are shorter, and each is of random length. Default: 10 seconds. */
  pauseMs?: number;
}

const ids = new WeakMap<object, string>();

/** By what a client of `connect` tells the server of a subscription; of another client that is not known. */
export const idOf = (payload: object): string | undefined => ids.get(payload);

/**
 * A client of graphql-ws that never gives up: it comes again after whatever happened, at the next process, with jitter, unless
 * the server says that it is of no use (4400, 4401, 4406). `connectionParams`, as a function, is asked for each connection.
 */
export function connect({ urls, silenceMs = 10_000, pauseMs = 10_000, ...options }: ConnectOptions): Client {
  let attempt = 0;
  let subscriptions = 0;
  let socket: WebSocket | null = null;
  let impatience: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    ...options,
    url: () => urls[attempt++ % urls.length]!,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(pauseMs, 250 * 2 ** Math.min(retries, 20)))),
    keepAlive: silenceMs,
    generateID: (payload) => {
      const id = String(++subscriptions);
      ids.set(payload, id);
      return id;
    },
    on: {
      opened: (opened) => void (socket = opened as WebSocket),
      ping: (isReceived) => {
        if (!isReceived) impatience = setTimeout(() => client.terminate(), silenceMs);
      },
      pong: (isReceived) => void (isReceived && clearTimeout(impatience)),
      closed: () => {
        clearTimeout(impatience);
        // What it might still bring, where it was given up, comes again over the next connection.
        if (socket) socket.onmessage = null;
      },
    },
  });
  return client;
}
