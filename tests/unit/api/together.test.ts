import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { togetherOf } from '../../../src/api/together.js';
import { Role, type Viewer } from '../../../src/domain/role.js';

const schema = buildSchema('type Query { a: Int } type Subscription { told(after: String, of: String): Int, own: Int }');
Object.assign(schema.getSubscriptionType()!.getFields()['told']!, { extensions: { shared: { isStillSeen: () => true } } });

const ANN: Viewer = { name: 'ann', role: Role.VIEWER, sites: null, asset: null };
const RESUME = 'subscription ($after: String, $of: String) { told(after: $after, of: $of) }';
const documents = new Map<string, ReturnType<typeof parse>>();
const ask = (text: string, variableValues: Record<string, unknown> = {}, viewer: Viewer = ANN) => {
  documents.set(text, documents.get(text) ?? parse(text));
  return togetherOf({ schema, document: documents.get(text)!, variableValues }, viewer);
};
const keyOf = (...asked: Parameters<typeof ask>) => ask(...asked)!.key;

describe('those are told together', () => {
  test.each<[string, Parameters<typeof ask>, Parameters<typeof ask>]>([
    ['who ask the same under other names', [RESUME, { of: 'x' }], [RESUME, { of: 'x' }, { ...ANN, name: 'bob' }]],
    ['who have the same sites in another order', [RESUME, {}, { ...ANN, sites: [1, 2] }], [RESUME, {}, { ...ANN, sites: [2, 1] }]],
    ['who resume, wherever they do', [RESUME, { after: 'a' }], [RESUME, { after: 'b' }]],
    ['who say that they do not resume, and who say nothing', [RESUME, { after: null }], [RESUME]],
  ])('%s', (_, one, other) => expect(keyOf(...one)).toBe(keyOf(...other)));
});

describe('those are not told together', () => {
  test.each<[string, Parameters<typeof ask>, Parameters<typeof ask>]>([
    ['who have other roles', [RESUME], [RESUME, {}, { ...ANN, role: Role.ADMIN }]],
    ['who have other sites', [RESUME, {}, { ...ANN, sites: [1] }], [RESUME, {}, { ...ANN, sites: [1, 2] }]],
    ['of whom one has no bounds', [RESUME, {}, { ...ANN, sites: [] }], [RESUME]],
    ['who are other devices', [RESUME, {}, { ...ANN, asset: 'A' }], [RESUME, {}, { ...ANN, asset: 'B' }]],
    ['who ask for other things', [RESUME, { of: 'x' }], [RESUME, { of: 'y' }]],
    ['who ask in other words', ['subscription { told }'], ['subscription { told: told }']],
    ['of whom one resumes, and may miss nothing', [RESUME], [RESUME, { after: 'a' }]],
  ])('%s', (_, one, other) => expect(keyOf(...one)).not.toBe(keyOf(...other)));
});

test.each([
  ['a field that begins otherwise for each', 'subscription { own }'],
  ['a cursor that stands in the document', 'subscription { told(after: "a") }'],
  ['a cursor that is asked for, too', 'subscription ($after: String) { told(after: $after, of: $after) }'],
  ['a cursor that cannot be left out', 'subscription ($after: String!) { told(after: $after) }'],
])('%s is told to each alone', (_, text) => expect(ask(text, { after: 'a' })).toBeNull());
