import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Accumulation } from '../../../src/domain/accumulation.js';
import { goesTheSameWay, isOpen, pastOf } from '../../../src/domain/course.js';
import { RuleMode, Severity, type Sample } from '../../../src/domain/excursion.js';
import { goneOn, isOther, jointOf, mapValues, pastsOf, presentOf } from '../../../src/domain/joint.js';
import { judges, resegment, tell, type Checkpoint, type HistoricWatch } from '../../../src/domain/resegment.js';
import type { Level } from '../../../src/domain/rule.js';
import { MINUTE } from '../../../src/domain/time.js';
import { START, walk, type Tracks } from '../../../src/domain/track.js';
import { lastsBehind, type ExcursionFacts } from '../../../src/domain/watch.js';
import { ruleOf, type Given } from './rules.js';

// Excursions that last: most values are outside, or alike, and what comes late lies among them.
const farther = (onDelay: number) => fc.constantFrom<Partial<Level>[]>([], ...[9.7, 12].map((high) => [{ severity: Severity.CRITICAL, high, onDelay: onDelay * MINUTE }]));
const running = fc.record({ onDelay: fc.constantFrom(0, 15 * MINUTE), offDelay: fc.constantFrom(0, 3 * MINUTE), deadband: fc.constantFrom(0, 0.5), levels: farther(10) });
const adding = fc.record({ mode: fc.constant(RuleMode.ACCUMULATIVE), low: fc.constant(null), deadband: fc.constantFrom(0, 0.5), onDelay: fc.constantFrom(6 * MINUTE, 9 * MINUTE), window: fc.constantFrom(10 * MINUTE, 15 * MINUTE), levels: farther(9) });
const stuck = fc.record({ mode: fc.constant(RuleMode.STUCK), low: fc.constant(null), high: fc.constant(null), onDelay: fc.constantFrom(3 * MINUTE, 20 * MINUTE), deadband: fc.constantFrom(1.5, 2, 3), levels: fc.constantFrom<Partial<Level>[]>([], [{ severity: Severity.CRITICAL, high: null, onDelay: 45 * MINUTE }]) });
const values = fc.oneof({ weight: 40, arbitrary: fc.constantFrom(9, 9.5, 10, 10, 10.5, 11) }, { weight: 2, arbitrary: fc.constantFrom(12, 13) }, { weight: 1, arbitrary: fc.constantFrom(5, 7.8, 1) });
const history: fc.Arbitrary<Sample[]> = fc.array(fc.tuple(fc.constantFrom(2, 2, 4, 12), values), { minLength: 60, maxLength: 160 }).map((steps) => {
  let minute = 0;
  return steps.map(([step, value]) => ({ at: (minute += step) * MINUTE, value }));
});
const worlds = fc.record({ given: fc.oneof(running, adding, stuck), gap: fc.constantFrom(null, 5), samples: history, until: fc.constantFrom(null, null, 200), place: fc.nat(40), late: fc.array(fc.oneof(values, fc.constantFrom(1, 5, 8.5)), { minLength: 1, maxLength: 4 }) });

const SPAN = 30 * MINUTE;

test('what is told between two checkpoints, and carried on behind the second, is what the whole history tells', () => {
  const tried = { joints: 0, others: 0, excursions: 0 };
  fc.assert(
    fc.property(worlds, ({ given, gap, until, samples, place, late: lateValues }) => {
      const watch = watchOf(given, gap, until);
      const now = samples.at(-1)!.at + MINUTE;
      const late = lateValues.map((value, index): Sample => ({ at: samples[place]!.at + ((index + 1) * MINUTE) / 8, value }));
      const all = [...samples.slice(0, place + 1), ...late, ...samples.slice(place + 1)];
      const before = resegment(watch, samples, now, { from: null, every: SPAN });
      const whole = resegment(watch, all, now, { from: null, every: SPAN });
      const from = before.passed.filter(isClear).findLast(({ last }) => last.at < late[0]!.at) ?? null;
      const begin = from === null ? 0 : all.findIndex(({ at }) => at === from.last.at);
      const behind = before.passed.filter(isClear).filter(({ last }) => last.at > late.at(-1)!.at);
      const found = join(watch, all.slice(begin), from, behind, before.memory.runs);
      if (!found) return;
      const { old, fresh } = found;
      const joint = jointOf(watch, old, fresh);
      tried.joints += 1;
      tried.others += isOther(joint) ? 1 : 0;

      const stretch = resegment(watch, all.slice(begin, all.findIndex(({ at }) => at === old.last.at) + 1), null, { from, every: SPAN });
      const isTold = (each: ExcursionFacts) => from === null || lastsBehind(each, from.last.at);
      const known = before.facts.filter((each) => isTold(each) && each.startedAt <= old.last.at);
      const untouched = before.facts.filter((each) => each.startedAt > old.last.at);
      const told = [...stretch.facts.filter(isTold), ...goneOn(joint, known), ...untouched];
      tried.excursions += told.length;
      equal(sorted(told), sorted(whole.facts.filter(isTold)));
      equal(withoutSpells(presentOf(joint, before.memory.runs)), withoutSpells(whole.memory.runs));
      for (const { last, runs } of before.passed.filter(({ last }) => last.at > old.last.at)) {
        equal(pastsOf(joint, mapValues(runs, pastOf)), mapValues(whole.passed.find((each) => each.last.at === last.at)!.runs, pastOf));
      }
    }),
    { numRuns: 200, endOnFailure: true },
  );
  expect(Math.min(tried.joints, tried.others, tried.excursions)).toBeGreaterThan(50);
});

