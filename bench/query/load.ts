// Asks one server for some seconds, as a process of its own: `node load.ts '{ "url", "query", "keys", "connections", "seconds" }'`. Each connection is one caller's.
import autocannon from 'autocannon';

const { url, query, keys, connections, seconds } = JSON.parse(process.argv[2]!) as { url: string; query: string; keys: string[]; connections: number; seconds: number };
const headers = { 'content-type': 'application/json' };
let opened = 0;
const { requests, duration, errors, non2xx } = await autocannon({
  url,
  connections,
  duration: seconds,
  method: 'POST',
  headers,
  body: JSON.stringify({ query }),
  setupClient(client: { setHeaders(headers: object): void }) {
    client.setHeaders({ ...headers, authorization: `Bearer ${keys[opened++ % keys.length]}` });
  },
});
process.stdout.write(JSON.stringify({ requests: requests.total, seconds: duration, failed: errors + non2xx }));
