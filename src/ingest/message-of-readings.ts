import type { IncomingReading } from '../domain/reading.js';
import { formatInstant, type Instant } from '../domain/time.js';
import { Contents } from './message-contents.js';
import { faultOfCode } from './message-text.js';
import { parseTime } from './message-time.js';
import type { ParsedMessage } from './message.js';
import { faultOfChannel } from './topic.js';

/** Readings that came otherwise than as bytes, held against what a message is held against when it is parsed. */
export function messageOfReadings(readings: readonly IncomingReading[], now: Instant): ParsedMessage {
  const message: ParsedMessage = { readings: [], positions: [], statuses: [], updates: [], refusals: [] };
  for (const reading of readings) {
    const contents = new Contents(reading.origin, now, false);
    parseTime(formatInstant(reading.measuredAt), 'measuredAt', contents);
    const fault = faultOfKey(reading.key);
    if (fault !== null) contents.refuse('INVALID_TEXT', `the key of the sensor ${fault}`);
    if (contents.size === 0) message.readings.push(reading);
    else message.refusals.push(...contents.refusals());
  }
  return message;
}

function faultOfKey(key: string): string | null {
  const slash = key.indexOf('/');
  return slash < 0 ? "has no slash: it is an asset's code, a slash and a channel" : (faultOfCode(key.slice(0, slash)) ?? faultOfChannel(key.slice(slash + 1)));
}
