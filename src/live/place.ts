import type { EventNamed } from '../events.js';

/** What the log of commits knows, and whoever resumes is told of. */
export const LOGGED = ['readingsRecorded', 'excursionChanged'] as const;
export type LoggedName = (typeof LOGGED)[number];
export type Logged = EventNamed<LoggedName>;

export const isLogged = (name: string): name is LoggedName => (LOGGED as readonly string[]).includes(name);

/** Where somebody is in the order of commits: behind all of a transaction, or behind one of the things that it tells. */
export type Place = readonly [position: number, ...within: number[]];

/** Of readings there is one, and of changes the place is known: as a tail hands them on. */
export const placeOf = (event: Logged): Place =>
  event.name === 'readingsRecorded' ? [event.position, event.sensorId, event.readings.at(-1)![0]] : [event.position, event.place!];

/** Negative when the one comes before the other. */
export function comparePlaces(one: Place, other: Place): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    // Behind all of a transaction is behind everything in it.
    const [a, b] = [one[index] ?? Infinity, other[index] ?? Infinity];
    if (a !== b) return a - b;
  }
  return 0;
}

export const isBehind = (event: Logged, place: Place): boolean => event.position > place[0] || (event.position === place[0] && comparePlaces(placeOf(event), place) > 0);
