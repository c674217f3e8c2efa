import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { carry, type Weather } from './carry.js';
import { freePort } from './port.js';

/** Sees what passes on one connection at the moment when it is handed on. */
export interface Tap {
  toServer(chunk: Buffer): void;
  toClient(chunk: Buffer): void;
}

export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** How many connections there ever were. */
  readonly accepted: number;
  /** How many are open now. */
  readonly open: number;
  /** Resets what is open and refuses what is new, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Cuts every open connection (RST). New ones are welcome. */
  resetAll(): void;
  /** Ends every open connection in order (FIN), after what is on its way. */
  closeAll(): void;
  /** As when the cable is pulled: nothing passes in either direction and nobody is told, until `resume`. */
  pause(): void;
  resume(): void;
  /** What is sent from now on takes so long, in each direction. */
  setLatency(milliseconds: number): void;
}

interface Pair {
  ends: [Socket, Socket];
  finish(): void;
}

/** Stands in front of a port of this machine and does to its connections what networks do. */
export async function startProxy({ to, tap }: { to: number; tap?: () => Tap }): Promise<Proxy> {
  const weather: Weather = { latencyMs: 0, calm: Promise.resolve() };
  const pairs = new Set<Pair>();
  let accepted = 0;
  let release: (() => void) | null = null;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    accepted += 1;
    const pair = join(client, connect({ port: to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }), weather, tap?.());
    pairs.add(pair);
    let closed = 0;
    for (const end of pair.ends) end.once('close', () => ++closed === 2 && pairs.delete(pair));
  });
  const port = await freePort();
  const listen = async () => void (await once(server.listen(port, '127.0.0.1'), 'listening'));
  const resume = () => {
    release?.();
    release = null;
  };
  const resetAll = () => pairs.forEach((pair) => pair.ends.forEach((end) => end.resetAndDestroy()));
  const down = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    resetAll();
    await closed;
  };
  await listen();
  return {
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted;
    },
    get open() {
      return pairs.size;
    },
    down,
    up: listen,
    resetAll,
    closeAll: () => pairs.forEach((pair) => pair.finish()),
    pause: () => {
      if (!release) weather.calm = new Promise((resolve) => (release = resolve));
    },
    resume,
    setLatency: (milliseconds) => void (weather.latencyMs = milliseconds),
    async [Symbol.asyncDispose]() {
      await down();
      resume();
    },
  };
}

function join(client: Socket, server: Socket, weather: Weather, tap?: Tap): Pair {
  const there = carry(client, server, weather, tap && ((chunk) => tap.toServer(chunk)));
  const back = carry(server, client, weather, tap && ((chunk) => tap.toClient(chunk)));
  return {
    ends: [client, server],
    finish: () => {
      there.finish();
      back.finish();
    },
  };
}
