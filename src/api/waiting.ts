import { createBacklog, type Backlog } from '../live/backlog.js';
import { newest } from '../live/single-readings.js';
import type { Made, Told } from './made.js';

export interface WaitingOptions {
  coalesceBy: ((event: Told) => string | number) | undefined;
  onLeftOut: (events: number) => void;
  /** Whether a result may wait with its event, where it can be no secret meanwhile. */
  keepsResults: boolean;
}

/** So many results wait; what comes behind them is executed when its turn has come. */
const MOST_KEPT = 64;

/** What waits for one subscriber: what he had missed before he came, and behind it what has happened since, of which the queue is bounded. */
export class Waiting {
  readonly #backlog: Backlog<Made>;
  readonly #keepsResults: boolean;
  #replay: AsyncIterator<Told> | null = null;

  constructor({ coalesceBy, onLeftOut, keepsResults }: WaitingOptions) {
    this.#backlog = createBacklog<Made>({ onLeftOut, coalesceBy: coalesceBy && (({ event }) => coalesceBy(event)), keep: (earlier, later) => (newest(earlier.event, later.event) === later.event ? later : earlier) });
    this.#keepsResults = keepsResults;
  }

  /** Of what has happened since. */
  get length(): number {
    return this.#backlog.length;
  }

  begin(replay: AsyncIterator<Told>): void {
    this.#replay = replay;
  }

  /** False: too much waits. */
  push({ event, result }: Made): boolean {
    return this.#backlog.push({ event, result: this.#keepsResults && this.#backlog.length < MOST_KEPT ? result : null });
  }

  /** The next that he had missed; null: there is no more of it. */
  async nextMissed(): Promise<Told | null> {
    const result = await this.#replay?.next();
    if (result && !result.done) return result.value;
    this.#replay = null;
    return null;
  }

  /** The next of what has happened since; undefined: nothing waits. At once, so that nothing comes between that and what is done about it. */
  shift(): Made | undefined {
    return this.#backlog.shift();
  }

  clear(): void {
    this.#backlog.clear();
    void this.#replay?.return?.();
  }
}
