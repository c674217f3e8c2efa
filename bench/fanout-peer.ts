// What fan-out is compared with, in a process of its own: `fanout-peer.ts ws|graphql-ws`. It says on which port it listens and is told
// by messages of its parent how many events to tell, and of which text.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

export interface Telling {
  events: number;
  /** A result as Thermograph sent it. */
  example: string;
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
const tell = process.argv[2] === 'ws' ? broadcast : serveGraphQL();
process.on('message', (telling: Telling) => void tell(telling));
await once(server, 'listening');
process.send!({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` });

/** As the manual of ws has it: the bytes are there already, and sent to one after the other. */
async function broadcast({ events, example }: Telling): Promise<void> {
  const bytes = Buffer.from(example);
  for (let event = 0; event < events; event += 1) {
    for (const client of server.clients) client.send(bytes, { binary: false });
    await new Promise(setImmediate);
  }
}

/** As its manual has it, with nothing but fields of plain objects, and a queue for each subscriber. */
function serveGraphQL(): (telling: Telling) => Promise<void> {
  const schema = buildSchema(`
    type Query { nothing: Int }
    type Subscription { readingRecorded: ReadingEvent! }
    type ReadingEvent { cursor: String! reading: Reading }
    type Reading { measuredAt: String! value: Float! quality: String! sensor: Sensor! }
    type Sensor { key: String! unit: String! }`);
  const queues = new Set<(event: object) => void>();
  schema.getSubscriptionType()!.getFields()['readingRecorded']!.subscribe = () => listen(queues);
  useServer({ schema }, server);
  return async ({ events, example }) => {
    const { data } = (JSON.parse(example) as { payload: { data: object } }).payload;
    for (let event = 0; event < events; event += 1) {
      for (const push of queues) push({ ...data });
      await new Promise(setImmediate);
    }
  };
}

async function* listen(queues: Set<(event: object) => void>): AsyncGenerator<object> {
  const waiting: object[] = [];
  let wake = () => {};
  const push = (event: object) => {
    waiting.push(event);
    wake();
  };
  queues.add(push);
  try {
    for (;;) {
      for (let event = waiting.shift(); event; event = waiting.shift()) yield event;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    queues.delete(push);
  }
}
