import type { IncomingReading } from './reading.js';
import type { Refusal } from './rejection.js';

/** What became of the readings that were handed in. Resolves after COMMIT; refusals are stored as Rejections by then. */
export interface Recorded {
  /** Stored now. */
  recorded: number;
  /** Had been stored before with the same value. */
  duplicates: number;
  refusals: Refusal[];
}

/** Stores readings, whoever brings them. Rejects when the database cannot be reached in time: then nothing is promised. */
export type RecordReadings = (readings: IncomingReading[]) => Promise<Recorded>;
