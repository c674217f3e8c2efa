import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { enforcePermissions } from '../../../src/access/enforce.js';
import { PERMISSIONS } from '../../../src/access/permissions.js';
import { ACCESS_FILE, accessText } from '../../../src/cli/access-text.js';
import { buildGraphQLSchema } from '../../../src/resolvers/schema.js';
import { castNet } from '../../../src/resolvers/sight/net.js';

test('a field of a root that no row names is refused when the schema is built', () => {
  const schema = buildSchema('type Query { viewer: Int secret: Int } type Mutation { explode: Int }');
  expect(() => enforcePermissions(schema)).toThrow('does not say who may use Query.secret');
  expect(() => enforcePermissions(buildSchema('type Query { viewer: Int } type Mutation { explode: Int }'))).toThrow('Mutation.explode');
  expect(() => enforcePermissions(buildSchema('type Query { viewer: Int }'))).not.toThrow();
});

test('a type of which nobody has said who may see it is refused when the schema is built', () => {
  expect(() => castNet(buildSchema('type Query { vault: Vault } type Vault { gold: Int }'))).toThrow('does not say who may see Vault, which Query.vault gives');
  expect(() => castNet(buildSchema('type Query { vaults: VaultConnection } type VaultConnection { edges: [VaultEdge!]! } type VaultEdge { node: Vault } type Vault { gold: Int }'))).toThrow('who may see Vault');
  expect(() => castNet(buildSchema('type Query { machine: Machine } type Machine { code: String }'))).not.toThrow();
});

test('every row of the table is about a field that there is', async () => {
  const schema = await buildGraphQLSchema();
  const isThere = (type: string, field: string) => {
    const found = schema.getType(type);
    return (isObjectType(found) || isInterfaceType(found)) && found.getFields()[field] !== undefined;
  };
  const rows = Object.entries(PERMISSIONS).flatMap(([type, fields]) => Object.keys(fields).map((field) => ({ type, field })));
  const idle = rows.filter(({ type, field }) => !isThere(type, field)).map(({ field }) => field);
  expect(idle).toEqual([]);
});

test('the table in the documents is the one of the code', async () => {
  const document = await readFile(ACCESS_FILE, 'utf8');
  expect(document).toBe(accessText(document));
  expect(() => accessText('nothing')).toThrow('lost the marks');
});
