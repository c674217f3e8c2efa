import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isInputObjectType, isListType, getNullableType } from 'graphql';
import { query, sql } from '../../src/resolvers/statement.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

let sites: TwoSites;
beforeAll(async () => {
  sites = await openTwoSites();
});
afterAll(async () => sites[Symbol.asyncDispose]());

const LISTS = { machines: 'code', containers: 'code', samples: 'code', sensors: 'key', excursions: 'id' } as const;
type Connections = Record<string, { nodes: Record<string, string>[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }>;

const ask = async <Data>(key: string, document: string): Promise<Data> => {
  const { data, errors } = await sites.world.as(key).post(document);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Data;
};

async function pagesOf(key: string, list: keyof typeof LISTS, first: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after: string | null = null; ; ) {
    const data: Connections = await ask(key, `{ ${list}(first: ${first}${after ? `, after: "${after}"` : ''}) { nodes { ${LISTS[list]} } pageInfo { hasNextPage endCursor } } }`);
    const { nodes, pageInfo } = data[list]!;
    pages.push(nodes.map((node) => String(node[LISTS[list]])));
    if (!pageInfo.hasNextPage) return pages;
    expect(pageInfo.endCursor).not.toBe(after);
    expect(pageInfo.endCursor).not.toBeNull();
    after = pageInfo.endCursor;
  }
}

describe('a list of a caller who is bound', () => {
  test.each(Object.keys(LISTS) as (keyof typeof LISTS)[])('has full pages, and ends where his things end: %s', async (list) => {
    const pages = await pagesOf(`VIEWER@${sites.north}`, list, 2);
    expect(pages.slice(0, -1).filter(({ length }) => length !== 2)).toEqual([]);
    expect(pages.at(-1)!.length).toBeGreaterThan(0);
    const everything = (await pagesOf('VIEWER', list, 500)).flat();
    const isNorthern = (name: string) => (list === 'excursions' ? Number(name) < 7_000_000 : name.startsWith('NORTH'));
    expect(pages.flat()).toEqual(everything.filter(isNorthern));
    expect(pages.flat().length).toBeLessThan(everything.length);
  });

  test('is of several sites for whoever is bound to several, and of none for whoever is bound to one that is not there', async () => {
    const both = (await pagesOf(`VIEWER@${sites.north},${sites.south}`, 'containers', 500)).flat();
    expect(both).toEqual((await pagesOf('VIEWER', 'containers', 500)).flat().filter((code) => !code.startsWith('NOWHERE')));
    expect(await pagesOf('VIEWER@99', 'containers', 500)).toEqual([[]]);
    expect(await ask(`VIEWER@${sites.south}`, '{ sites { code } }')).toEqual({ sites: [{ code: 'SOUTH' }] });
  });

  test('of samples in a container is full and ends likewise', async () => {
    const inRoom = (key: string) => ask<{ container: Connections }>(key, '{ container(code: "NORTH-ROOM") { samples(first: 3) { nodes { code } pageInfo { hasNextPage } } } }');
    expect((await inRoom(`VIEWER@${sites.north}`)).container['samples']).toEqual({ nodes: [{ code: 'NORTH-ALIQUOT' }, { code: 'NORTH-S' }, { code: 'NORTH-S-1' }], pageInfo: { hasNextPage: false } });
    expect((await inRoom('VIEWER')).container['samples']!.pageInfo).toEqual({ hasNextPage: true });
  });

  test('tells nothing of what is elsewhere when a filter names it', async () => {
    const foreign = ['SOUTH', 'SOUTH-MILL', 'SOUTH-FRZ', 'SOUTH-ROOM', 'SOUTH-BOX-A', 'SOUTH-RACK', 'SOUTH-S', 'SOUTH-MOVED', 'SOUTH-FRZ/temperature', 'NOWHERE-FRZ', 'NOWHERE-S'];
    for (const list of Object.keys(LISTS)) {
      const where = getNamedType(sites.world.schema.getQueryType()!.getFields()[list]!.args.find(({ name }) => name === 'where')!.type);
      const names = isInputObjectType(where) ? Object.values(where.getFields()).filter(({ type }) => isListType(getNullableType(type)) && getNamedType(type).name === 'String') : [];
      expect(names.length).toBeGreaterThan(0);
      for (const { name } of names) {
        const document = `{ ${list}(where: { ${name}: ${JSON.stringify(foreign)} }) { nodes { __typename } pageInfo { hasNextPage endCursor } } }`;
        expect({ list, name, ...(await ask<object>(`VIEWER@${sites.north}`, document)) }).toEqual({ list, name, [list]: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } });
      }
    }
  });
});

