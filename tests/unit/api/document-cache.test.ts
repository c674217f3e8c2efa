import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createDocumentCache } from '../../../src/api/document-cache.js';

const document = parse('{ a }');

test('keeps what was used last, as much as fits', () => {
  const cache = createDocumentCache(100);
  cache.set('a', document, 40);
  cache.set('b', document, 40);
  cache.get('a');
  cache.set('c', document, 40);
  expect(['a', 'b', 'c'].filter((hash) => cache.get(hash))).toEqual(['a', 'c']);
  cache.set('a', document, 60);
  expect(['a', 'b', 'c'].filter((hash) => cache.get(hash))).toEqual(['a', 'c']);
  cache.set('d', document, 101);
  expect(['a', 'b', 'c', 'd'].filter((hash) => cache.get(hash))).toEqual([]);
});
