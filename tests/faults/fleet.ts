import { setInterval as ticks } from 'node:timers/promises';
import type { Instant } from '../../src/domain/time.js';
import { eventually } from '../support/eventually.js';
import { connectDevice, type Device } from './device.js';
import type { Thermometer } from './world.js';

/** One reading as a device sent it, and what became of the message at the broker. */
export interface Sent {
  key: string;
  at: Instant;
  value: number;
  /** When the broker took it for somebody (PUBACK 0), in milliseconds of performance.now(); null: it did not, or not yet. */
  takenAt: number | null;
}

/** All thermometers, which send through one connection straight to the broker. */
export interface Fleet extends AsyncDisposable {
  readonly sent: readonly Sent[];
  /** How many the broker had taken at that moment. */
  taken(before?: number): number;
  /** So many readings at once; resolves when each is answered. */
  send(readings: number): Promise<Sent[]>;
  /** So many readings a second, until `stop`. */
  start(perSecond: number): void;
  /** Resolves when everything is answered. */
  stop(): Promise<void>;
}

const TICK_MS = 10;
// A broker lets a publisher have so many on the way (Mosquitto: max_inflight_messages).
const MOST_UNANSWERED = 500;
// One in so many measurements was kept back by its device for a while.
const BELATED = 50;
const KEPT_BACK = 1_500_001;

export async function openFleet({ port, thermometers }: { port: number; thermometers: readonly Thermometer[] }): Promise<Fleet> {
  const device = await connectDevice(port);
  const sent: Sent[] = [];
  let clock = 0;
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const sendNext = () => {
    // Even microseconds, and odd ones for those that come late: no two readings are the same.
    clock = Math.max(clock + 2, 2 * Math.floor(Date.now() * 500));
    const at = sent.length % BELATED === BELATED - 1 ? clock - KEPT_BACK : clock;
    const reading = { key: thermometers[sent.length % thermometers.length]!.key, at, value: wave(sent.length, thermometers.length), takenAt: null };
    sent.push(reading);
    return publish(device, reading);
  };
  const run = async (perSecond: number) => {
    const began = performance.now();
    const before = sent.length;
    for await (const _ of ticks(TICK_MS, null, { signal: stopping.signal })) {
      const due = before + ((performance.now() - began) / 1000) * perSecond;
      while (sent.length < due && device.unanswered < MOST_UNANSWERED) void sendNext();
    }
  };
  const stop = async () => {
    stopping.abort();
    await running.catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
    await eventually(() => device.unanswered === 0);
  };
  return {
    sent,
    taken: (before = Infinity) => sent.filter(({ takenAt }) => takenAt !== null && takenAt <= before).length,
    send: (readings) => Promise.all(Array.from({ length: readings }, sendNext)),
    start(perSecond) {
      stopping = new AbortController();
      running = run(perSecond);
      running.catch(() => {});
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      await device[Symbol.asyncDispose]();
    },
  };
}

async function publish(device: Device, reading: Sent): Promise<Sent> {
  const reason = await device.publish(`thermograph/${reading.key}`, JSON.stringify({ measuredAt: reading.at, value: reading.value }));
  if (reason === 0) reading.takenAt = performance.now();
  return reading;
}

/** From 0 to 10 and back in 25 readings of each thermometer, each at a place of its own in it. */
const wave = (index: number, thermometers: number): number => {
  const phase = Math.floor(index / thermometers) / 25 + (index % thermometers) / thermometers;
  return Math.round((5 + 5 * Math.sin(phase * 2 * Math.PI)) * 100) / 100;
};
