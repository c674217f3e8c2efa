import { Temporal } from 'temporal-polyfill';
import type { Instant } from './time.js';

/** Hours of every day in which only what is CRITICAL is told, by the clock on a wall: '22:00' until '06:00' goes over midnight. */
export interface QuietHours {
  from: string;
  until: string;
  /** As in the IANA database. */
  timeZone: string;
}

/** When the quiet that reigns at a moment is over; null: it is not quiet. */
export function quietUntil({ from, until, timeZone }: QuietHours, at: Instant): Instant | null {
  const local = Temporal.Instant.fromEpochNanoseconds(BigInt(at) * 1000n).toZonedDateTimeISO(timeZone);
  const [begin, end, time] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(until), local.toPlainTime()];
  const isAfter = (one: Temporal.PlainTime, other: Temporal.PlainTime) => Temporal.PlainTime.compare(one, other) >= 0;
  const begun = isAfter(time, begin);
  const ended = isAfter(time, end);
  const overMidnight = isAfter(begin, end);
  if (overMidnight ? !begun && ended : !begun || ended) return null;
  const day = overMidnight && begun ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  // Where clocks are set back the end comes twice, and the first one may be over; where they are set forward over it, it comes as long after midnight as on other days.
  const ends = (['compatible', 'later'] as const).map((disambiguation) => instantOf(day.toPlainDateTime(end).toZonedDateTime(timeZone, { disambiguation })));
  return ends.find((each) => each > at) ?? null;
}

const instantOf = (moment: Temporal.ZonedDateTime): Instant => Number(moment.epochNanoseconds / 1000n);
