import { describe, expect, test } from '@jest/globals';
import { Disposition, isBinding, knownOf, standingOf, type Judged, type Word } from '../../../src/domain/disposition.js';
import { Severity } from '../../../src/domain/excursion.js';

const { PENDING, QUARANTINED, RELEASED, RETEST, REJECTED, DISCARDED } = Disposition;
const { INFO, WARNING, CRITICAL } = Severity;

describe('only quality says, and signs,', () => {
  const everything = [null, ...Object.values(Disposition)];

  test.each([RELEASED, REJECTED, DISCARDED, PENDING])('%s, whatever was said before', (said) => {
    expect(everything.map((before) => isBinding(said, before))).toEqual(everything.map(() => true));
  });

  test.each([QUARANTINED, RETEST])('%s of what was rejected or discarded, but not of anything else', (said) => {
    expect(everything.filter((before) => isBinding(said, before))).toEqual([REJECTED, DISCARDED]);
  });
});

const excursion: Judged = { severity: WARNING, assessedSeverity: null, revision: 3 };
const known = { peak: 12, severity: WARNING, times: [{ from: 10, to: 20 }, { from: 30, to: null }] };
const word: Word = { disposition: RELEASED, by: 'anna', revision: 3, known };

describe('without a word', () => {
  test.each<[Partial<Judged> & { isAffected?: false }, Disposition]>([
    [{}, PENDING],
    [{ severity: CRITICAL }, QUARANTINED],
    [{ assessedSeverity: CRITICAL }, QUARANTINED],
    [{ severity: CRITICAL, assessedSeverity: INFO }, QUARANTINED],
    [{ severity: CRITICAL, isAffected: false }, PENDING],
  ])('a sample of an excursion that is %j is %s', ({ isAffected = true, ...change }, disposition) => {
    const standing = { disposition, decidedBy: disposition === PENDING ? null : 'thermograph', decidedOnRevision: null, isStale: false };
    for (const last of [null, { ...word, disposition: PENDING }]) expect(standingOf(last, { ...excursion, ...change }, { known, isAffected })).toEqual(standing);
  });
});

describe('the last word holds', () => {
  test.each<[string, Partial<Judged>, Partial<typeof known>, boolean]>([
    ['as long as nothing else is known', {}, {}, false],
    ['also when the excursion was assessed', { assessedSeverity: CRITICAL }, {}, false],
    ['when the excursion was revised', { revision: 4 }, {}, true],
    ['when it became worse', {}, { severity: CRITICAL }, true],
    ['when it went farther', {}, { peak: 13 }, true],
    ['when the sample was there for longer', {}, { times: [{ from: 10, to: 21 }, { from: 30, to: null }] }, true],
    ['when it came later', {}, { times: [{ from: 11, to: 20 }, { from: 30, to: null }] }, true],
    ['when it is not there any more', {}, { times: [{ from: 10, to: 20 }, { from: 30, to: 40 }] }, true],
    ['when it was there once less', {}, { times: [{ from: 10, to: 20 }] }, true],
    ['when it never was there', {}, { times: [] }, true],
  ])('%s', (_, change, other, isStale) => {
    expect(standingOf(word, { ...excursion, ...change }, { known: { ...known, ...other }, isAffected: true })).toEqual({ disposition: RELEASED, decidedBy: 'anna', decidedOnRevision: 3, isStale });
  });
});

test('what lasts until now has no end in what is known', () => {
  expect(knownOf({ peak: 12, severity: WARNING }, [{ from: 10, to: 20 }, { from: 30, to: 50 }], 50)).toEqual(known);
});
