/** A moment: whole microseconds since 1970-01-01T00:00:00Z. A number holds every microsecond until the year 2255 exactly. */
export type Instant = number;

/** A length of time in whole microseconds. */
export type Duration = number;

export const SECOND: Duration = 1_000_000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** So far ahead of a clock another may be: what is told of that moment is believed to have happened. */
export const MOST_AHEAD: Duration = MINUTE;

/** The process clock. Only what arrives at the rim is stamped with it; the rules get their time as an argument. */
export const now = (): Instant => Date.now() * 1000;

/**
 * Reads an RFC 3339 timestamp with any offset; microseconds are kept, finer digits cut. Null when it is not one: no
 * offset, a day that the calendar lacks, 24:00, a leap second. Read by position and without a Date, because every
 * message of every device and every row from Postgres passes here.
 */
export function parseInstant(text: string): Instant | null {
  if (!hasSeparators(text)) return null;
  const zoneAt = text.charCodeAt(19) === DOT ? endOfDigits(text, 20) : 19;
  if (zoneAt === 20 || zoneAt > 29) return null;
  const day = dayNumber(pair(text, 0) * 100 + pair(text, 2), pair(text, 5), pair(text, 8));
  const timeOfDay = clock(pair(text, 11), pair(text, 14), pair(text, 17));
  const instant = day * DAY + timeOfDay + microseconds(text, zoneAt) - zoneOffset(text, zoneAt);
  return Number.isNaN(instant) ? null : instant;
}

/** RFC 3339 in UTC, with milliseconds, or microseconds where there are any. */
export function formatInstant(instant: Instant): string {
  const minute = Math.floor(instant / MINUTE);
  if (minute !== formatted.minute) formatted = { minute, text: new Date(minute * 60_000).toISOString().slice(0, -'00.000Z'.length) };
  const seconds = String(100 * SECOND + (instant - minute * MINUTE));
  return `${formatted.text}${seconds.slice(1, 3)}.${seconds.slice(3, instant % 1000 === 0 ? 6 : 9)}Z`;
}

// Times that are told together are mostly of the same minute.
let formatted = { minute: NaN, text: '' };

const [ZERO, NINE, DASH, PLUS, COLON, DOT, SPACE] = [0x30, 0x39, 0x2d, 0x2b, 0x3a, 0x2e, 0x20];
const LOWER_CASE = 0x20;
const [T, Z] = [0x74, 0x7a];

// Below, NaN stands for "no such thing": it stays NaN through every sum, and only the end has to ask.

function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function hasSeparators(text: string): boolean {
  const between = text.charCodeAt(10);
  return (
    text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH && text.charCodeAt(13) === COLON && text.charCodeAt(16) === COLON &&
    (between === SPACE || (between | LOWER_CASE) === T)
  );
}

const DAYS_BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_FROM_YEAR_0_TO_1970 = 719_528;

/** Days since 1970-01-01 in the Gregorian calendar, extended backwards to the year 0. */
function dayNumber(year: number, month: number, day: number): number {
  if (!(year >= 0 && month >= 1 && month <= 12)) return NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!(day >= 1 && day <= DAYS_IN_MONTH[month]! + (leap && month === 2 ? 1 : 0))) return NaN;
  const leapDaysBefore = year === 0 ? 0 : Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400) + 1;
  return year * 365 + leapDaysBefore + DAYS_BEFORE_MONTH[month]! + (leap && month > 2 ? 1 : 0) + day - 1 - DAYS_FROM_YEAR_0_TO_1970;
}

function clock(hours: number, minutes: number, seconds: number): Duration {
  return hours <= 23 && minutes <= 59 && seconds <= 59 ? ((hours * 60 + minutes) * 60 + seconds) * SECOND : NaN;
}

function endOfDigits(text: string, from: number): number {
  let index = from;
  while (text.charCodeAt(index) >= ZERO && text.charCodeAt(index) <= NINE) index++;
  return index;
}

function microseconds(text: string, zoneAt: number): Duration {
  let micros = 0;
  for (let index = 20; index < 26; index++) micros = micros * 10 + (index < zoneAt ? text.charCodeAt(index) - ZERO : 0);
  return micros;
}

/** 'Z', '+02:00' or '+0200', up to the end of the text. */
function zoneOffset(text: string, at: number): Duration {
  const sign = text.charCodeAt(at);
  if ((sign | LOWER_CASE) === Z) return text.length === at + 1 ? 0 : NaN;
  const colon = text.charCodeAt(at + 3) === COLON ? 1 : 0;
  if ((sign !== PLUS && sign !== DASH) || text.length !== at + 5 + colon) return NaN;
  const offset = clock(pair(text, at + 1), pair(text, at + 3 + colon), 0);
  return sign === PLUS ? offset : -offset;
}
