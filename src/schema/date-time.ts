import { GraphQLScalarType, Kind } from 'graphql';
import { formatInstant, parseInstant, type Instant } from '../domain/time.js';
import { badInput } from './bad-input.js';

/** Between an Instant and RFC 3339: any offset comes in, UTC goes out, microseconds stay. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  name: 'DateTime',
  description: 'A moment as RFC 3339 text: any offset is read, UTC is written, and microseconds are kept.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => formatInstant(value as Instant),
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
});

// What Postgres and four digits of a year can hold, in any offset.
const EARLIEST = parseInstant('0001-01-01T00:00:00Z')!;
const LATEST = parseInstant('9999-12-30T00:00:00Z')!;

function read(value: unknown): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant !== null && instant >= EARLIEST && instant <= LATEST) return instant;
  throw badInput(`A DateTime is text as in "2026-11-21T20:00:00.5Z" or "2026-11-21T21:00:00+01:00", with an offset; got ${JSON.stringify(value)?.slice(0, 60)}.`);
}
