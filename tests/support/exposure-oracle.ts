import fc from 'fast-check';
import type { Account, Use } from '../../src/domain/account.js';
import { SECOND } from '../../src/domain/time.js';

/** In whole seconds: within a second nothing begins or ends. `to` null: still. */
export interface Span {
  from: number;
  to: number | null;
}

export interface Journey {
  /** Each but the first is what the one before it was taken from. */
  samples: { collectedAt: number; stays: (Span & { container: number })[] }[];
  /** What each container stood in: only in ones behind it, so that nothing is in itself. */
  stays: (Span & { container: number })[][];
  /** What there is to be kept under, each in versions. */
  conditions: { definedAt: number; minimum: number | null; maximum: number | null; mktApplicable: boolean }[][];
  /** What was said of what each container is kept under, from when on; null: under none. In the order of telling, which is any order of time. */
  kept: Kept[][];
  /** On a container, or, null, on the first sample. What begins at ALWAYS has a beginning that nobody said. */
  sensors: { linear: boolean; gap: number | null; trust: boolean; registeredAt: number; mounts: (Span & { container: number | null })[]; readings: { at: number; value: number; quality: number }[] }[];
  from: number | null;
  to: number;
}

export interface Kept {
  from: number;
  condition: number | null;
}

/** Before all that happens. */
export const ALWAYS = -1e6;
export const NOW = 110;
export const CONTAINERS = 5;
const CONDITIONS = 3;
export const TIERS = [{ code: 'COLD', minimum: null, maximum: -15, limit: 40 }, { code: 'FRIDGE', minimum: 2, maximum: 8, limit: 10 }, { code: 'ROOM', minimum: 8, maximum: 25, limit: null }];
export const THAWING = { frozenAt: -15, thawedAbove: 0, thawTime: 3 };

const value = fc.constantFrom(-80, -20, -15, -5, 0, 2, 3, 5, 5, 8, 9, 25, 30);
const spans = <T>(target: fc.Arbitrary<T>, most: number): fc.Arbitrary<(Span & { container: T })[]> =>
  fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 7), fc.integer({ min: 1, max: 50 }), target), { maxLength: most }).chain((steps) =>
    fc.boolean().map((still) => {
      let at = 0;
      return steps.map(([gap, length, container], index) => {
        const from = at + gap;
        at = from + length;
        return { from, to: still && index === steps.length - 1 ? null : at, container };
      });
    }));

const condition = fc.tuple(fc.nat(60), fc.option(fc.constantFrom(-20, 2)), fc.constantFrom(5, 8, 25), fc.boolean()).map(([definedAt, minimum, maximum, mktApplicable]) => ({ definedAt, minimum, maximum, mktApplicable }));
const quality = fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2);
const readings = fc.array(fc.tuple(fc.constantFrom(1, 1, 2, 3, 5, 10, 31), value, quality), { maxLength: 40 }).map((steps) => {
  let at = -10;
  return steps.map(([step, each, doubt]) => ({ at: (at += step), value: each, quality: doubt }));
});

/** Half of the first ones from when nobody knows. */
const mounts = fc.tuple(spans(fc.option(fc.nat(CONTAINERS - 1), { freq: 8 }), 3), fc.boolean()).map(([all, isOld]) => all.map((mount, index) => (isOld && index === 0 ? { ...mount, from: ALWAYS } : mount)));

export const journey: fc.Arbitrary<Journey> = fc.record({
  samples: fc.array(fc.record({ collectedAt: fc.integer({ min: 0, max: 60 }), stays: spans(fc.nat(CONTAINERS - 1), 6) }), { minLength: 1, maxLength: 3 }),
  stays: fc.tuple(...Array.from({ length: CONTAINERS }, (_, index) => (index === CONTAINERS - 1 ? fc.constant<(Span & { container: number })[]>([]) : spans(fc.integer({ min: index + 1, max: CONTAINERS - 1 }), 4)))),
  conditions: fc.array(fc.array(condition, { minLength: 1, maxLength: 2 }), { minLength: CONDITIONS, maxLength: CONDITIONS }).map((all) => all.map((versions) => versions.toSorted((a, b) => a.definedAt - b.definedAt).filter(({ definedAt }, index, sorted) => definedAt !== sorted[index - 1]?.definedAt))),
  kept: fc.array(fc.array(fc.record({ from: fc.oneof(fc.constant(ALWAYS), fc.nat(90)), condition: fc.option(fc.nat(CONDITIONS - 1), { freq: 4 }) }), { maxLength: 4 }), { minLength: CONTAINERS, maxLength: CONTAINERS }),
  sensors: fc.array(fc.record({ linear: fc.boolean(), gap: fc.constantFrom(null, 4, 20), trust: fc.boolean(), registeredAt: fc.integer({ min: -10, max: 90 }), mounts, readings }), { maxLength: 4 }),
  from: fc.option(fc.nat(60)),
  to: fc.constantFrom(61, 80, 100, 115),
});

