import type { Database } from '../database.js';
import type { Bus } from '../events.js';
import { readReadings } from './log.js';
import type { Sequence } from './sequence.js';
import type { WantedShards } from './wanted.js';

/** So long may readings that the log has still come by the bus. */
const GRACE_MS = 50;
const FILLED_AT_ONCE = 2_000;

/** Readings of which the log has told, and which the bus has not brought. */
export class Missing {
  #noticed = { from: 0, since: 0 };

  constructor(
    private readonly options: { readonly database: Database; readonly bus: Pick<Bus, 'connected'> },
    private readonly sequence: Sequence,
    private readonly wanted: WantedShards,
  ) {}

  /** For how long the bus may still bring them; null: there are none. */
  graceMs(): number | null {
    const { missing } = this.sequence;
    if (!missing) return null;
    if (!this.options.bus.connected) return 0;
    if (this.#noticed.from !== missing.from) this.#noticed = { from: missing.from, since: performance.now() };
    return Math.max(0, this.#noticed.since + GRACE_MS - performance.now());
  }

  /** Reads those that have not come in time. Whether there were any. */
  async fill(): Promise<boolean> {
    const { missing } = this.sequence;
    if (!missing || this.graceMs()! > 0) return false;
    const shards = this.wanted.all;
    const { events, next } = await readReadings(this.options.database.em.fork(), [missing.from - 1], missing.to, FILLED_AT_ONCE, shards);
    this.sequence.fill(events, missing.from, next?.[0] ?? missing.to, shards);
    return true;
  }
}
