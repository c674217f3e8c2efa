import { setTimeout as delay } from 'node:timers/promises';
import { formatInstant, now } from '../domain/time.js';
import { MachineStatus } from '../entities/machine.js';
import type { Logger } from '../log.js';
import { connectDevice, type Device } from './device.js';
import { loadMotes, STEP_SECONDS, type Mote } from './motes.js';

export interface ReplayOptions {
  url: string;
  log: Logger;
  /** Told of every measurement that was acknowledged. */
  onProgress?: (progress: ReplayProgress) => void;
  /** How many times as fast as it was recorded, up to 30. */
  speed?: number;
  /** When the first steam comes, in milliseconds after the start. */
  steamAfter?: number;
}

export interface ReplayProgress {
  /** The asset that was measured, and whether there was steam at it. */
  asset: string;
  steam: boolean;
  /** Where in the loop, 0 to 1. */
  position: number;
}

/**
 * Plays the recording of four real devices to a broker, as devices do: each over a connection of its own, at QoS 1, with the
 * present time on what it measured. It goes on for ever, with steam twice in a loop: at ten times the recorded speed every
 * 90 seconds.
 */
export function openReplay({ url, log, onProgress = () => {}, speed = 10, steamAfter = 20_000 }: ReplayOptions): AsyncDisposable {
  const stop = new AbortController();
  const every = (STEP_SECONDS * 1_000) / speed;
  const motes = loadMotes({ steamAfter: Math.round(steamAfter / every) });
  const playing = motes.map(async (mote, index) => {
    await using device = connectDevice({ url, name: `demo-${mote.asset}`, signal: stop.signal, log });
    // One after the other, not four at once.
    const beats = createBeats({ every, first: (every * index) / motes.length, signal: stop.signal });
    while (await beats.next()) await publishRow(mote, beats.count, device, onProgress);
  });
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await Promise.all(playing);
    },
  };
}

async function publishRow({ asset, isMachine, rows }: Mote, count: number, device: Device, onProgress: (progress: ReplayProgress) => void): Promise<void> {
  const at = count % rows.length;
  const { temperature, humidity, steam } = rows[at]!;
  const measuredAt = formatInstant(now());
  // A machine that stands in steam is stopped: the one thing here that was not recorded.
  if (isMachine && (count === 0 || steam !== rows.at(at - 1)!.steam)) {
    await device.publish(`thermograph/${asset}/status`, { status: steam ? MachineStatus.ERROR : MachineStatus.RUNNING, measuredAt });
  }
  await device.publish(`thermograph/${asset}`, { measuredAt, temperature, humidity }, () => onProgress({ asset, steam, position: at / rows.length }));
}

/** A clock that is not hurried by what it could not keep up with. */
function createBeats({ every, first, signal }: { every: number; first: number; signal: AbortSignal }) {
  let due = performance.now() + first;
  const beats = {
    /** How many beats there were before this one. */
    count: -1,
    /** Waits for the next beat; false when there is none. */
    async next(): Promise<boolean> {
      await delay(Math.max(0, due - performance.now()), null, { signal }).catch(() => {});
      due = Math.max(due + every, performance.now());
      beats.count += 1;
      return !signal.aborted;
    },
  };
  return beats;
}
