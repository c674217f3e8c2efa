import { Quality, type IncomingReading, type Origin } from '../../domain/reading.js';
import type { Recorded } from '../../domain/recorder.js';
import type { Refusal } from '../../domain/rejection.js';
import { formatInstant, now, type Instant } from '../../domain/time.js';
import type { RecordReadingInput, RecordReadingsInput, RecordReadingsPayload } from '../../schema/reading-input.js';
import type { UserError } from '../../schema/user-error.js';
import { freshContext, type Context } from '../context.js';
import { invalid, notFound, type Check } from './input.js';
import { ownKeys } from './own-keys.js';

const MOST_READINGS = 10_000;
const MOST_UNITS = 100;
const TOPIC = 'graphql/recordReadings';
const NOTHING: Recorded = { recorded: 0, duplicates: 0, refusals: [] };

/**
 * Resolves when what was recorded is committed; a database that does not answer in time is an error of the whole call.
 * What a caller brings for sensors out of his bounds is refused and not kept: he cannot fill up the rejections of others.
 */
export async function recordReadings(context: Context, { readings }: RecordReadingsInput): Promise<RecordReadingsPayload> {
  const tooMany = checkAmount(readings);
  if (tooMany) return { recorded: 0, duplicates: 0, userErrors: [tooMany] };
  const { em, bounds, record } = freshContext(context);
  const own = bounds && (await ownKeys(em, readings.map(({ sensor }) => sensor), bounds));
  const receivedAt = now();
  const indexOf = new Map<Origin, number>();
  const incoming: IncomingReading[] = [];
  const strange: UserError[] = [];
  readings.forEach((reading, index) => {
    if (own && !own.has(reading.sensor)) return strange.push(notFound(['readings', String(index)], 'sensor', reading.sensor));
    const each = incomingOf(reading, receivedAt);
    indexOf.set(each.origin, index);
    return incoming.push(each);
  });
  const { recorded, duplicates, refusals } = incoming.length > 0 ? await record(incoming) : NOTHING;
  return { recorded, duplicates, userErrors: [...strange, ...refusals.map((refusal) => userErrorOf(refusal, indexOf.get(refusal.origin)!))] };
}

/** To find out what a unit is, that nobody has written lately, takes longer than to store a reading. */
function checkAmount(readings: readonly RecordReadingInput[]): Check {
  if (readings.length < 1 || readings.length > MOST_READINGS) return invalid(['readings'], `There are ${readings.length} readings, but may be from 1 to ${MOST_READINGS}.`);
  const units = new Set(readings.flatMap(({ unit }) => unit ?? [])).size;
  return units > MOST_UNITS ? invalid(['readings'], `The readings have ${units} different units, but may have ${MOST_UNITS}.`) : null;
}

function incomingOf(reading: RecordReadingInput, receivedAt: Instant): IncomingReading {
  const { sensor: key, measuredAt, value, unit = null } = reading;
  const quality = reading.quality ?? Quality.GOOD;
  const payload = Buffer.from(JSON.stringify({ sensor: key, measuredAt: formatInstant(measuredAt), value, unit, quality }));
  return { key, measuredAt, value, unit, quality, origin: { topic: TOPIC, payload, receivedAt } };
}

const userErrorOf = ({ reason, detail }: Refusal, index: number): UserError => ({ code: reason, field: ['readings', String(index)], message: detail });
