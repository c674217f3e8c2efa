import type { DecideDispositionInput } from '../../schema/disposition-input.js';
import type { UserError } from '../../schema/user-error.js';
import { checkReason, invalid, refusals } from './input.js';

const MOST_SAMPLES = 10_000;

/** What is wrong with a decision by itself, before anybody is asked. */
export function checkDecision({ samples, reason }: DecideDispositionInput): UserError[] {
  if (samples.length < 1 || samples.length > MOST_SAMPLES) return [invalid(['samples'], `There are ${samples.length} samples, but may be from 1 to ${MOST_SAMPLES}.`)];
  const firstWith = new Map<string, number>();
  samples.forEach((code, index) => firstWith.has(code) || firstWith.set(code, index));
  return refusals([
    checkReason(reason, ['reason']),
    ...samples.map((code, index) => (firstWith.get(code) === index ? null : invalid(['samples', String(index)], `It is named at index ${firstWith.get(code)} already.`))),
  ]);
}
