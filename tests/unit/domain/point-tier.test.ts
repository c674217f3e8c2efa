import { expect, test } from '@jest/globals';
import { timeInTiers } from '../../../src/domain/budget.js';

test('a tier of one temperature holds that temperature', () => {
  expect(timeInTiers([{ code: 'FIVE', minimum: 5, maximum: 5, limit: null }], [{ from: 0, to: 60, first: 5, last: 5 }])).toEqual([60]);
});

test('a tier of one temperature does not take it from one that begins there', () => {
  expect(timeInTiers([{ code: 'ICE', minimum: 0, maximum: 0, limit: null }, { code: 'COLD', minimum: 0, maximum: 8, limit: null }], [{ from: 0, to: 60, first: 0, last: 0 }])).toEqual([60, 0]);
});
