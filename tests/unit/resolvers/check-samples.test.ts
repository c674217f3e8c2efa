import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { checkSamples } from '../../../src/resolvers/write/check-samples.js';
import { cpuMilliseconds } from '../../support/cpu.js';

const samples = (parents: readonly (readonly [code: string, parent: string | null])[]) => parents.map(([code, parent]) => ({ code, parent, name: 'x', type: 'x', collectedAt: 0 }));
const LONG = 9_500;
const chain = (first: string | null) => Array.from({ length: LONG }, (_, index) => [`S-${index}`, index === 0 ? first : `S-${index - 1}`] as const);

test.each<[string, (readonly [string, string | null])[], string[]]>([
  ['itself', [['a', 'a']], ['a']],
  ['its aliquot', [['a', 'b'], ['b', 'a'], ['c', null]], ['a', 'b']],
  ['a circle, but not what hangs on one', [['d', 'c'], ['a', 'c'], ['b', 'a'], ['c', 'b'], ['e', 'd']], ['a', 'b', 'c']],
  ['one of two circles', [['a', 'b'], ['c', 'd'], ['b', 'a'], ['d', 'c'], ['e', 'a']], ['a', 'c', 'b', 'd']],
  ['nothing where lines meet', [['a', null], ['b', 'a'], ['c', 'a'], ['d', 'elsewhere']], []],
  ['all of a long circle', chain(`S-${LONG - 1}`), Array.from({ length: LONG }, (_, index) => `S-${index}`)],
])('a sample is not taken from %s', (_, parents, refused) => {
  const errors = checkSamples(samples(parents));
  expect(errors.map(({ field }) => parents[Number(field[1])]![0])).toEqual(refused);
  expect(new Set(errors.map(({ message }) => message)).size).toBe(refused.length > 0 ? 1 : 0);
});

test.each(['in order', 'backwards'])('a long line of descent costs what it is long: %s', async (order) => {
  const line = order === 'in order' ? chain(null) : chain(null).toReversed();
  expect(await cpuMilliseconds(async () => void expect(checkSamples(samples(line))).toEqual([]))).toBeLessThan(500);
});
