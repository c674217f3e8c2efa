import { expect, test } from '@jest/globals';
import { connect, readPage, writeCursor } from '../../../src/resolvers/page.js';

test('a cursor comes back as the key that it was made of', () => {
  expect(readPage({ first: 10, after: writeCursor(['ä/ö', 1_700_000_000_000_001]) }, 50, ['string', 'number'])).toEqual({ first: 10, after: ['ä/ö', 1_700_000_000_000_001] });
});

test('what is left out is the default, and the beginning', () => {
  expect(readPage({}, 50, ['string'])).toEqual({ first: 50, after: null });
  expect(readPage({ first: null, after: null }, 100, ['string'])).toEqual({ first: 100, after: null });
});

test.each(['', 'x', writeCursor([1]), writeCursor(['a', 'b']), writeCursor([]), Buffer.from('{}').toString('base64url'), Buffer.from('[null]').toString('base64url')])('%j is no cursor of a list of texts', (after) => {
  expect(() => readPage({ after }, 50, ['string'])).toThrow('after is not a cursor of this list');
});

test.each([1.5, 1e300, Number.MAX_VALUE])('a cursor with the number %d is none', (number) => {
  expect(() => readPage({ after: writeCursor([number]) }, 50, ['number'])).toThrow('after is not a cursor of this list');
});

test('one more than was asked for says that there is more, and is not given', () => {
  const page = { first: 2, after: null };
  expect(connect(['a', 'b', 'c'], page, (node) => [node])).toMatchObject({ nodes: ['a', 'b'], pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  expect(connect(['a', 'b'], page, (node) => [node])).toMatchObject({ nodes: ['a', 'b'], pageInfo: { hasNextPage: false } });
});
