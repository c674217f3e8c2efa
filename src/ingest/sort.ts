import { QUALITIES, Quality, type IncomingReading } from '../domain/reading.js';
import type { Refusal, RejectionReason } from '../domain/rejection.js';
import type { Instant } from '../domain/time.js';
import { applyConversion, conversion } from '../domain/unit.js';
import type { Catalog, KnownSensor } from './catalog.js';
import type { ParsedMessage } from './message.js';

/** A reading that knows its sensor: in its unit, and with the message that brought it. */
export interface Measurement {
  at: Instant;
  value: number;
  /** Index in QUALITIES. */
  quality: number;
  message: number;
  incoming: IncomingReading;
}

const BAD = QUALITIES.indexOf(Quality.BAD);

/** Sums and areas of more would leave what a number can hold. */
const LARGEST_VALUE = 1e100;

/** What a batch brings of one sensor: in order of time, each moment once. */
export interface Bundle {
  sensor: KnownSensor;
  measurements: Measurement[];
}

/** What became of one message. */
export interface Outcome {
  recorded: number;
  duplicates: number;
  refusals: Refusal[];
}

export const outcomeOf = (message: ParsedMessage): Outcome => ({ recorded: 0, duplicates: 0, refusals: [...message.refusals] });

/** Brings the readings of a batch to their sensors. What has none, or a unit that is not its, is refused. */
export function sortReadings(messages: readonly ParsedMessage[], outcomes: readonly Outcome[], catalog: Catalog, assets: ReadonlySet<string>): Bundle[] {
  const bundles = new Map<KnownSensor, Bundle>();
  messages.forEach(({ readings }, message) => {
    for (const incoming of readings) {
      const sensor = catalog.find(incoming.key);
      const value = sensor && inSensorsUnit(incoming, sensor);
      if (value === undefined || value === null) outcomes[message]!.refusals.push(sensor ? wrongUnit(incoming, sensor) : noSensor(incoming, assets));
      else if (Math.abs(value) > LARGEST_VALUE) outcomes[message]!.refusals.push(refuse(incoming, 'INVALID_VALUE', `${incoming.key}: ${value} is more than anything can measure`));
      else {
        const bundle = bundles.get(sensor!) ?? { sensor: sensor!, measurements: [] };
        if (bundle.measurements.push({ at: incoming.measuredAt, value, quality: QUALITIES.indexOf(incoming.quality), message, incoming }) === 1) bundles.set(sensor!, bundle);
      }
    }
  });
  return [...bundles.values()].map((bundle) => inOrder(bundle, outcomes));
}

/** What a device sends as the code of an error is no value, whatever it says of it: told by what it sent, before any conversion. */
export function markErrors(bundles: readonly Bundle[]): void {
  for (const { sensor: { errorCodes }, measurements } of bundles) {
    if (errorCodes === null) continue;
    for (const each of measurements) if (errorCodes.has(each.incoming.value)) each.quality = BAD;
  }
}

export const assetCodeOf = (key: string): string => key.slice(0, key.indexOf('/'));

export function refuse({ origin }: Pick<IncomingReading, 'origin'>, reason: RejectionReason, detail: string): Refusal {
  return { origin, reason, detail };
}

/**
 * Same moment, same value: it came twice, also when it has been the code of an error only since, or has been one until
 * then: BAD is more often our verdict than the device's. Another value: the first stays, and the other is kept as a refusal.
 */
export function settleRepetition(first: { value: number; quality: number }, { at: _, incoming, ...second }: Measurement, outcome: Outcome): void {
  const isSame = first.value === second.value && (first.quality === BAD || first.quality === second.quality || first.quality === QUALITIES.indexOf(incoming.quality));
  if (isSame) outcome.duplicates += 1;
  else outcome.refusals.push(refuse(incoming, 'CONFLICT', `${incoming.key} already has the value ${first.value} (${QUALITIES[first.quality]}) at that moment; ${second.value} (${QUALITIES[second.quality]}) was not stored over it`));
}

function inSensorsUnit({ value, unit }: IncomingReading, sensor: KnownSensor): number | null {
  if (unit === null || unit === sensor.unit) return value;
  const into = conversion(unit, sensor.unit);
  return into === null ? null : applyConversion(into, value);
}

function inOrder(bundle: Bundle, outcomes: readonly Outcome[]): Bundle {
  const { measurements } = bundle;
  if (measurements.every(({ at }, index) => index === 0 || at > measurements[index - 1]!.at)) return bundle;
  const once: Measurement[] = [];
  for (const each of measurements.toSorted((one, other) => one.at - other.at)) {
    const first = once.at(-1);
    if (first?.at === each.at) settleRepetition(first, each, outcomes[each.message]!);
    else once.push(each);
  }
  return { ...bundle, measurements: once };
}

const wrongUnit = (reading: IncomingReading, sensor: KnownSensor): Refusal =>
  refuse(reading, 'INCOMPATIBLE_UNIT', `${reading.key}: '${reading.unit}' does not convert to the sensor's unit '${sensor.unit}'; send that one, or one of the same quantity`);

function noSensor(reading: IncomingReading, assets: ReadonlySet<string>): Refusal {
  const asset = assetCodeOf(reading.key);
  return assets.has(asset)
    ? refuse(reading, 'UNKNOWN_SENSOR', `there is no sensor '${reading.key}'; register it, then replay this message`)
    : refuse(reading, 'UNKNOWN_ASSET', `there is no machine, container or sample '${asset}'; register it, then replay this message`);
}
