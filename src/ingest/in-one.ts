import { ExcursionChange } from '../domain/excursion.js';
import type { ExcursionKey } from '../domain/watch.js';
import type { Finding } from './detect.js';

/**
 * What came late and what came after it may both tell of an excursion that lasts. It is written once, as it is in the end: a
 * statement changes a row once, and finds it by what is on record.
 */
export function inOne(late: readonly Finding[], fresh: readonly Finding[]): Finding[] {
  const found = [...late];
  for (const then of fresh) {
    const place = then.type === 'open' ? -1 : found.findIndex((first) => first.type !== 'retract' && isOf(first.facts, then.was));
    if (place < 0) found.push(then);
    else found.splice(place, 1, ...joined(found[place]!, then));
  }
  return found;
}

function joined(first: Finding, then: Finding): Finding[] {
  if (first.type === 'retract' || then.type === 'open') return [first, then];
  if (then.type === 'retract') return first.type === 'open' ? [] : [{ ...then, was: first.was }];
  if (first.type === 'open') return [{ ...first, facts: then.facts }];
  return [{ ...first, facts: then.facts, change: then.change === ExcursionChange.CLOSED ? then.change : first.change }];
}

const isOf = (one: ExcursionKey, other: ExcursionKey): boolean => one.ruleId === other.ruleId && one.kind === other.kind && one.startedAt === other.startedAt;
