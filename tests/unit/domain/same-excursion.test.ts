import { expect, test } from '@jest/globals';
import { Severity } from '../../../src/domain/excursion.js';
import { isSame } from '../../../src/domain/watch.js';

const known = { startedAt: 1, confirmedAt: 2, endedAt: null as number | null, peak: 9, area: (0.1 + 0.2 + 3e9) as number | null, unknown: 0, severities: [{ severity: Severity.WARNING, limit: 8, reachedAt: 2 }] };

test.each<{ what: string; change: Partial<typeof known>; same: boolean }>([
  { what: 'the same sum, added up in another order', change: { area: 3e9 + 0.2 + 0.1 }, same: true },
  { what: 'an area that differs by rounding alone', change: { area: 3e9 * (1 + 1e-12) }, same: true },
  { what: 'an area that has grown by a second in a year', change: { area: 3e9 * (1 + 3e-8) }, same: false },
  { what: 'no area', change: { area: null }, same: false },
  { what: 'an end', change: { endedAt: 5 }, same: false },
  { what: 'another peak', change: { peak: 9.1 }, same: false },
  { what: 'a level that was reached at another time', change: { severities: [{ severity: Severity.WARNING, limit: 8, reachedAt: 3 }] }, same: false },
])('that what is known of an excursion and another account of it with $what are the same is $same', ({ change, same }) => {
  expect(isSame(known, { ...known, ...change })).toBe(same);
});
