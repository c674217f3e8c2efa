import type { Instant } from '../../domain/time.js';
import type { ExcursionChanged, Notice, ReadingsRecorded } from '../../events.js';
import { placeOf, type LoggedName, type Place } from '../../live/place.js';
import { badInput } from '../../schema/bad-input.js';
import { parseCursor, writeCursor } from '../page.js';

// A cursor of a stream: the database by which it counts; whether it stands behind a reading, a change or a whole transaction;
// the place; and, where it is known, when that was committed.
const KINDS = { readingsRecorded: 'reading', excursionChanged: 'change', notice: 'all' } as const;
const PARTS = { reading: 3, change: 2, all: 1 };

export function cursorOf(epoch: string, event: ReadingsRecorded | ExcursionChanged | Notice): string {
  const place = event.name === 'notice' ? [event.position] : placeOf(event);
  const at = event.name === 'notice' ? event.at : event.name === 'readingsRecorded' ? event.receivedAt : null;
  return writeCursor([epoch, KINDS[event.name], ...place, ...(at === null ? [] : [at])]);
}

export interface Resumed {
  epoch: string;
  place: Place;
  at: Instant | null;
}

/** Throws a BAD_USER_INPUT where it is no cursor of a stream of these events. */
export function readCursor(cursor: string, name: LoggedName): Resumed {
  const [epoch, kind, ...numbers] = parseCursor(cursor);
  const known = ([KINDS[name], KINDS.notice] as const).find((each) => each === kind);
  if (typeof epoch === 'string' && known && numbers.every((each): each is number => Number.isSafeInteger(each))) {
    const place = numbers.slice(0, PARTS[known]) as [number, ...number[]];
    if (numbers.length === PARTS[known] + (known === 'change' ? 0 : 1)) return { epoch, place, at: numbers[place.length] ?? null };
  }
  throw badInput('after is not a cursor of this subscription; take it from one of its events.');
}