export interface Oracle {
  minimum: number | null;
  maximum: number | null;
  mean: number | null;
  unknown: number;
  tooWarm: number;
  tooCold: number;
  mkt: number | string | null;
  used: number[];
  thaws: number;
  segments: string[];
}

/** In the oracle's terms; it leaves mean kinetic temperatures along lines to the vectors. */
export function inSeconds(account: Omit<Account, 'known' | 'coverage'> & Use, { mkt }: Oracle): Oracle {
  const rounded = (value: number | null) => (value === null ? null : round(value));
  const seconds = (length: number) => Math.round(length) / SECOND;
  return {
    minimum: rounded(account.minimum), maximum: rounded(account.maximum), mean: rounded(account.mean), unknown: seconds(account.unknown), tooWarm: seconds(account.tooWarm), tooCold: seconds(account.tooCold),
    mkt: mkt === null ? null : (account.mktReason ?? rounded(account.mkt)), used: account.used.map(seconds), thaws: account.thaws,
    segments: account.segments.map(({ from, place, sensor }) => `${from / SECOND} ${place!.slice(1)} ${sensor}`),
  };
}

export const holds = (second: number) => ({ from, to }: Span) => from <= second && (to === null || to > second);
const round = (each: number) => Math.round(each * 1e6) / 1e6 + 0;

/** What the first sample went through, by asking of each second what is known of it, and who it was then. */
export function walk(world: Journey): Oracle {
  const own = secondsOf({ from: world.from ?? Math.min(world.samples[0]!.collectedAt, world.to), to: world.to });
  const joined = world.samples.length === 1 ? own : secondsOf({ from: world.from ?? 0, to: world.to });
  const { used, thaws } = figures(joined.flatMap((second) => {
    const sample = world.samples.length === 1 ? 0 : world.samples.findIndex(({ collectedAt }) => collectedAt <= second);
    return sample < 0 ? [] : [cellAt(world, sample, second)];
  }));
  return { ...figures(own.map((second) => cellAt(world, 0, second))), used, thaws };
}

/** The same of one of the samples and of some times, whoever it was before. */
export const walkTimes = (world: Journey, sample: number, times: readonly { from: number; to: number }[]): Oracle => figures(times.flatMap(secondsOf).map((second) => cellAt(world, sample, second)));

const secondsOf = ({ from, to }: { from: number; to: number }): number[] => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** Of seconds in order, of which some may be left out. */
function figures(cells: readonly Cell[]): Oracle {
  const known = cells.filter(({ first }) => first !== null).map((cell) => ({ ...cell, first: cell.first!, last: cell.last! }));
  const total = (of: (cell: (typeof known)[number]) => number) => known.reduce((all, cell) => all + of(cell), 0);
  const ends = known.flatMap(({ first, last }) => [first, last]);
  return {
    minimum: known.length > 0 ? round(Math.min(...ends)) : null,
    maximum: known.length > 0 ? round(Math.max(...ends)) : null,
    mean: known.length > 0 ? round(total(({ first, last }) => (first + last) / 2) / known.length) : null,
    unknown: cells.length - known.length,
    tooWarm: round(total(({ first, last, condition: limits }) => (limits?.maximum === null || !limits ? 0 : within(first, last, limits.maximum, Infinity, true)))),
    tooCold: round(total(({ first, last, condition: limits }) => (limits?.minimum === null || !limits ? 0 : within(-first, -last, -limits.minimum, Infinity, true)))),
    mkt: cells.some(({ condition: limits }) => limits && !limits.mktApplicable) ? 'NOT_APPLICABLE_FROZEN' : known.length === 0 ? 'NO_DATA' : known.some(({ lined }) => lined) ? null
      : round(10_000 / -Math.log(total(({ first }) => Math.exp(-10_000 / (first + 273.15))) / known.length) - 273.15),
    used: TIERS.map(({ minimum, maximum }) => round(total(({ first, last }) => within(first, last, minimum ?? -Infinity, maximum ?? Infinity, TIERS.some((other) => other.maximum === minimum))))),
    thaws: thawsOf(cells),
    segments: cells.filter(({ place, sensor, second }, index) => {
      const before = cells[index - 1];
      return place !== null && !(before?.second === second - 1 && before.place === place && before.sensor === sensor);
    }).map(({ second, place, sensor }) => `${second} ${place} ${sensor}`),
  };
}

interface Cell {
  second: number;
  place: number | null;
  sensor: number | null;
  condition: { minimum: number | null; maximum: number | null; mktApplicable: boolean } | null;
  lined: boolean;
  /** Null: nothing is known. */
  first: number | null;
  last: number | null;
}

/** What the sample is inside of, the nearest first. */
export function chainAt(world: Journey, sample: number, second: number): number[] {
  const chain: number[] = [];
  let inside = world.samples[sample]!.stays.find(holds(second));
  while (inside) {
    chain.push(inside.container);
    inside = world.stays[inside.container]!.find(holds(second));
  }
  return chain;
}

