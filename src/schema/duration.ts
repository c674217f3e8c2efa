import { GraphQLScalarType, Kind } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { HOUR, MINUTE, SECOND, type Duration as Length } from '../domain/time.js';
import { badInput } from './bad-input.js';

/** Between a Duration and ISO 8601. */
export const Duration = new GraphQLScalarType<Length, string>({
  name: 'Duration',
  description: 'A length of time as ISO 8601 text, as in "PT30M" or "P2W": weeks have 7 days and days 24 hours, and months and years are refused because their length varies.',
  specifiedByURL: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  serialize: (value) => formatDuration(Math.round(value as Length)),
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
});

/** In hours, as Temporal writes it, which takes a hundred times as long: an answer may hold thousands. */
export function formatDuration(length: Length): string {
  const whole = Math.abs(length);
  const [hours, minutes, seconds] = [Math.floor(whole / HOUR), Math.floor((whole % HOUR) / MINUTE), Math.floor((whole % MINUTE) / SECOND)];
  const fraction = whole % SECOND === 0 ? '' : `.${String(whole % SECOND).padStart(6, '0').replace(/0+$/, '')}`;
  const rest = seconds > 0 || fraction !== '' || whole === 0 ? `${seconds}${fraction}S` : '';
  return `${length < 0 ? '-' : ''}PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest}`;
}

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
