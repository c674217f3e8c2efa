import type { RegisterSampleInput } from '../../schema/sample-input.js';
import type { UserError } from '../../schema/user-error.js';
import { checkCode, checkName, checkText, invalid, refusals, type Check } from './input.js';

const MOST_SAMPLES = 10_000;

/** What is wrong with samples by themselves, before the database is asked. */
export function checkSamples(samples: readonly RegisterSampleInput[]): UserError[] {
  if (samples.length < 1 || samples.length > MOST_SAMPLES) return [invalid(['samples'], `There are ${samples.length} samples, but may be from 1 to ${MOST_SAMPLES}.`)];
  const firstWith = new Map<string, number>();
  samples.forEach(({ code }, index) => firstWith.has(code) || firstWith.set(code, index));
  const parents = new Map(samples.map(({ code, parent }) => [code, parent]));
  return checkEach(samples, ({ code, name, type, description }, field, index) => [
    checkCode(code, field('code')),
    checkName(name, field('name')),
    checkName(type, field('type')),
    checkText(description, field('description')),
    firstWith.get(code) === index ? null : invalid(field('code'), `The sample at index ${firstWith.get(code)} has the same code.`),
    descendsFromItself(code, parents) ? invalid(field('parent'), 'It would be taken from itself.') : null,
  ]);
}

/** The refusals of every sample; `field` gives the path to a field of it. */
export const checkEach = (
  samples: readonly RegisterSampleInput[],
  check: (sample: RegisterSampleInput, field: (name: string) => string[], index: number) => Check[],
): UserError[] => refusals(samples.flatMap((sample, index) => check(sample, (name) => ['samples', String(index), name], index)));

/** Walks up as far as this call defines parents; a walk that is longer than the call goes in a circle. */
function descendsFromItself(code: string, parents: ReadonlyMap<string, string | null | undefined>): boolean {
  let ancestor = parents.get(code);
  for (let steps = 0; typeof ancestor === 'string' && steps <= parents.size; steps++) {
    if (ancestor === code) return true;
    ancestor = parents.get(ancestor);
  }
  return false;
}