test('a filter by site goes by the machine first, and then by the container that it is too, as its site does', async () => {
  const em = sites.world.database.em.fork();
  const at = { N: sites.north, S: sites.south, O: null };
  for (const [name, machine, container] of [['TWIN-NS', at.N, at.S], ['TWIN-OS', at.O, at.S], ['TWIN-SO', at.S, at.O]] as const) {
    await query(em, sql`insert into machine (code, name, site_id) values (${name}, 'x', ${machine}::int)`);
    await query(em, sql`insert into container (code, name, kind, site_id, machine_id) select code, name, 'FREEZER', ${container}::int, id from machine where code = ${name}`);
  }
  const twins = '["TWIN-NS", "TWIN-OS", "TWIN-SO"]';
  for (const list of ['machines', 'containers']) {
    for (const [key, north, south] of [['VIEWER', ['TWIN-NS'], ['TWIN-OS', 'TWIN-SO']], [`VIEWER@${sites.north}`, ['TWIN-NS'], []], [`VIEWER@${sites.south}`, [], ['TWIN-OS', 'TWIN-SO']]] as const) {
      const found = await ask<Record<string, { nodes: { code: string; site: { code: string } }[] }>>(key, `{ north: ${list}(where: { code: ${twins}, site: ["NORTH"] }) { nodes { code site { code } } } south: ${list}(where: { code: ${twins}, site: ["SOUTH"] }) { nodes { code site { code } } } }`);
      const at = (codes: readonly string[], site: string) => ({ nodes: codes.map((code) => ({ code, site: { code: site } })) });
      expect({ list, key, ...found }).toEqual({ list, key, north: at(north, 'NORTH'), south: at(south, 'SOUTH') });
    }
  }
  await query(em, sql`delete from container where code like 'TWIN-%'`);
  await query(em, sql`delete from machine where code like 'TWIN-%'`);
});

test('told from the sites down, what is in sight is the same as told from a thing up, however containers stand', async () => {
  await scatter(60);
  const sight = await ask<Record<string, { nodes: { code: string; site: { id: string } | null }[] }>>('VIEWER', `{ ${['machines', 'containers', 'samples'].map((list) => `${list}(first: 500) { nodes { code site { id } } }`).join(' ')} }`);
  for (const site of [sites.north, sites.south]) {
    for (const list of ['machines', 'containers', 'samples'] as const) {
      const seen = (await pagesOf(`VIEWER@${site}`, list, 500)).flat();
      expect({ site, list, seen }).toEqual({ site, list, seen: sight[list]!.nodes.filter((node) => node.site?.id === String(site)).map(({ code }) => code) });
      expect(seen.filter((code) => code.startsWith('X')).length).toBeGreaterThan(3);
    }
  }
});

/** Containers anywhere in others that were made before, some of them machines, either of the two at a site or at none; some have moved. */
async function scatter(count: number): Promise<void> {
  const em = sites.world.database.em.fork();
  const site = sql`(array[${sites.north}::int, ${sites.south}::int, null, null])[1 + floor(random() * 4)::int]`;
  await query(em, sql`select setseed(0.42)`);
  for (let n = 0; n < count; n++) {
    const code = `X${String(n).padStart(3, '0')}`;
    await query(em, sql`insert into machine (code, name, site_id) values (${code}, 'x', ${site})`);
    await query(em, sql`insert into container (code, name, kind, site_id, machine_id) values (${code}, 'x', 'BOX', ${site}, (select id from machine where code = ${code} and random() < 0.3))`);
    await query(em, sql`insert into sample (code, name, type, collected_at) values (${code}, 'x', 'x', now())`);
    for (const item of ['container', 'sample']) {
      for (const [from, to] of [['2 days', sql`now() - interval '1 day'`], ['1 minute', sql`null`]] as const) {
        await query(em, sql`
          insert into placement (container_id, ${sql.ref(`item_${item}_id`)}, from_at, to_at, by_name)
          select (select id from container where code < ${code} and code like 'X%' order by random() limit 1), id, now() - ${from}::interval, ${to}, 'x'
          from ${sql.table(item)} where code = ${code} and code > 'X000' and random() < 0.8`);
      }
    }
  }
}
