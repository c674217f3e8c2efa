import { timeInTiers, type BudgetUse, type Tier } from './budget.js';
import { Interpolation } from './reading.js';
import type { Interval, Said, Speech } from './stretch.js';
import type { Instant } from './time.js';

/** What whoever speaks for an item says now. */
export interface Present {
  temperature: number;
  /** Up to when it is counted in what was used. */
  countedTo: Instant;
}

export interface Projection {
  /** The code of the first tier that the present temperature is in; null: of none, or it is not known. */
  tier: string | null;
  /** Null: never at the present temperature, or not known. */
  exhaustedAt: Instant | null;
}

/** When the first limit runs out if the temperature stays as it is: each tier that it is in is used as fast as time goes by. */
export function project(tiers: readonly Tier[], budget: readonly BudgetUse[], present: Present | null, at: Instant): Projection {
  const used = present === null ? tiers.map(() => 0) : timeInTiers(tiers, [{ from: 0, to: 1, first: present.temperature, last: present.temperature }]);
  const ends = budget.flatMap(({ remaining }, index) => (present !== null && used[index]! > 0 && remaining !== null ? [present.countedTo + remaining] : []));
  const isOver = budget.some(({ exhausted }) => exhausted);
  return { tier: tiers[used.findIndex((each) => each > 0)]?.code ?? null, exhaustedAt: isOver ? at : ends.length > 0 ? Math.min(...ends) : null };
}

/** What the last word of a sensor says now; null: nothing, or it is too old. A line leads on only when the next one is there, so that a step is counted up to now and a line up to the reading. */
export function presentOf(said: Said | null, { interpolation, expectedEvery }: Speech, spokenSince: Instant, now: Instant): Present | null {
  if (said === null || said.value === null || now - said.at >= (expectedEvery ?? Infinity)) return null;
  return { temperature: said.value, countedTo: interpolation === Interpolation.LINEAR ? Math.max(said.at, spokenSince) : now };
}

/** Whether readings of a sensor, from the first to the last of them, may change what it says of an interval: they speak for what follows, and on a line for what was before. */
export function mayChange(interval: Interval, { interpolation, expectedEvery }: Speech, readings: Interval): boolean {
  const reach = expectedEvery ?? Infinity;
  const before = interpolation === Interpolation.LINEAR ? reach : 0;
  return readings.from - before < interval.to && readings.to + reach > interval.from;
}
