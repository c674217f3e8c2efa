import { expect, test } from '@jest/globals';
import { ExcursionChange, ExcursionKind, Severity } from '../../../src/domain/excursion.js';
import type { ExcursionFacts } from '../../../src/domain/watch.js';
import type { Finding } from '../../../src/ingest/detect.js';
import { inOne } from '../../../src/ingest/in-one.js';

const from = (startedAt: number, endedAt: number | null = null): ExcursionFacts =>
  ({ sensorId: 1, ruleId: 1, kind: ExcursionKind.ABOVE, severity: Severity.WARNING, limit: 8, startedAt, confirmedAt: startedAt, endedAt, peak: 9, area: 1, unknown: 0, severities: [] });
const update = (was: number, facts: ExcursionFacts, change: ExcursionChange.UPDATED | ExcursionChange.CLOSED | null, revises: 'LATE_DATA' | null): Finding => ({ type: 'update', was: from(was), facts, change, revises });
const opened = (facts: ExcursionFacts): Finding => ({ type: 'open', facts, because: 'LATE_DATA' });
const retracted = (was: number): Finding => ({ type: 'retract', was: from(was), revises: 'LATE_DATA' });

test.each<{ what: string; late: Finding; fresh: Finding; expected: Finding[] }>([
  { what: 'began earlier, and is over', late: update(5, from(3), ExcursionChange.UPDATED, 'LATE_DATA'), fresh: update(3, from(3, 9), ExcursionChange.CLOSED, null), expected: [update(5, from(3, 9), ExcursionChange.CLOSED, 'LATE_DATA')] },
  { what: 'began earlier, and goes on', late: update(5, from(3), ExcursionChange.UPDATED, 'LATE_DATA'), fresh: update(3, from(3), null, null), expected: [update(5, from(3), ExcursionChange.UPDATED, 'LATE_DATA')] },
  { what: 'was split off, and is over', late: opened(from(5)), fresh: update(5, from(5, 9), ExcursionChange.CLOSED, null), expected: [opened(from(5, 9))] },
  { what: 'began earlier, and never was', late: update(5, from(3), ExcursionChange.UPDATED, 'LATE_DATA'), fresh: retracted(3), expected: [retracted(5)] },
  { what: 'was split off, and never was', late: opened(from(5)), fresh: retracted(5), expected: [] },
  { what: 'is another', late: retracted(5), fresh: opened(from(5)), expected: [retracted(5), opened(from(5))] },
])('of one batch an excursion that $what is written once', ({ late, fresh, expected }) => {
  expect(inOne([late], [fresh])).toEqual(expected.map((each) => (each.type === 'open' ? each : { ...each, was: from(each.was.startedAt) })));
});
