import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { freePort } from './port.js';

export interface Received {
  id: string;
  headers: IncomingHttpHeaders;
  text: string;
  path: string;
  // Whatever JSON it was.
  body: { type: string; timestamp: string; data: Record<string, unknown> & { sequence: number; excursion: Record<string, unknown> & { id: string } } };
}

/** Somebody who is told by webhook, and can be away for a while: his address stays. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** Everything that was taken, in the order in which it came, also what came twice. */
  readonly received: Received[];
  /** Everything that came, also what was refused. */
  readonly tries: number;
  /** How he answers from now on; by default with 204. */
  answerBy(answer: (response: ServerResponse, received: Received) => void): void;
  /** Forgets what came, and answers as in the beginning. */
  reset(): void;
  start(): Promise<void>;
  /** From one moment to the next, with all connections. */
  kill(): Promise<void>;
}

const accept = (response: ServerResponse) => void response.writeHead(204).end();

export async function startReceiver(): Promise<Receiver> {
  const port = await freePort();
  const received: Received[] = [];
  let tries = 0;
  let answer: (response: ServerResponse, received: Received) => void = accept;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.once('end', () => {
      tries += 1;
      const each: Received = { id: String(request.headers['webhook-id']), headers: request.headers, text, path: request.url!, body: JSON.parse(text) as Received['body'] };
      response.once('finish', () => response.statusCode < 300 && received.push(each));
      answer(response, each);
    });
  });
  const start = async () => void (await once(server.listen(port, '127.0.0.1'), 'listening'));
  const kill = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    get tries() {
      return tries;
    },
    answerBy: (how) => void (answer = how),
    reset() {
      received.length = tries = 0;
      answer = accept;
    },
    start, kill,
    [Symbol.asyncDispose]: kill,
  };
}

/** Whether a message is signed by this secret: as a receiver checks it, after standardwebhooks.com, and without our code. */
export function isSignedBy(secret: string, { headers, text }: Pick<Received, 'headers' | 'text'>): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
}
