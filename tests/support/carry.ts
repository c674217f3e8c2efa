import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What the line between two ends is like at the moment. */
export interface Weather {
  latencyMs: number;
  /** Resolved, unless nothing may pass. */
  calm: Promise<void>;
}

// Past this many chunks on their way the sender is left waiting, as TCP would.
const MANY = 64;

/**
 * Carries one direction of a connection: bytes, its end, or its being cut, each in its order, after the latency that
 * held when it came, and while the line is calm. Returns how to end it in order, after what is on its way.
 */
export function carry(from: Socket, to: Socket, weather: Weather, seen?: (chunk: Buffer) => void): { finish: () => void } {
  const underway: { dueAt: number; arrive: () => Promise<void> | void }[] = [];
  const send = (arrive: () => Promise<void> | void) => {
    underway.push({ dueAt: performance.now() + weather.latencyMs, arrive });
    if (underway.length === 1) void deliver();
    if (underway.length === MANY) from.pause();
  };
  const deliver = async () => {
    for (let next = underway[0]; next; next = underway[0]) {
      const wait = next.dueAt - performance.now();
      if (wait > 0) await delay(wait);
      await weather.calm;
      if (!to.destroyed) await next.arrive();
      underway.shift();
      if (underway.length < MANY) from.resume();
    }
  };
  const finish = () => send(() => void (to.writableEnded || to.end()));

  from.on('data', (chunk: Buffer) => send(() => write(chunk)));
  from.on('end', finish);
  from.on('error', () => send(() => void to.resetAndDestroy()));
  return { finish };

  function write(chunk: Buffer): Promise<void> | void {
    if (to.writableEnded) return;
    seen?.(chunk);
    return new Promise((resolve) => to.write(chunk, () => resolve()));
  }
}
