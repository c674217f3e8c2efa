import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RuleMode, type Sample } from '../../../src/domain/excursion.js';
import { quietPlaces } from '../../../src/domain/quiet.js';
import { resegment, type HistoricWatch } from '../../../src/domain/resegment.js';
import { MINUTE } from '../../../src/domain/time.js';
import { comesAfter } from '../../../src/domain/watch.js';
import { ruleOf, type Given } from './rules.js';

const adding = fc.record({ mode: fc.constant(RuleMode.ACCUMULATIVE), low: fc.constant(null), deadband: fc.constantFrom(0, 0.5), onDelay: fc.constantFrom(3 * MINUTE, 6 * MINUTE), window: fc.constantFrom(10 * MINUTE, 15 * MINUTE) });
const running = fc.record({ onDelay: fc.constantFrom(0, 4 * MINUTE), offDelay: fc.constantFrom(0, 3 * MINUTE), deadband: fc.constantFrom(0, 0.5) });
const stuck = fc.record({ mode: fc.constant(RuleMode.STUCK), low: fc.constant(null), high: fc.constant(null), onDelay: fc.constantFrom(3 * MINUTE, 6 * MINUTE), deadband: fc.constantFrom(0, 1.2, 3) });
// Outside about as often as adds up to just what a rule allows: so that excursions begin and end all the time.
const history: fc.Arbitrary<Sample[]> = fc.array(fc.tuple(fc.constantFrom(1, 1, 2, 3), fc.constantFrom(5, 5, 5, 7.8, 9)), { minLength: 60, maxLength: 120 }).map((steps) => {
  let minute = 0;
  return steps.map(([step, value]) => ({ at: (minute += step) * MINUTE, value }));
});

const watchOf = (given: Given, gap: number | null, from: number | null): HistoricWatch => ({ sensorId: 1, gap: gap && gap * MINUTE, rules: [{ ...ruleOf(given), id: 1, from: from && from * MINUTE, until: null }] });
const worlds = fc.record({ given: fc.oneof(adding, adding, running, stuck), gap: fc.constantFrom(null, 2), from: fc.constantFrom(null, null, 60), samples: history, place: fc.nat(30) });

test('what is behind a quiet place is told by the samples from where it says, whatever came before', () => {
  let tried = 0;
  fc.assert(
    fc.property(worlds, ({ given, gap, from, samples, place }) => {
      const watch = watchOf(given, gap, from);
      const whole = resegment(watch, samples, samples.at(-1)!.at);
      const known = samples.slice(place);
      for (const quiet of quietPlaces(watch, known).slice(0, 3)) {
        tried += quiet.from < quiet.index ? 1 : 0;
        const part = resegment(watch, known.slice(quiet.from), samples.at(-1)!.at);
        const behind = ({ facts }: typeof part) => facts.filter((each) => comesAfter(each, known[quiet.index]!.at));
        if (!isDeepStrictEqual(behind(part), behind(whole))) throw new Error(`from ${quiet.from}, quiet at ${quiet.index}`);
      }
    }),
    { numRuns: 160, seed: 1, endOnFailure: true },
  );
  expect(tried).toBeGreaterThan(10);
});

test('what comes late changes nothing behind the next quiet place', () => {
  let tried = 0;
  fc.assert(
    fc.property(worlds, fc.array(fc.constantFrom(5, 9, 9), { minLength: 1, maxLength: 20 }), ({ given, gap, from, samples, place }, values) => {
      const watch = watchOf(given, gap, from);
      const late = values.map((value, index): Sample => ({ at: (samples[place]!.at + samples[place + 1]!.at) / 2 + index, value }));
      const next = samples.slice(place + 1);
      const quiet = quietPlaces(watch, next)[0];
      if (!quiet) return;
      tried += 1;
      const behind = (all: Sample[]) => {
        const { facts, memory } = resegment(watch, all, samples.at(-1)!.at);
        return { facts: facts.filter((each) => comesAfter(each, next[quiet.index]!.at)), memory };
      };
      if (!isDeepStrictEqual(behind([...samples.slice(0, place + 1), ...late, ...next]), behind(samples))) throw new Error(`quiet at ${quiet.index}`);
    }),
    { numRuns: 160, seed: 1, endOnFailure: true },
  );
  expect(tried).toBeGreaterThan(50);
});

test('a place is not quiet while an excursion of before may last, however little counts since', () => {
  const watch = watchOf({ mode: RuleMode.ACCUMULATIVE, low: null, onDelay: 9 * MINUTE, window: 10 * MINUTE }, 2, null);
  const calm = { at: 0, value: 5 };
  // Of each value two minutes count: outside all the time, and never for nine minutes of ten.
  const sparse = [1, 6, 11, 16, 21, 26, 31].map((minute): Sample => ({ at: minute * MINUTE, value: 9 }));
  const end = [36, 37, 38].map((minute): Sample => ({ at: minute * MINUTE, value: 5 }));
  const warm = [-9, -8, -7, -6, -5, -4, -3, -2, -1].map((minute): Sample => ({ at: minute * MINUTE, value: 9 }));

  expect(resegment(watch, [...warm, calm, ...sparse, ...end], 38 * MINUTE).facts.find(({ ruleId }) => ruleId === 1)).toMatchObject({ startedAt: -9 * MINUTE, endedAt: 36 * MINUTE });
  expect(quietPlaces(watch, [calm, ...sparse, ...end]).filter(({ index }) => index < 9)).toEqual([]);
});
