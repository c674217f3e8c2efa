import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import * as documents from '../../../src/graphiql/documents.js';
import { buildGraphQLSchema } from '../../../src/resolvers/schema.js';

test.each(Object.entries(documents))('%s, which GraphiQL shows first, fits the schema', async (_, document) => {
  expect(validate(await buildGraphQLSchema(), parse(document))).toEqual([]);
});
