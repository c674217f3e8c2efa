import type { Em } from '../../database.js';
import { isDigest, type Digest, type Told } from '../../domain/part.js';
import { canonicalUnit } from '../../domain/quantity.js';
import { Interpolation, type Quantity } from '../../domain/reading.js';
import type { Speech } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import { applyConversion, conversion } from '../../domain/unit.js';
import { query } from '../statement.js';
import { toldStatement, type Asked, type Closely, type DigestRow, type ToldRow } from './told-statement.js';

// What is asked belongs to what is answered.
export type { Asked, Closely };

export interface Heard {
  /** In order of time, in the canonical unit: what is known in the interval, the last reading before it and the first one behind it. */
  told: Told[];
  speech: Speech;
}

/**
 * What sensors tell of intervals, for `partsOf`: one answer for each that is asked, in one statement, so that a reading that
 * comes meanwhile is in all of it or in none.
 */
export async function toldBySensors(em: Em, asked: readonly Asked[], closely: Closely): Promise<Heard[]> {
  if (asked.length === 0) return [];
  const places = new Map<string, number>();
  const wanted = asked.filter((each) => !places.has(keyOf(each)) && places.set(keyOf(each), places.size));
  const heard = hear(wanted, await query<ToldRow>(em, toldStatement(wanted, closely)));
  return asked.map((each) => heard[places.get(keyOf(each))!]!);
}

/** Samples that stood side by side ask the same. */
const keyOf = ({ sensor, from, to }: Asked): string => `${sensor} ${from} ${to}`;

function hear(wanted: readonly Asked[], rows: readonly ToldRow[]): Heard[] {
  const canonical = wanted.map((): ((value: number) => number) => unheard);
  const heard = wanted.map((): Heard => ({ told: [], speech: { interpolation: Interpolation.STEP, expectedEvery: null } }));
  for (const row of rows) {
    if (row.unit !== null) {
      canonical[row.place] = intoCanonical(row.unit, row.quantity);
      heard[row.place]!.speech = { interpolation: row.interpolation, expectedEvery: row.expectedEvery };
    } else heard[row.place]!.told.push(row.at === null ? digestOfRow(row) : { at: row.at, value: row.value === null ? null : canonical[row.place]!(row.value) });
  }
  // The parts of an answer come one after the other: this is cheaper than to have the database sort them.
  for (const { told } of heard) told.sort((one, other) => startOf(one) - startOf(other));
  return heard;
}

function unheard(): never {
  throw new Error('a sensor tells something that nobody has');
}

function intoCanonical(unit: string, quantity: Quantity): (value: number) => number {
  const into = conversion(unit, canonicalUnit(quantity));
  if (into === null) throw new Error(`a sensor of ${quantity} in '${unit}' should have been refused when it was registered`);
  return (value) => applyConversion(into, value)!;
}

const digestOfRow = ({ firstAt, firstValue, lastAt, lastValue, minimum, maximum, known, area, kinetic }: DigestRow): Digest =>
  ({ firstAt, firstValue, lastAt, lastValue, minimum, maximum, known, area, kinetic });
const startOf = (record: Told): Instant => (isDigest(record) ? record.firstAt : record.at);
