import type { Instant } from '../domain/time.js';
import type { Contents } from './message-contents.js';
import { shown } from './message-text.js';

interface Whereabouts {
  asset: string;
  /** Null: the time was refused, and so there is no position. */
  measuredAt: Instant | null;
  /** What stands before the fields' names in a complaint. */
  prefix: string;
}

/** Degrees of WGS 84. Without both there is no position, and nothing wrong: a receiver without a fix says null. */
export function takePosition(latitude: unknown, longitude: unknown, { asset, measuredAt, prefix }: Whereabouts, contents: Contents): void {
  const [noLatitude, noLongitude] = [isAbsent(latitude), isAbsent(longitude)];
  if (noLatitude && noLongitude) return;
  if (noLatitude || noLongitude) return contents.refuse('MISSING_VALUE', `${prefix}${noLatitude ? 'latitude' : 'longitude'} is missing beside the other coordinate`);
  const valid = [isDegrees(latitude, 90, `${prefix}latitude`, contents), isDegrees(longitude, 180, `${prefix}longitude`, contents)];
  if (valid.includes(false) || measuredAt === null) return;
  contents.positions.push({ asset, measuredAt, latitude: (latitude as number) + 0, longitude: (longitude as number) + 0, origin: contents.origin });
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function isDegrees(value: unknown, limit: number, place: string, contents: Contents): boolean {
  if (typeof value === 'number' && Math.abs(value) <= limit) return true;
  contents.refuse('INVALID_VALUE', `${place} is ${shown(value)}, but must be a number of degrees from -${limit} to ${limit}`);
  return false;
}
