import { describe, expect, test } from '@jest/globals';
import { calibrationChangesAt, calibrationFacts, type Calibration } from '../../../src/domain/calibration.js';
import { ExcursionKind } from '../../../src/domain/excursion.js';
import { DAY } from '../../../src/domain/time.js';

const on = (day: number, due: number): Calibration => ({ calibratedAt: day * DAY, dueAt: due * DAY });
const told = (calibrations: Calibration[], day: number) =>
  calibrationFacts(1, calibrations, day * DAY).map(({ severities, startedAt, endedAt }) => ({
    from: startedAt / DAY, to: endedAt === null ? null : endedAt / DAY, levels: severities.map(({ severity, reachedAt }) => `${severity} ${reachedAt / DAY}`),
  }));

const YEAR = [on(0, 365)];

describe('a calibration', () => {
  test.each([
    { what: 'is good long before', calibrations: YEAR, day: 274, facts: [] },
    { what: 'is told of 90 days before', calibrations: YEAR, day: 275, facts: [{ from: 275, to: null, levels: ['INFO 275'] }] },
    { what: 'is a warning 30 days before', calibrations: YEAR, day: 335, facts: [{ from: 275, to: null, levels: ['INFO 275', 'WARNING 335'] }] },
    { what: 'is critical when it is due, and stays so', calibrations: YEAR, day: 9999, facts: [{ from: 275, to: null, levels: ['INFO 275', 'WARNING 335', 'CRITICAL 365'] }] },
    { what: 'ends with the next one, as bad as it was by then', calibrations: [...YEAR, on(340, 705)], day: 400, facts: [{ from: 275, to: 340, levels: ['INFO 275', 'WARNING 335'] }] },
    { what: 'is told nobody when the next one comes in time, or at that very moment', calibrations: [...YEAR, on(275, 640)], day: 400, facts: [] },
    { what: 'and the next one are told apart', calibrations: [...YEAR, on(340, 430)], day: 500, facts: [{ from: 275, to: 340, levels: ['INFO 275', 'WARNING 335'] }, { from: 400, to: null, levels: ['WARNING 400', 'CRITICAL 430'] }] },
    { what: 'of 90 days is not due from the first moment', calibrations: [on(0, 90)], day: 59, facts: [] },
    { what: 'of a month is only told when it is due', calibrations: [on(0, 30)], day: 30, facts: [{ from: 30, to: null, levels: ['CRITICAL 30'] }] },
  ])('$what', ({ calibrations, day, facts }) => {
    expect(told(calibrations, day)).toEqual(facts);
    expect(calibrationFacts(1, calibrations, day * DAY)).toEqual(facts.map(() => expect.objectContaining({ kind: ExcursionKind.CALIBRATION_DUE, ruleId: null, peak: null, area: null, limit: null })));
  });

  test.each([[YEAR, 0, 275], [YEAR, 275, 335], [YEAR, 335, 365], [YEAR, 365, null], [[...YEAR, on(340, 430)], 341, 400], [[], 0, null]])('changes by time alone: %j, on day %d, on day %p', (calibrations, day, next) => {
    expect(calibrationChangesAt(calibrations, day * DAY)).toBe(next && next * DAY);
  });
});
