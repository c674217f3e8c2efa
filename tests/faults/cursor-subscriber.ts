import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Somebody who keeps the cursor of the last thing that he heard, and comes back with it whenever his connection is lost. */
export interface CursorSubscriber extends AsyncDisposable {
  /** Everything that he heard, in the order in which he heard it. */
  readonly heard: readonly string[];
  /** What went wrong otherwise than that a connection was lost. */
  readonly errors: readonly unknown[];
  readonly connections: number;
  /** Cuts his connection. */
  cut(): void;
}

export interface Wanted {
  /** A document with one subscription, and with $after. */
  query: string;
  /** What of an event is remembered; null: nothing, as it only says how far it has come. */
  nameOf: (event: never) => string | null;
  after: string | null;
  /** Where he goes, in turn. */
  urls: readonly string[];
  first: number;
  /** Whether he comes back with what he has: if not, he is the control. */
  keepsCursor?: boolean;
}

const PAUSE_MS = 50;

export function subscribeByCursor({ query, nameOf, after, urls, first, keepsCursor = true }: Wanted): CursorSubscriber {
  const heard: string[] = [];
  const errors: unknown[] = [];
  let cursor = after;
  let socket: WebSocket | null = null;
  let client: Client;
  let connections = 0;
  let gone = false;

  const hear = (event: { cursor: string }) => {
    cursor = event.cursor;
    const name = nameOf(event as never);
    if (name !== null) heard.push(name);
  };
  const connect = (at: number) => {
    connections += 1;
    const closed = async () => {
      await delay(PAUSE_MS);
      if (!gone) connect(at + 1);
    };
    client = createClient({
      url: `${urls[at % urls.length]!.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false, onNonLazyError: () => {},
      on: { opened: (opened) => void (socket = opened as WebSocket), closed: () => void closed() },
    });
    const mine = client;
    client.subscribe<Record<string, { cursor: string }>>({ query, variables: { after: keepsCursor ? cursor : null } }, {
      next: ({ data, errors: failures }) => {
        // What still comes over a connection that was given up is not his any more.
        if (mine !== client) return;
        if (data) Object.values(data).forEach(hear);
        else errors.push(failures);
      },
      error: (error) => void (error instanceof Error || Array.isArray(error) ? errors.push(error) : null),
      complete: () => {},
    });
  };
  connect(first);
  return {
    heard,
    errors,
    get connections() {
      return connections;
    },
    cut: () => socket?.terminate(),
    async [Symbol.asyncDispose]() {
      gone = true;
      await client.dispose();
    },
  };
}
