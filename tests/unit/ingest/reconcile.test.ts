import { expect, test } from '@jest/globals';
import { ExcursionKind, Severity } from '../../../src/domain/excursion.js';
import { MINUTE } from '../../../src/domain/time.js';
import type { ExcursionFacts } from '../../../src/domain/watch.js';
import type { KnownExcursion } from '../../../src/ingest/known-excursions.js';
import { reconcile } from '../../../src/ingest/reconcile.js';

/** From a minute to a minute, `!` where people have said something of it. */
type Shape = [from: number, to: number | null, touched?: '!'];

const factsOf = ([from, to]: Shape): ExcursionFacts => ({
  sensorId: 1, ruleId: 1, kind: ExcursionKind.ABOVE, severity: Severity.WARNING, limit: 8, startedAt: from * MINUTE, confirmedAt: from * MINUTE, endedAt: to === null ? null : to * MINUTE,
  peak: 9, area: 1, unknown: 0, severities: [{ severity: Severity.WARNING, reachedAt: from * MINUTE, limit: 8 }],
});
const knownOf = (shape: Shape): KnownExcursion => ({ ...factsOf(shape), isTouched: shape[2] === '!' });

test.each<{ name: string; known: Shape[]; found: Shape[]; says: string[] }>([
  { name: 'what is the same is left alone', known: [[0, 10]], found: [[0, 10]], says: [] },
  { name: 'one that grew keeps its identity', known: [[5, 10]], found: [[0, 12]], says: ['5 is 0..12'] },
  { name: 'one that never was is retracted', known: [[5, 10]], found: [], says: ['5 is retracted'] },
  { name: 'one that nobody knew is opened, with the cause', known: [], found: [[5, 10]], says: ['5..10 is opened: LATE_DATA'] },
  { name: 'one behind all that was judged is opened as any other', known: [], found: [[105, null]], says: ['105.. is opened: DETECTED'] },
  { name: 'of one that is split the first part keeps the identity', known: [[0, 10, '!']], found: [[1, 4], [6, 10]], says: ['0 is 1..4', '6..10 is opened: LATE_DATA'] },
  { name: 'merged ones that nobody touched become the first', known: [[0, 4], [6, 10]], found: [[0, 10]], says: ['6 is retracted', '0 is 0..10'] },
  { name: 'merged ones become the one that people have said something of', known: [[0, 4], [6, 10, '!']], found: [[0, 10]], says: ['0 is retracted', '6 is 0..10'] },
  { name: 'and the earliest of several such', known: [[0, 3], [4, 6, '!'], [7, 10, '!']], found: [[0, 10]], says: ['0 is retracted', '7 is retracted', '4 is 0..10'] },
  { name: 'what people have said something of goes before an equal start only where it would be lost', known: [[0, 4], [6, 10, '!']], found: [[0, 5], [7, 10]], says: ['0 is 0..5', '6 is 7..10'] },
])('$name', ({ known, found, says }) => {
  const shown = reconcile(known.map(knownOf), found.map(factsOf), { cause: 'LATE_DATA', judgedUntil: 100 * MINUTE }).map((finding) => {
    const span = ({ startedAt, endedAt }: ExcursionFacts) => `${startedAt / MINUTE}..${endedAt === null ? '' : endedAt / MINUTE}`;
    if (finding.type === 'open') return `${span(finding.facts)} is opened: ${finding.because}`;
    return finding.type === 'retract' ? `${finding.was.startedAt / MINUTE} is retracted` : `${finding.was.startedAt / MINUTE} is ${span(finding.facts)}`;
  });
  expect(shown).toEqual(says);
});
