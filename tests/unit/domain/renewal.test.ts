import { expect, test } from '@jest/globals';
import { RuleMode, type Sample } from '../../../src/domain/excursion.js';
import { areNew } from '../../../src/domain/renewal.js';
import { ruleOf } from './rules.js';

const rule = (deadband: number, from: number | null = null) => ({ ...ruleOf({ mode: RuleMode.STUCK, low: null, high: null, onDelay: 10, deadband }), id: 1, from, until: null });
const placesOf = (values: number[], deadband: number, from: number | null = null) => {
  const isNew = areNew(rule(deadband, from), values.map((value, at): Sample => ({ at, value })));
  return values.flatMap((_, index) => (isNew[index] ? [index] : []));
};

test('where values must be the same every change begins a run, whatever came before', () => {
  expect(placesOf([5, 5, 6, 6, 5, 5], 0)).toEqual([2, 4]);
});

test('where they may differ a run begins for certain once all that there may be have come together', () => {
  // 5.5 may end a run that began with 4.8, and begin one that ends before 6.3; after 9 there is only one way.
  expect(placesOf([5, 5.5, 6.3, 9, 9.5, 10.5], 1)).toEqual([3, 5]);
  expect(placesOf([5, 5, 5, 5.6, 5.6, 5, 5.6], 1)).toEqual([]);
});

test('a version that came later begins with its first reading', () => {
  expect(placesOf([5, 5, 5, 5], 0, 1)).toEqual([0, 1, 2]);
});

test('in values that wander as they do, never far at a time, places are found soon', () => {
  const values = Array.from({ length: 20_000 }, (_, index) => 5 + Math.round(10 * (Math.sin(index / 40) + Math.sin(index * 7.3) * 0.05)) / 10);
  const places = placesOf(values, 0.3);
  const gaps = places.slice(1).map((place, index) => place - places[index]!);
  expect(Math.max(...values.slice(1).map((value, index) => Math.abs(value - values[index]!)))).toBeLessThan(0.31);
  expect(Math.max(...gaps, places[0]!)).toBeLessThan(500);
});
