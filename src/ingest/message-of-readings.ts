import type { IncomingReading } from '../domain/reading.js';
import { formatInstant, type Instant } from '../domain/time.js';
import { Contents } from './message-contents.js';
import { isStorable } from './message-text.js';
import { parseTime } from './message-time.js';
import type { ParsedMessage } from './message.js';

/** Readings that came otherwise than as bytes, held against what a message is held against when it is parsed. */
export function messageOfReadings(readings: readonly IncomingReading[], now: Instant): ParsedMessage {
  const message: ParsedMessage = { readings: [], positions: [], statuses: [], updates: [], refusals: [] };
  for (const reading of readings) {
    const contents = new Contents(reading.origin, now, false);
    parseTime(formatInstant(reading.measuredAt), 'measuredAt', contents);
    if (!isStorable(reading.key)) contents.refuse('INVALID_TEXT', 'the key of the sensor holds \\u0000 or half a surrogate pair');
    if (contents.size === 0) message.readings.push(reading);
    else message.refusals.push(...contents.refusals());
  }
  return message;
}
