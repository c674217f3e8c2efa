import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountOf, sumsOf, useOf, type Account, type Lived, type Use } from '../../../src/domain/account.js';
import { digestOf, hasHole, isSplitBy } from '../../../src/domain/digest.js';
import { piecesOf, type Surroundings } from '../../../src/domain/life.js';
import { USUAL_ACTIVATION } from '../../../src/domain/mean-kinetic.js';
import { partsOf, type Told } from '../../../src/domain/part.js';
import { Interpolation } from '../../../src/domain/reading.js';
import type { Interval } from '../../../src/domain/stretch.js';
import { SECOND } from '../../../src/domain/time.js';
import type { Stay } from '../../../src/domain/voice.js';
import { holds, inSeconds, journey, judged, NOW, speaksFrom, stayAt, stretchesOf, THAWING, TIERS, walk, type Journey, type Span } from '../../support/exposure-oracle.js';

const HOUR = 10 * SECOND;
const PRODUCT = { tiers: TIERS.map((tier) => ({ ...tier, limit: tier.limit && tier.limit * SECOND })), activation: USUAL_ACTIVATION, thawing: { ...THAWING, thawTime: THAWING.thawTime * SECOND } };
const CONDITIONS = [-20, 2, 5, 8, 25];
const BOUNDS = [...new Set([-15, 0, 2, 8, 25, ...CONDITIONS])];

test.each([['reading by reading', false], ['by digests of whole spans', true]] as const)('what a sample went through, told %s and summed up in short times or long, is what a walk through its seconds says', (_, digests) => {
  fc.assert(
    fc.property(journey, fc.constantFrom(1, 7, 13, 1000), (world, length) => {
      const alone = { ...world, samples: world.samples.slice(0, 1) };
      expect(inSeconds(accountIn(alone, digests, length), walk(alone))).toEqual(walk(alone));
    }),
    { numRuns: 2000, seed: 20261122 },
  );
});

/** Each piece is cut into sums of such a length, in seconds. */
function accountIn(world: Journey, digests: boolean, length: number): Account & Use {
  const interval = { from: (world.from ?? Math.min(world.samples[0]!.collectedAt, world.to)) * SECOND, to: world.to * SECOND };
  const lived = piecesOf(surroundings(world), interval).map((piece): Lived => {
    const [condition, version] = piece.condition === null ? [] : [Math.floor(piece.condition / 10), piece.condition % 10];
    const kept = condition === undefined ? null : world.conditions[condition]![version!]!;
    if (piece.sensor === null) return { ...piece, kept, sums: [] };
    const sensor = world.sensors[piece.sensor]!;
    const { linear, gap, readings } = sensor;
    const speech = { interpolation: linear ? Interpolation.LINEAR : Interpolation.STEP, expectedEvery: gap === null ? null : gap * SECOND };
    const stay = stayAt(sensor, piece.from / SECOND);
    const all = readings.filter(({ at }) => holds(at)(stay)).map((reading) => ({ at: reading.at * SECOND, value: judged(sensor, reading) }));
    const sums = cut(piece, length * SECOND).map((atom) => {
      const from = all.findLastIndex(({ at }) => at < atom.from);
      const to = all.findIndex(({ at }) => at >= atom.to);
      const told = all.slice(Math.max(from, 0), to < 0 ? undefined : to + 1);
      const whole = Map.groupBy(told, ({ at }) => Math.floor(at / HOUR));
      const records = !digests ? told : [...whole].flatMap(([hour, within]): Told[] => {
        const digest = digestOf(within, speech, USUAL_ACTIVATION)!;
        return hour * HOUR >= atom.from && (hour + 1) * HOUR <= atom.to && !isSplitBy(digest, BOUNDS) && !hasHole(digest) ? [digest] : within;
      });
      return sumsOf([...partsOf(records, speech, atom, NOW * SECOND)], kept, PRODUCT);
    });
    return { ...piece, kept, sums };
  });
  return { ...accountOf(lived, PRODUCT), ...useOf(lived, PRODUCT) };
}

const cut = ({ from, to }: Interval, length: number): Interval[] => Array.from({ length: Math.ceil((to - from) / length) }, (_, index) => ({ from: from + index * length, to: Math.min(from + (index + 1) * length, to) }));

const inMicros = ({ from, to }: Span) => ({ from: from * SECOND, to: to === null ? null : to * SECOND });

function surroundings(world: Journey): Surroundings {
  const itself: Stay = { asset: 's', depth: 0, from: -Infinity, to: null };
  return {
    stays: [itself, ...staysIn(world, world.samples[0]!.stays, { from: -Infinity, to: null }, 1)],
    mounts: world.sensors.flatMap((each, sensor) => each.mounts.map(({ container, to }, index) => ({ asset: container === null ? 's' : `c${container}`, sensor, ...inMicros({ from: speaksFrom(each, each.mounts[index]!), to }) }))),
    keepings: world.kept.flatMap((told, container) => stretchesOf(told).flatMap(({ condition, from, to }) => (condition === null ? [] : world.conditions[condition]!.map(({ definedAt }, version, versions) => {
      const span = { from: version === 0 ? from : Math.max(from, definedAt), to: Math.min(to ?? Infinity, versions[version + 1]?.definedAt ?? Infinity) };
      return { asset: `c${container}`, condition: condition * 10 + version, ...inMicros({ ...span, to: span.to === Infinity ? null : span.to }) };
    })))),
  };
}

function staysIn(world: Journey, spans: readonly (Span & { container: number })[], around: Span, depth: number): Stay[] {
  return spans.flatMap(({ container, from, to }) => {
    const span = { from: Math.max(from, around.from), to: Math.min(to ?? Infinity, around.to ?? Infinity) };
    if (span.to <= span.from) return [];
    const open = { from: span.from, to: span.to === Infinity ? null : span.to };
    return [{ asset: `c${container}`, depth, ...inMicros(open) }, ...staysIn(world, world.stays[container]!, open, depth + 1)];
  });
}
