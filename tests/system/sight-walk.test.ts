import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLCompositeType } from 'graphql';
import { PERMISSIONS } from '../../src/access/permissions.js';
import { LOCAL, Role } from '../../src/domain/role.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { viewerNamed } from './access-callers.js';
import { call, everything } from './schema-walk.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

let sites: TwoSites;
/** Every code, key and id in the world. */
let names: Record<'machine' | 'container' | 'sample' | 'sensor' | 'site' | 'excursion', string[]>;

beforeAll(async () => {
  sites = await openTwoSites();
  const of = async (table: string, column: string) => (await query<{ name: string }>(sites.world.database.em.fork(), sql`select ${sql.ref(column)}::text as name from ${sql.table(table)}`)).map(({ name }) => name);
  names = {
    machine: await of('machine', 'code'), container: await of('container', 'code'), sample: await of('sample', 'code'), sensor: await of('sensor', 'key'), site: await of('site', 'code'), excursion: await of('excursion', 'id'),
  };
});
afterAll(async () => sites[Symbol.asyncDispose]());

/** Of what is counted each is told his own, which others have counted: see alarm-figures. */
const COUNTED = new Set(['alarmFigures']);
/** What belongs to no site. */
const EVERYWHERE = new Set(['storageConditions', 'stabilityProfiles']);

type Tree = { [field: string]: Tree } | Tree[] | string | number | boolean | null;

/** Everything from every root field, three things deep; everything there is also looked up by its name, two things deep. */
function documents(): { path: string; document: string }[] {
  const { schema } = sites.world;
  return Object.values(schema.getQueryType()!.getFields()).flatMap((field) => {
    const type = getNamedType(field.type) as GraphQLCompositeType;
    const { roles, unboundOnly } = PERMISSIONS['Query']![field.name]!;
    if (unboundOnly || !roles.includes(Role.VIEWER)) return [];
    const lookedUp = names[field.name as keyof typeof names];
    const selection = everything(schema, type, lookedUp ? 1 : 2);
    if (!lookedUp) return [{ path: field.name, document: `{ ${call(field)} ${selection} }` }];
    return [{ path: field.name, document: `{ ${lookedUp.map((name, index) => `x${index}: ${call(field, `${field.args[0]!.name}: "${name}"`)} ${selection}`).join(' ')} }` }];
  });
}

/** What is elsewhere betrays itself by its code, its name or its id, also within a cursor. */
function strangersIn(tree: Tree): string[] {
  if (Array.isArray(tree)) return tree.flatMap(strangersIn);
  if (typeof tree === 'object' && tree !== null) return Object.values(tree).flatMap(strangersIn);
  const texts = typeof tree === 'string' ? [tree, Buffer.from(tree, 'base64url').toString()] : [String(tree)];
  return texts.filter((text) => /SOUTH|NOWHERE|\b777\d{4}\b|\b888\d{4}\b/.test(text));
}

/**
 * The oracle: the answer to somebody who sees everything, without each thing that bears another site's mark, and without
 * what cannot be without such a thing. Pages are compared without their bounds. Where the walk ends an affected sample, and what was decided of it, bears no mark but
 * its cursor: so its nodes are those of its edges.
 */
function pruned(tree: Tree): Tree | undefined {
  if (Array.isArray(tree)) return tree.map(pruned).filter((each) => each !== undefined);
  if (typeof tree !== 'object' || tree === null) return tree;
  if (['code', 'key'].some((mark) => /^(SOUTH|NOWHERE)/.test(String(tree[mark] ?? '')))) return undefined;
  if (typeof tree['cursor'] === 'string' && strangersIn(tree['cursor']).length > 0) return undefined;
  const kept: { [field: string]: Tree } = {};
  for (const [name, value] of Object.entries(tree)) {
    if (name === 'pageInfo') continue;
    const left = pruned(value);
    if (left === undefined && ((name === 'sensor' || name === 'node' || (name === 'sample' && ['AffectedSample', 'DispositionDecision'].includes(String(tree['__typename']))) || (name === 'excursion' && tree['__typename'] === 'DispositionDecision')) || (name === 'container' && ['Placement', 'ExposureSegment'].includes(String(tree['__typename']))))) return undefined;
    kept[name] = left ?? null;
  }
  const bare = ['AffectedSampleConnection', 'DispositionDecisionConnection'].includes(String(tree['__typename'])) && (tree['nodes'] as object[]).every((node) => !('sample' in node || 'excursion' in node));
  if (bare) kept['nodes'] = (kept['edges'] as { node: Tree }[]).map(({ node }) => node);
  return kept;
}

const run = async (key: string | null, document: string): Promise<Tree> => {
  const { data, errors } = await sites.run(key === null ? LOCAL : viewerNamed(key), document);
  if (errors) throw new Error(errors.map(({ message, path }) => `${message} at ${path?.join('.')}`).join('; '));
  return JSON.parse(JSON.stringify(data)) as Tree;
};
const withoutBounds = (tree: Tree): Tree => JSON.parse(JSON.stringify(tree, (name, value: unknown) => (name === 'pageInfo' ? undefined : value))) as Tree;

describe('a caller who is bound to the north', () => {
  /** What he saw of each path, asked once. */
  const seenOf = new Map<string, Promise<Tree>>();
  const walk = ({ path, document }: { path: string; document: string }) => {
    const answer = seenOf.get(path) ?? run(`VIEWER@${sites.north}`, document);
    seenOf.set(path, answer);
    return answer;
  };

  test('finds nothing of the south and nothing that is nowhere, wherever he goes', async () => {
    for (const { path, document } of documents()) {
      const seen = await walk({ path, document });
      expect({ path, strangers: strangersIn(seen).slice(0, 3) }).toEqual({ path, strangers: [] });
    }
  }, 400_000);

  test('finds all of the north, and everything as those do who see everything', async () => {
    for (const { path, document } of documents()) {
      const [seen, all] = [await walk({ path, document }), await run(null, document)];
      if (EVERYWHERE.has(path)) {
        expect({ path, seen }).toEqual({ path, seen: all });
        continue;
      }
      expect({ path, strangers: strangersIn(all).length > 0 }).toEqual({ path, strangers: path !== 'viewer' });
      expect(JSON.stringify(seen)).toContain(path === 'viewer' ? 'VIEWER' : 'NORTH');
      if (path === 'viewer' || COUNTED.has(path)) continue;
      const [found, expected] = [withoutBounds(seen), pruned(all)];
      // Only what differs is worth the time that it takes to say how.
      if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
    }
  }, 400_000);
});
