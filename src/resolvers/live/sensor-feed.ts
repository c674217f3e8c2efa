import { shardOf, type ReadingsRecorded } from '../../events.js';
import type { Live } from '../../live/live.js';

export interface SensorFeedOptions {
  onReading: (event: ReadingsRecorded) => void;
  /** It hears no more, though nobody has given the signal: with the reason if it failed. */
  onEnd: (failure: unknown) => void;
  /** Given when nothing is to be heard any more. */
  signal: AbortSignal;
}

type Readings = AsyncIterableIterator<unknown>;

/** What some sensors say; which, may change. */
export class SensorFeed {
  #sensors: ReadonlySet<number> = new Set();
  #readings: Readings | null = null;

  constructor(
    private readonly live: Live,
    private readonly options: SensorFeedOptions,
  ) {
    options.signal.addEventListener('abort', () => void this.#readings?.return!());
  }

  /** From now on to these; whether they are others than before. Then what they said until it resolves may not have been heard, and of what they say behind that nothing is missed. */
  async listenTo(sensors: ReadonlySet<number>): Promise<boolean> {
    if (this.listensTo(sensors)) return false;
    const reaching = await this.live.reach([...new Set([...sensors].map(shardOf))]);
    const before = this.#readings;
    this.#readings = this.live.stream('readingsRecorded', { accept: (event) => this.#note(event), about: { names: new Set([...sensors].map(nameOf)), namesOf }, reaching });
    this.#sensors = sensors;
    void this.#follow(this.#readings);
    await (this.options.signal.aborted ? this.#readings : before)?.return!();
    return true;
  }

  listensTo(sensors: ReadonlySet<number>): boolean {
    return this.#readings !== null && sensors.size === this.#sensors.size && [...sensors].every((sensor) => this.#sensors.has(sensor));
  }

  #note(event: ReadingsRecorded): boolean {
    this.options.onReading(event);
    return false;
  }

  /** It waits for an end only: nothing passes. */
  async #follow(readings: Readings): Promise<void> {
    const failure = await readings.next().then(() => null, (error: unknown) => error);
    if (readings === this.#readings && !this.options.signal.aborted) this.options.onEnd(failure);
  }
}

const nameOf = (sensor: number): string => `x${sensor}`;
const namesOf = ({ sensorId }: { sensorId: number }): readonly string[] => [nameOf(sensorId)];
