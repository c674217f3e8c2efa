/** A moment: whole microseconds since 1970-01-01T00:00:00Z. A number holds every microsecond until the year 2255 exactly. */
export type Instant = number;

/** A length of time in whole microseconds. */
export type Duration = number;

export const SECOND: Duration = 1_000_000;
export const MINUTE: Duration = 60 * SECOND;

/** The process clock. Only what arrives at the rim is stamped with it; the rules get their time as an argument. */
export const now = (): Instant => Date.now() * 1000;

// RFC 3339: date, time, up to nine decimals, and an offset that is never left out.
const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:?\d{2})$/;

/** Reads an RFC 3339 timestamp with any offset; microseconds are kept, finer digits cut. Null when it is not one. */
export function parseInstant(text: string): Instant | null {
  const match = RFC3339.exec(text);
  if (!match) return null;
  const [, date, time, decimals = '', offset] = match;
  const zone = offset === 'z' || offset === 'Z' ? 'Z' : offset!.length === 5 ? `${offset!.slice(0, 3)}:${offset!.slice(3)}` : offset;
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(milliseconds) || !isCalendarDay(date!)) return null;
  return milliseconds * 1000 + Number(decimals.padEnd(6, '0').slice(0, 6));
}

/** RFC 3339 in UTC, with milliseconds, or microseconds where there are any. */
export function formatInstant(instant: Instant): string {
  const micros = ((instant % 1000) + 1000) % 1000;
  const text = new Date((instant - micros) / 1000).toISOString();
  return micros === 0 ? text : `${text.slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
}

/** Date.parse reads 2026-02-30 as 2 March; a logger that says so is broken, and is told so. */
function isCalendarDay(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
