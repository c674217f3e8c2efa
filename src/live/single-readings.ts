import type { Instant } from '../domain/time.js';
import type { DomainEvent, Notice } from '../events.js';

/** A subscriber is told of one reading at a time, though a batch commits several of a sensor together. */
export function singleReadings<Event extends DomainEvent>(event: Event): Event[] {
  if (event.name !== 'readingsRecorded' || event.readings.length === 1) return [event];
  return event.readings.map((reading) => ({ ...event, readings: [reading] }));
}

/** Of two events about the same thing, the one that tells how it is now: a reading that came late is not newer. */
export function newest<Event extends DomainEvent | Notice>(earlier: Event, later: Event): Event {
  return measuredAt(earlier) > measuredAt(later) ? earlier : later;
}

const measuredAt = (event: DomainEvent | Notice) => (event.name === 'readingsRecorded' ? (event.readings.at(-1)?.[0] ?? -Infinity) : 0);

/** Null of what is no reading. */
export const cameAt = (event: DomainEvent | Notice): Instant | null => (event.name === 'readingsRecorded' ? event.receivedAt : null);
