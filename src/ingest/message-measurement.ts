import { isFields, type Fields } from './json.js';
import { quantityOfChannel } from '../domain/quantity.js';
import { Quality, Quantity } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import type { Contents } from './message-contents.js';
import { isStorable, LONGEST_CODE, shown } from './message-text.js';
import { timeOf } from './message-time.js';

/** The sensor that a value belongs to, and where in the message it stands ('' when it is all of the message). */
export interface Spot {
  key: string;
  channel: string;
  place: string;
}

/** A number, or `{value, unit?, measuredAt?, quality?}`. `sharedTime` is for what has no time of its own; null: it was refused already. */
export function takeMeasurement(raw: unknown, spot: Spot, sharedTime: Instant | null, contents: Contents): void {
  if (isFields(raw)) return takeObject(raw, spot, sharedTime, contents);
  const value = parseValue(raw, spot.channel, spot.place || 'value', contents);
  if (value !== null && sharedTime !== null) contents.addReading(spot.key, sharedTime, value, null, Quality.GOOD);
}

/** Null, with a complaint, when it is no finite number. Beyond every limit it is still a value: limits are what we are here to watch. */
export function parseValue(raw: unknown, channel: string, place: string, contents: Contents): number | null {
  // Adding 0 makes -0 a 0, which no database tells apart.
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw + 0;
  if (typeof raw === 'boolean' && isBinary(channel)) return raw ? 1 : 0;
  if (raw === undefined || raw === null) contents.refuse('MISSING_VALUE', `${place} is ${raw === null ? 'null' : 'missing'}`);
  else if (typeof raw === 'boolean') contents.refuse('INVALID_VALUE', `${place} is ${raw}, which only channels of doors and motion may be`);
  else contents.refuse('INVALID_VALUE', `${place} is ${shown(raw)}, not a finite JSON number`);
  return null;
}

function takeObject(fields: Fields, { key, channel, place }: Spot, sharedTime: Instant | null, contents: Contents): void {
  const prefix = place === '' ? '' : `${place}.`;
  if (fields['value'] === undefined) return contents.refuse('MISSING_VALUE', `${place || 'the message'} is an object without a value`);
  const value = parseValue(fields['value'], channel, `${prefix}value`, contents);
  const unit = parseUnit(fields['unit'], `${prefix}unit`, contents);
  const quality = parseQuality(fields['quality'], `${prefix}quality`, contents);
  const measuredAt = timeOf(fields, sharedTime, prefix, contents);
  if (value !== null && unit !== undefined && quality !== null && measuredAt !== null) contents.addReading(key, measuredAt, value, unit, quality);
}

function isBinary(channel: string): boolean {
  const quantity = quantityOfChannel(channel);
  return quantity === Quantity.DOOR || quantity === Quantity.MOTION;
}

/** Null: the sensor's own unit. Undefined, with a complaint: not a text that could be one. */
export function parseUnit(raw: unknown, place: string, contents: Contents): string | null | undefined {
  if (raw === undefined || raw === null || raw === '') return null;
  if (typeof raw !== 'string') return void contents.refuse('INVALID_VALUE', `${place} is ${shown(raw)}, but must be a text`);
  if (!isStorable(raw) || raw.length > LONGEST_CODE) return void contents.refuse('INVALID_TEXT', `${place} is ${shown(raw)}`);
  // The predecessor's bridge fills in 'unknown' where a device says none.
  return contents.predecessor && raw === 'unknown' ? null : raw;
}

const QUALITIES = new Map([['good', Quality.GOOD], ['uncertain', Quality.UNCERTAIN], ['bad', Quality.BAD]]);

function parseQuality(raw: unknown, place: string, contents: Contents): Quality | null {
  if (raw === undefined || raw === null) return Quality.GOOD;
  const word = typeof raw === 'string' ? raw.toLowerCase() : '';
  const quality = word === 'poor' && contents.predecessor ? Quality.UNCERTAIN : QUALITIES.get(word);
  if (quality === undefined) contents.refuse('INVALID_QUALITY', `${place} is ${shown(raw)}`);
  return quality ?? null;
}
