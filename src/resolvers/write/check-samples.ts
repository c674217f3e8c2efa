import type { RegisterSampleInput } from '../../schema/sample-input.js';
import type { UserError } from '../../schema/user-error.js';
import { checkCode, checkName, checkText, invalid, refusals, type Check } from './input.js';

const MOST_SAMPLES = 10_000;

/** What is wrong with samples by themselves, before the database is asked. */
export function checkSamples(samples: readonly RegisterSampleInput[]): UserError[] {
  if (samples.length < 1 || samples.length > MOST_SAMPLES) return [invalid(['samples'], `There are ${samples.length} samples, but may be from 1 to ${MOST_SAMPLES}.`)];
  const firstWith = new Map<string, number>();
  samples.forEach(({ code }, index) => firstWith.has(code) || firstWith.set(code, index));
  const circles = circlesOf(new Map(samples.map(({ code, parent }) => [code, parent])));
  return checkEach(samples, ({ code, name, type, description }, field, index) => [
    checkCode(code, field('code')),
    checkName(name, field('name')),
    checkName(type, field('type')),
    checkText(description, field('description')),
    firstWith.get(code) === index ? null : invalid(field('code'), `The sample at index ${firstWith.get(code)} has the same code.`),
    circles.has(code) ? invalid(field('parent'), 'It would be taken from itself.') : null,
  ]);
}

/** The refusals of every sample; `field` gives the path to a field of it. */
export const checkEach = (
  samples: readonly RegisterSampleInput[],
  check: (sample: RegisterSampleInput, field: (name: string) => string[], index: number) => Check[],
): UserError[] => refusals(samples.flatMap((sample, index) => check(sample, (name) => ['samples', String(index), name], index)));

/** The codes that would be taken from themselves. Each is walked over once, however long the lines of descent are. */
function circlesOf(parents: ReadonlyMap<string, string | null | undefined>): Set<string> {
  const circles = new Set<string>();
  const walked = new Set<string>();
  for (const first of parents.keys()) {
    const path = new Set<string>();
    let code: string | null | undefined = first;
    for (; typeof code === 'string' && parents.has(code) && !walked.has(code) && !path.has(code); code = parents.get(code)) path.add(code);
    const line = [...path];
    if (typeof code === 'string' && path.has(code)) line.slice(line.indexOf(code)).forEach((each) => circles.add(each));
    line.forEach((each) => walked.add(each));
  }
  return circles;
}
