import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Somebody who watches the readings of some machines. */
export interface Subscriber extends AsyncDisposable {
  /** What he was told of, as `sensor@measuredAt`. */
  readonly heard: readonly string[];
  /** What went wrong with his subscription. */
  readonly errors: readonly unknown[];
}

interface Told {
  /** Null: it is quiet. */
  readingRecorded: { reading: { measuredAt: string; sensor: { key: string } } | null };
}

const QUERY = 'subscription ($machine: [String!]) { readingRecorded(where: { machine: $machine }) { reading { measuredAt sensor { key } } } }';

/** Over one WebSocket, which is not opened again when it breaks. */
export function subscribe(wsUrl: string, machine: string[]): Subscriber {
  const heard: string[] = [];
  const errors: unknown[] = [];
  const client = createClient({ url: wsUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
  client.subscribe<Told>({ query: QUERY, variables: { machine } }, {
    next: ({ data, errors: failures }) => {
      if (failures) errors.push(...failures);
      const reading = data?.readingRecorded.reading;
      if (reading) heard.push(`${reading.sensor.key}@${reading.measuredAt}`);
    },
    error: (error) => errors.push(error),
    complete: () => {},
  });
  return { heard, errors, [Symbol.asyncDispose]: async () => client.dispose() };
}
