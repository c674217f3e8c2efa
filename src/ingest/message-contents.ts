import type { IncomingPosition, IncomingReading, IncomingStatus, IncomingUpdate, Origin, Quality } from '../domain/reading.js';
import type { Refusal, RejectionReason } from '../domain/rejection.js';
import type { Instant } from '../domain/time.js';

const SHOWN_COMPLAINTS = 10;

/** What to do about it, said once for all complaints of a reason. */
const ADVICE: Partial<Record<RejectionReason, string>> = {
  INVALID_JSON: 'Send JSON in UTF-8.',
  MISSING_VALUE: 'Send a value, or leave the field out: nothing is recorded in its place.',
  INVALID_TIME: 'Send RFC 3339 with an offset, as in 2026-01-31T12:00:00Z, or the seconds, milliseconds or microseconds since 1970.',
  FUTURE_TIME: "Set the device's clock: up to 10 minutes ahead are accepted.",
  INVALID_QUALITY: 'Send GOOD, UNCERTAIN or BAD.',
  INVALID_STATUS: 'Send RUNNING, IDLE, MAINTENANCE, ERROR or OFFLINE.',
  INVALID_TEXT: 'Send texts without \\u0000 and half surrogate pairs, and codes and channels of 1 to 200 characters that are no reserved words.',
};

/** Collects what a message says, and all that is wrong with it, as one refusal for each reason. */
export class Contents {
  readonly readings: IncomingReading[] = [];
  readonly positions: IncomingPosition[] = [];
  readonly statuses: IncomingStatus[] = [];
  readonly updates: IncomingUpdate[] = [];
  #complaints: Map<RejectionReason, { shown: string[]; count: number }> | null = null;
  #complaintCount = 0;

  constructor(
    readonly origin: Origin,
    readonly now: Instant,
    /** Whether the device speaks as those of the predecessor systems do: times without a zone are UTC, 'poor' is a quality. */
    readonly predecessor: boolean,
  ) {}

  addReading(key: string, measuredAt: Instant, value: number, unit: string | null, quality: Quality): void {
    this.readings.push({ key, measuredAt, value, unit, quality, origin: this.origin });
  }

  /** Notes what is wrong, as a clause without a full stop. */
  refuse(reason: RejectionReason, complaint: string): void {
    this.#complaintCount++;
    this.#complaints ??= new Map();
    const complaints = this.#complaints.get(reason);
    if (complaints === undefined) this.#complaints.set(reason, { shown: [complaint], count: 1 });
    else if (++complaints.count <= SHOWN_COMPLAINTS) complaints.shown.push(complaint);
  }

  /** Grows with everything found, good or bad; a part of a message that leaves it as it was said nothing. */
  get size(): number {
    return this.readings.length + this.positions.length + this.statuses.length + this.updates.length + this.#complaintCount;
  }

  refusals(): Refusal[] {
    if (this.#complaints === null) return [];
    return Array.from(this.#complaints, ([reason, { shown, count }]) => {
      const more = count > shown.length ? `; and ${count - shown.length} more` : '';
      const advice = ADVICE[reason] === undefined ? '' : ` ${ADVICE[reason]}`;
      return { origin: this.origin, reason, detail: `${shown.join('; ')}${more}.${advice}` };
    });
  }
}
