import type { Fields } from './json.js';
import { formatInstant, MINUTE, parseInstant, type Instant } from '../domain/time.js';
import type { Contents } from './message-contents.js';
import { shown } from './message-text.js';

const AHEAD_AT_MOST = 10 * MINUTE;

// Epoch numbers below 1e11 are seconds (until the year 5138), below 1e14 milliseconds (1973 to 5138), others microseconds (from 1973).
const SECONDS_BELOW = 1e11;
const MILLISECONDS_BELOW = 1e14;

/** `measuredAt`, and what other devices call it: the predecessors' say timestamp. The first that is there counts. */
export const TIME_FIELDS: readonly string[] = ['measuredAt', 'timestamp', 'time', 'ts'];

/** When it was measured, if the device says so, else `otherwise`; null, with a complaint, when what it says is no time. */
export function timeOf(fields: Fields, otherwise: Instant | null, prefix: string, contents: Contents): Instant | null {
  const field = TIME_FIELDS.find((name) => fields[name] !== undefined && fields[name] !== null);
  return field === undefined ? otherwise : parseTime(fields[field], `${prefix}${field}`, contents);
}

/** Null, with a complaint, when it is no time, or one that has not come yet. */
export function parseTime(raw: unknown, place: string, contents: Contents): Instant | null {
  const instant = typeof raw === 'string' ? fromText(raw, contents.predecessor) : typeof raw === 'number' ? fromEpoch(raw) : null;
  if (instant === null || !isReasonable(instant)) {
    contents.refuse('INVALID_TIME', `${place} is ${shown(raw)}${faultOf(raw, instant)}`);
    return null;
  }
  return acceptPast(instant, place, contents);
}

/** The past is unlimited: a logger may come home after years. */
export function acceptPast(instant: Instant, place: string, contents: Contents): Instant | null {
  if (instant <= contents.now + AHEAD_AT_MOST) return instant;
  contents.refuse('FUTURE_TIME', `${place} is ${formatInstant(instant)}, but it is ${formatInstant(contents.now)} now`);
  return null;
}

/** From 1970 until 2255, beyond which a number cannot hold every microsecond. */
export function isReasonable(instant: Instant): boolean {
  return instant >= 0 && Number.isSafeInteger(instant);
}

function fromText(text: string, zonelessIsUtc: boolean): Instant | null {
  return parseInstant(text) ?? (zonelessIsUtc ? parseInstant(`${text}Z`) : null);
}

function fromEpoch(number: number): Instant {
  const micros = Math.abs(number) < SECONDS_BELOW ? number * 1e6 : Math.abs(number) < MILLISECONDS_BELOW ? number * 1e3 : number;
  return Math.round(micros) + 0;
}

function faultOf(raw: unknown, instant: Instant | null): string {
  if (instant !== null) return instant < 0 ? ', which is before 1970' : ', which is out of range';
  return typeof raw === 'string' && parseInstant(`${raw}Z`) !== null ? ', which has no time zone' : ', which is no time';
}
