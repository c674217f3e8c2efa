import { Quality, type IncomingReading } from '../../domain/reading.js';
import type { Refusal } from '../../domain/rejection.js';
import { formatInstant, now, type Instant } from '../../domain/time.js';
import type { RecordReadingInput, RecordReadingsInput, RecordReadingsPayload } from '../../schema/reading-input.js';
import type { UserError } from '../../schema/user-error.js';
import { freshContext, type Context } from '../context.js';
import { invalid } from './input.js';

const MOST_READINGS = 10_000;
const TOPIC = 'graphql/recordReadings';

/** Resolves when what was recorded is committed; a database that does not answer in time is an error of the whole call. */
export async function recordReadings(context: Context, { readings }: RecordReadingsInput): Promise<RecordReadingsPayload> {
  if (readings.length < 1 || readings.length > MOST_READINGS) {
    return { recorded: 0, duplicates: 0, userErrors: [invalid(['readings'], `There are ${readings.length} readings, but may be from 1 to ${MOST_READINGS}.`)] };
  }
  const receivedAt = now();
  const incoming = readings.map((reading) => incomingOf(reading, receivedAt));
  const { recorded, duplicates, refusals } = await freshContext(context).record(incoming);
  const indexOf = new Map(incoming.map(({ origin }, index) => [origin, index]));
  return { recorded, duplicates, userErrors: refusals.map((refusal) => userErrorOf(refusal, indexOf.get(refusal.origin)!)) };
}

function incomingOf(reading: RecordReadingInput, receivedAt: Instant): IncomingReading {
  const { sensor: key, measuredAt, value, unit = null } = reading;
  const quality = reading.quality ?? Quality.GOOD;
  const payload = Buffer.from(JSON.stringify({ sensor: key, measuredAt: formatInstant(measuredAt), value, unit, quality }));
  return { key, measuredAt, value, unit, quality, origin: { topic: TOPIC, payload, receivedAt } };
}

const userErrorOf = ({ reason, detail }: Refusal, index: number): UserError => ({ code: reason, field: ['readings', String(index)], message: detail });
