// A process of its own with many WebSockets, which only counts what comes: `fanout-clients.ts`, told by messages of its parent. It
// reads the heads of frames and nothing else, so that it takes as little as it can of the machine that is measured.
import { connect, type Socket } from 'node:net';

export interface Wanted {
  url: string;
  /** What each client asks for; one without a document only listens. */
  queries: (string | null)[];
}

export type Order = { connect: Wanted } | { count: number } | { stop: true };
/** `seconds` from the first to the last of the frames that were to be counted, and when each came, in milliseconds of this machine's own clock. */
export type Answer = { connected: number } | { example: string } | { stopped: number } | { counting: number } | { seconds: number; cameAt: number[] };

const AT_ONCE = 50;
const PONG_MS = 5_000;
/** Of more than so many it is not told when each came. */
const MOST_TIMED = 10_000;
const [TEXT, PING] = [1, 9];
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const say = (answer: Answer) => process.send!(answer);

const sockets: Socket[] = [];
let wanted = Infinity;
let cameAt: number[] = [];
let example = '';

process.on('message', (order: Order) => {
  if ('connect' in order) void connectAll(order.connect);
  else if ('stop' in order) stopReading();
  else {
    [cameAt, wanted] = [[], order.count];
    say({ counting: wanted });
  }
});

/** They go on saying that they are there, so that nobody takes them for gone. */
function stopReading(): void {
  for (const socket of sockets) socket.pause();
  setInterval(() => sockets.forEach((socket) => socket.write(PONG)), PONG_MS);
  say({ stopped: sockets.length });
}

async function connectAll({ url, queries }: Wanted): Promise<void> {
  for (let from = 0; from < queries.length; from += AT_ONCE) await Promise.all(queries.slice(from, from + AT_ONCE).map((query, index) => open(new URL(url), query, `subscription-of-client-number-${from + index}`.padEnd(36))));
  say({ connected: queries.length });
}

/** Resolves when it is let in; that it has subscribed is for the server to say. */
function open({ hostname, port, pathname }: URL, query: string | null, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: hostname, noDelay: true });
    const protocol = query === null ? '' : 'Sec-WebSocket-Protocol: graphql-transport-ws\r\n';
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${protocol}\r\n`);
    socket.once('error', reject);
    sockets.push(socket);
    let greeted = false;
    const read = reader(socket, (text) => {
      if (greeted) return count(text);
      greeted = true;
      send(socket, JSON.stringify({ id, type: 'subscribe', payload: { query } }));
      resolve();
    });
    socket.once('data', (head: Buffer) => {
      if (!head.toString('latin1').startsWith('HTTP/1.1 101')) return reject(new Error(head.toString('latin1').split('\r\n')[0]));
      socket.on('data', read);
      read(head.subarray(head.indexOf('\r\n\r\n') + 4));
      if (query !== null) return send(socket, '{"type":"connection_init"}');
      greeted = true;
      resolve();
    });
  });
}

function count(text: () => string): void {
  if (example === '') {
    example = text();
    say({ example });
  }
  cameAt.push(Number(process.hrtime.bigint()) / 1e6);
  if (cameAt.length === wanted) say({ seconds: (cameAt.at(-1)! - cameAt[0]!) / 1_000, cameAt: wanted > MOST_TIMED ? [] : cameAt });
}

function reader(socket: Socket, onText: (text: () => string) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let at = 0;
    while (at + 2 <= all.length) {
      const short = all[at + 1]! & 0x7f;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (at + head > all.length) break;
      const length = short === 126 ? all.readUInt16BE(at + 2) : short === 127 ? Number(all.readBigUInt64BE(at + 2)) : short;
      if (at + head + length > all.length) break;
      const [from, to] = [at + head, at + head + length];
      const opcode = all[at]! & 0x0f;
      if (opcode === PING) socket.write(PONG);
      if (opcode === TEXT) onText(() => all.toString('utf8', from, to));
      at = to;
    }
    rest = all.subarray(at);
  };
}

/** Masked with zeros, as which it stays what it is. */
function send(socket: Socket, text: string): void {
  const payload = Buffer.from(text);
  const length = payload.length < 126 ? Buffer.from([0x81, 0x80 | payload.length]) : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff]);
  socket.write(Buffer.concat([length, Buffer.alloc(4), payload]));
}
