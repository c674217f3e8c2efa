import { Type } from '@mikro-orm/core';
import parseInterval from 'postgres-interval';
import { formatInstant, parseInstant, MINUTE, SECOND, type Duration, type Instant } from '../domain/time.js';

/** timestamptz as an Instant. The driver hands the column over as text, so that no microsecond is lost to a Date. */
export class InstantType extends Type<Instant, string> {
  override getColumnType() {
    return 'timestamptz';
  }

  override convertToDatabaseValue(value: Instant | null): string {
    return (value === null ? null : formatInstant(value)) as string;
  }

  override convertToJSValue(value: string | Instant | null): Instant {
    return (typeof value === 'string' ? instantFromPostgres(value) : value) as Instant;
  }

  override compareAsType() {
    return 'number';
  }
}

/** interval as a Duration in microseconds. Months and years have no fixed length and are refused by the schema's scalar. */
export class DurationType extends Type<Duration, string> {
  override getColumnType() {
    return 'interval';
  }

  override convertToDatabaseValue(value: Duration | null): string {
    return (value === null ? null : `${value} microseconds`) as string;
  }

  override convertToJSValue(value: string | Duration | null): Duration {
    return (typeof value === 'string' ? durationFromPostgres(value) : value) as Duration;
  }

  override compareAsType() {
    return 'number';
  }
}

/** '2026-11-21 20:00:00.123456+00', in whatever zone the session is. */
export function instantFromPostgres(text: string): Instant {
  const instant = parseInstant(/[+-]\d{2}$/.test(text) ? `${text}:00` : text);
  if (instant === null) throw new RangeError(`Postgres gave a timestamp that is none: ${text}`);
  return instant;
}

export function durationFromPostgres(text: string): Duration {
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = parseInterval(text);
  return Math.round((days * 1440 + hours * 60 + minutes) * MINUTE + seconds * SECOND + milliseconds * 1000);
}
