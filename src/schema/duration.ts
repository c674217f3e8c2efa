import { GraphQLScalarType, Kind } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { MINUTE, type Duration as Length } from '../domain/time.js';
import { badInput } from './bad-input.js';

/** Between a Duration and ISO 8601. */
export const Duration = new GraphQLScalarType<Length, string>({
  name: 'Duration',
  description: 'A length of time as ISO 8601 text, as in "PT30M" or "P2W": weeks have 7 days and days 24 hours, and months and years are refused because their length varies.',
  specifiedByURL: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  serialize: (value) => Temporal.Duration.from({ microseconds: Math.round(value as Length) }).round({ largestUnit: 'hours' }).toString(),
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
});

const HOUR = 60 * MINUTE;

function read(value: unknown): Length {
  const duration = typeof value === 'string' ? parse(value) : null;
  if (!duration) throw badInput(`A Duration is ISO 8601 text as in "PT30M" or "P1DT12H"; got ${JSON.stringify(value)?.slice(0, 60)}.`);
  if (duration.years !== 0 || duration.months !== 0) throw badInput('A Duration has no years or months: their length varies. Say it in days, as in "P30D".');
  if (duration.sign < 0) throw badInput('A Duration is not negative.');
  const days = duration.weeks * 7 + duration.days;
  const rest = Temporal.Duration.from({ hours: duration.hours, minutes: duration.minutes, seconds: duration.seconds, milliseconds: duration.milliseconds, microseconds: duration.microseconds });
  const length = days * 24 * HOUR + rest.total('microseconds');
  if (!Number.isSafeInteger(length)) throw badInput('A Duration is at most 285 years, in whole microseconds.');
  return length;
}

function parse(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return null;
  }
}