function watchOf(given: Given, gap: number | null, until: number | null): HistoricWatch {
  const [handover, rule] = [until && until * MINUTE, { ...ruleOf(given), from: null, until: null }];
  const rules = handover === null ? [{ ...rule, id: 1 }] : [{ ...rule, id: 1, until: handover }, { ...rule, id: 2, from: handover }];
  return { sensorId: 1, gap: gap && gap * MINUTE, rules };
}

test('two that have not come as far do not go the same way, however alike what counts now is', () => {
  const rule = ruleOf({ mode: RuleMode.ACCUMULATIVE, low: null, onDelay: 6 * MINUTE, window: 10 * MINUTE, levels: [{ high: 12, onDelay: 6 * MINUTE }] });
  const { track } = walk(START, rule, [0, 5, 10].map((minute) => ({ at: minute * MINUTE, value: 9 })), null) as { track: Accumulation };
  const farther: Accumulation = { ...track, story: { ...track.story!, startedAt: -MINUTE, reached: [0, 0] } };

  expect(goesTheSameWay(track, { ...track, story: { ...track.story!, startedAt: -MINUTE } }, null, rule)).toBe(true);
  expect(goesTheSameWay(farther, track, null, rule)).toBe(false);
  expect(goesTheSameWay(track, farther, null, rule)).toBe(false);
});

test('what the clock confirmed of a version that ended at the last reading of a stretch is told with the stretch', () => {
  const rule = ruleOf({ mode: RuleMode.ACCUMULATIVE, low: null, onDelay: 6 * MINUTE, window: 10 * MINUTE });
  const watch: HistoricWatch = { sensorId: 1, gap: null, rules: [{ ...rule, id: 1, from: null, until: 4 * MINUTE, closedAt: 7 * MINUTE }] };
  const samples = [0, 4].map((minute) => ({ at: minute * MINUTE, value: 9 }));

  expect(resegment(watch, samples, null).facts).toEqual(resegment(watch, samples, 9 * MINUTE).facts);
  expect(resegment(watch, samples, null).facts).toMatchObject([{ startedAt: 0, confirmedAt: 6 * MINUTE, endedAt: 4 * MINUTE }]);
});

const isClear = ({ runs }: Checkpoint): boolean => Object.values(runs).every(isOpen);

function join(watch: HistoricWatch, samples: readonly Sample[], from: Checkpoint | null, behind: readonly Checkpoint[], newest: Tracks) {
  const olds = new Map(behind.map((old) => [old.last.at, old]));
  for (const { checkpoint } of tell(watch, samples, from, ({ at }) => !olds.has(at))) {
    const old = olds.get(checkpoint.last.at);
    if (old && watch.rules.every((rule) => !judges(rule, old.last.at) || goesTheSameWay(old.runs[rule.id] ?? null, checkpoint.runs[rule.id] ?? null, newest[rule.id] ?? null, rule))) return { old, fresh: checkpoint };
  }
  return null;
}

/** Where a level is reached, it is all one when its spell began. */
const withoutSpells = (runs: Tracks): object => mapValues(runs, (track) => ({ ...track, farther: null }));

const sorted = (facts: readonly ExcursionFacts[]): ExcursionFacts[] => facts.toSorted((one, other) => one.startedAt - other.startedAt || one.kind.localeCompare(other.kind));

/** Areas are sums, of which the last digits depend on the order. */
const rounded = (told: unknown): unknown => JSON.parse(JSON.stringify(told, (key, value: unknown) => (key === 'area' && typeof value === 'number' ? Number(value.toPrecision(9)) : value)));

function equal(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(rounded(found), rounded(expected))) throw new Error(`found ${JSON.stringify(found)}\nexpected ${JSON.stringify(expected)}`);
}
