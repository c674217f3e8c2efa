import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { connect } from '../../clients/typescript/connect.js';
import { resume } from '../../clients/typescript/resume.js';

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

type Event = Record<string, unknown> & { cursor: string };

/** By the client that others use; the control uses graphql-ws alone, which subscribes again and knows of no cursor. */
export function subscribeByCursor({ query, nameOf, after, urls, first, keepsCursor = true }: Wanted): CursorSubscriber {
  const heard: string[] = [];
  const errors: unknown[] = [];
  let socket: WebSocket | null = null;
  let connections = 0;
  const inTurn = urls.map((_, index) => `${urls[(index + first) % urls.length]!.replace('http', 'ws')}/graphql`);
  const client = connect({ urls: inTurn as [string], webSocketImpl: WebSocket, pauseMs: 100 });
  client.on('opened', (opened) => {
    socket = opened as WebSocket;
    connections += 1;
  });
  const leaving = new AbortController();
  const events = keepsCursor ? resume<Record<string, Event>, { after: string | null }>({ client, document: query, after, signal: leaving.signal }) : forgetting(client, query);
  const listening = (async () => {
    for await (const event of events) {
      const name = nameOf(event as never);
      if (name !== null) heard.push(name);
    }
  })().catch((error: unknown) => errors.push(error));
  return {
    heard,
    errors,
    get connections() {
      return connections;
    },
    cut: () => socket?.terminate(),
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await client.dispose();
      await listening;
    },
  };
}

async function* forgetting(client: Client, query: string): AsyncGenerator<Event, void, void> {
  for await (const { data } of client.iterate<Record<string, Event>>({ query, variables: { after: null } })) yield* Object.values(data!);
}
