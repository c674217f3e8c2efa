import { highest, knownTime, lowest, timeOver, type Part } from './part.js';
import type { Band } from './stretch.js';
import type { Duration } from './time.js';

/** So long a product may be at such temperatures. Limits are inclusive; null: none. */
export interface Tier extends Band {
  code: string;
  /** Null: without end. */
  limit: Duration | null;
}

export interface BudgetUse {
  tier: string;
  used: Duration;
  limit: Duration | null;
  /** Less than nothing when more was used than there was; null where there is no limit. */
  remaining: Duration | null;
  exhausted: boolean;
}

/** How long was spent in each tier, in the order of the tiers. Time at temperatures of no tier is in none of them. */
export function timeInTiers(tiers: readonly Tier[], parts: Iterable<Part>): Duration[] {
  const shared = tiers.map(({ minimum, maximum }) => minimum !== null && minimum !== maximum && tiers.some((other) => other.maximum === minimum));
  const used = tiers.map(() => 0);
  for (const part of parts) {
    tiers.forEach((tier, index) => {
      used[index]! += timeIn(part, tier, shared[index]!);
    });
  }
  return used;
}

/** What is left of each tier. */
export function budgetOf(tiers: readonly Tier[], use: readonly Duration[]): BudgetUse[] {
  return tiers.map(({ code, limit }, index) => {
    const used = use[index]!;
    return { tier: code, used, limit, remaining: limit === null ? null : limit - used, exhausted: limit !== null && used > limit };
  });
}

/** A temperature at which one tier ends and another begins belongs to the colder one: 8 °C is still 2 to 8. */
function timeIn(part: Part, { minimum, maximum }: Band, beginsBehind: boolean): Duration {
  const value = lowest(part);
  if (value === highest(part)) {
    const warmEnough = minimum === null || value > minimum || (value === minimum && !beginsBehind);
    return warmEnough && (maximum === null || value <= maximum) ? knownTime(part) : 0;
  }
  return (minimum === null ? knownTime(part) : timeOver(part, minimum)) - (maximum === null ? 0 : timeOver(part, maximum));
}