export function cellAt(world: Journey, sample: number, second: number, now = NOW): Cell {
  const chain = chainAt(world, sample, second);
  const on = (container: number | null) => world.sensors.findIndex((sensor) => sensor.mounts.some((mount) => mount.container === container && holds(second)(mount) && speaksFrom(sensor, mount) <= second));
  const probe = sample === 0 ? on(null) : -1;
  const speaking = chain.find((container) => on(container) >= 0);
  const sensor = probe >= 0 ? probe : speaking === undefined ? -1 : on(speaking);
  const kept = chain.map((container) => conditionAt(world, container, second)).find((each) => each !== null);
  const versions = kept === undefined ? [] : world.conditions[kept]!;
  const condition = versions.findLast(({ definedAt }) => definedAt <= second) ?? versions[0] ?? null;
  const values = sensor < 0 ? null : valuesAt(world.sensors[sensor]!, second, now);
  return { second, place: probe < 0 && speaking !== undefined ? speaking : (chain[0] ?? null), sensor: sensor < 0 ? null : sensor, condition, lined: values?.[0] !== values?.[1], first: values?.[0] ?? null, last: values?.[1] ?? null };
}

/** Null: the reading may not be judged. */
export const judged = ({ trust }: Journey['sensors'][number], reading: { value: number; quality: number }): number | null => (reading.quality <= (trust ? 1 : 0) ? reading.value : null);

/** What began when nobody knows tells nothing of when the sensor was neither known nor read. */
export const speaksFrom = ({ registeredAt, readings: [first] }: Journey['sensors'][number], { from }: Span): number => (from === ALWAYS ? Math.min(registeredAt, first?.at ?? Infinity) : from);

/** By the last word on the latest moment of which there is one. */
function conditionAt({ kept }: Journey, container: number, second: number): number | null {
  const said = kept[container]!.filter(({ from }) => from <= second);
  const latest = Math.max(...said.map(({ from }) => from));
  return said.findLast(({ from }) => from === latest)?.condition ?? null;
}

/** What holds after all that was said, from moment to moment. */
export function stretchesOf(told: readonly Kept[]): (Kept & Span)[] {
  const last = [...new Map(told.map((each) => [each.from, each])).values()].toSorted((one, other) => one.from - other.from);
  return last.map((each, index) => ({ ...each, to: last[index + 1]?.from ?? null }));
}

/** The time around a second in which a sensor was on one thing without a break, however often that was said. */
export function stayAt({ mounts }: Pick<Journey['sensors'][number], 'mounts'>, second: number): Span {
  const stay: Span = { ...mounts.find(holds(second))! };
  const { container } = mounts.find(holds(second))!;
  const alike = mounts.filter((mount) => mount.container === container);
  for (let before; (before = alike.find(({ to }) => to === stay.from)); ) stay.from = before.from;
  for (let next; (next = alike.find(({ from }) => from === stay.to)); ) stay.to = next.to;
  return stay;
}

/** By what it measured where it was then. */
export function valuesAt(sensor: Journey['sensors'][number], second: number, now: number): [number, number] | null {
  const { linear, gap } = sensor;
  const stay = stayAt(sensor, second);
  const all = sensor.readings.filter(({ at }) => holds(at)(stay)).map((reading) => ({ at: reading.at, value: judged(sensor, reading) }));
  const before = all.findLast(({ at }) => at <= second);
  const after = all.find(({ at }) => at > second);
  if (!before || before.value === null) return null;
  if (!linear) return (gap === null || second - before.at < gap) && (after || second < now) ? [before.value, before.value] : null;
  if (!after || after.value === null || (gap !== null && after.at - before.at > gap)) return null;
  const [start, end] = [before.value, after.value];
  const along = (at: number) => start + ((end - start) * (at - before.at)) / (after.at - before.at);
  return [along(second), along(second + 1)];
}

/** The share of a second in which a value between these is at least, or behind, the one and at most the other. */
function within(first: number, last: number, low: number, high: number, behind: boolean): number {
  if (first === last) return (behind ? first > low : first >= low) && first <= high ? 1 : 0;
  return Math.max(0, Math.min(Math.max(first, last), high) - Math.max(Math.min(first, last), low)) / Math.abs(last - first);
}

function thawsOf(cells: readonly Cell[]): number {
  let [thaws, warm, frozen] = [0, 0, false];
  for (const [index, { second, first, last }] of cells.entries()) {
    if (first === null || last === null || cells[index - 1]?.second !== second - 1) warm = 0;
    if (first === null || last === null) continue;
    const above = within(first, last, THAWING.thawedAbove, Infinity, true);
    const halves = above === 0 || above === 1 ? [{ above: above === 1, length: 1, low: Math.min(first, last) }] : [{ above: false, length: 1 - above, low: Math.min(first, last) }, { above: true, length: above, low: THAWING.thawedAbove }];
    for (const half of first > last ? halves.toReversed() : halves) {
      if (half.low <= THAWING.frozenAt) frozen = true;
      warm = half.above ? warm + half.length : 0;
      if (frozen && half.above && warm >= THAWING.thawTime - 1e-9) [thaws, frozen] = [thaws + 1, false];
    }
  }
  return thaws;
}
