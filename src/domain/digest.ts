import { MeanKinetic } from './mean-kinetic.js';
import { areaOf, highest, isDigest, knownTime, lowest, partsOf, type Digest, type Told } from './part.js';
import type { Speech } from './stretch.js';

/**
 * Of readings, or digests of them, in order of time; null: there are none. `activation`: ΔH/R in K, null where the values are
 * no temperatures in °C.
 */
export function digestOf(records: readonly Told[], speech: Speech, activation: number | null): Digest | null {
  const [earliest, latest] = [records[0], records.at(-1)];
  if (!earliest || !latest) return null;
  const first = isDigest(earliest) ? { at: earliest.firstAt, value: earliest.firstValue } : earliest;
  const last = isDigest(latest) ? { at: latest.lastAt, value: latest.lastValue } : latest;
  const digest: Digest = { firstAt: first.at, firstValue: first.value, lastAt: last.at, lastValue: last.value, minimum: Infinity, maximum: -Infinity, known: 0, area: 0, kinetic: null };
  const kinetic = activation === null ? null : new MeanKinetic(activation);
  for (const part of partsOf(records, speech, { from: first.at, to: last.at }, last.at)) {
    digest.minimum = Math.min(digest.minimum, lowest(part));
    digest.maximum = Math.max(digest.maximum, highest(part));
    digest.known += knownTime(part);
    digest.area += areaOf(part);
    kinetic?.add(part);
  }
  digest.kinetic = kinetic?.value ?? null;
  return digest;
}

/** Whether one of the bounds runs through its values or touches them: then only the readings can tell what was on which side. */
export const isSplitBy = ({ minimum, maximum }: Digest, bounds: readonly number[]): boolean => minimum < maximum && bounds.some((bound) => minimum <= bound && bound <= maximum);

/** Whether it hides that a part of the time between its readings is unknown. One that knows nothing hides nothing. */
export const hasHole = ({ firstAt, lastAt, known }: Digest): boolean => known > 0 && known < lastAt - firstAt;
