import { arrayLiteral, sql, type Database } from '../database.js';
import { now, type Instant } from '../domain/time.js';
import type { ParsedMessage } from './message.js';

/** Months after this one that always have their partition. */
const AHEAD = 3;

/** The months of `reading`: made ahead of time, and for a logger's past when it comes. None is taken away while the program runs. */
export class Partitions {
  readonly #database: Database;
  readonly #made = new Set<number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** At start and from time to time, so that no reading waits for it. */
  async makeAhead(): Promise<void> {
    const current = monthOf(now());
    await this.#make(Array.from({ length: AHEAD + 1 }, (_, ahead) => current + ahead));
  }

  async ensure(messages: readonly ParsedMessage[]): Promise<void> {
    const months = new Set<number>();
    // Nearly all readings of a batch are of one month, and it is told from its ends.
    let [start, end] = [0, 0];
    for (const { readings } of messages) {
      for (const { measuredAt } of readings) {
        if (measuredAt >= start && measuredAt < end) continue;
        const month = monthOf(measuredAt);
        months.add(month);
        [start, end] = [startOf(month), startOf(month + 1)];
      }
    }
    await this.#make([...months]);
  }

  async #make(months: readonly number[]): Promise<void> {
    const missing = months.filter((month) => !this.#made.has(month));
    if (missing.length === 0) return;
    await sql(this.#database.em.fork(), 'select make_reading_partition(month) from unnest($1::text::date[]) as month', [arrayLiteral(missing.map(firstDay))]);
    for (const month of missing) this.#made.add(month);
  }
}

/** Months since the year 0. */
function monthOf(instant: Instant): number {
  const date = new Date(instant / 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const startOf = (month: number): Instant => Date.UTC(Math.floor(month / 12), month % 12) * 1000;

const firstDay = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
