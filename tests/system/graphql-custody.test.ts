import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import type { ExcursionFilter } from '../client/graphql.js';
import { graphql } from '../client/index.js';
import { DefineRule, furnish, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const Contents = graphql(`
  query Contents($code: String!, $nested: Boolean, $at: DateTime) {
    container(code: $code) {
      parent { code }
      containers { code }
      samples(nested: $nested, at: $at) { nodes { code } }
      custody { container { code } from to by reason }
    }
  }
`);

const SampleExcursions = graphql(`
  query SampleExcursions($code: String!, $where: ExcursionFilter, $first: Int, $after: String) {
    sample(code: $code) {
      container { code }
      custody { container { code } to }
      aliquots { code }
      excursions(where: $where, first: $first, after: $after) {
        nodes { kind sensor { key } asset { code } rule { code version } startedAt endedAt duration unknown peak limit status revisions { revision cause } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const Excursions = graphql(`
  query Excursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id kind startedAt duration unknown sensor { key } } } }
`);

const ExcursionById = graphql(`
  query ExcursionById($id: ID!) { excursion(id: $id) { id kind } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 600 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);

beforeAll(async () => {
  world = await openWorld();
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

test('a container holds directly what was put into it, and samples to any depth', async () => {
  const { container } = await world.ask(Contents, { code: 'ROOM-1' });
  expect(container).toMatchObject({ parent: null, containers: [{ code: 'FRZ-1' }], samples: { nodes: [{ code: 'S-1' }, { code: 'S-1a' }, { code: 'S-2' }] } });
  const direct = await world.ask(Contents, { code: 'FRZ-1', nested: false });
  expect(direct.container).toMatchObject({ parent: { code: 'ROOM-1' }, containers: [{ code: 'BOX-1' }, { code: 'BOX-2' }], samples: { nodes: [{ code: 'S-2' }] } });
  expect(direct.container?.custody).toMatchObject([{ container: { code: 'ROOM-1' }, to: null, by: 'local', reason: null }]);
  const before = await world.ask(Contents, { code: 'ROOM-1', at: minute(0) });
  expect(before.container?.samples.nodes).toEqual([]);
});

test('a sample has the excursions of its probe and of every container while it was inside', async () => {
  // S-1 was in BOX-2 for minutes 0 to 100 and in BOX-1 since; BOX-1 was in the freezer until minute 300 and in the room since.
  await rewriteCustody();
  await world.ask(DefineRule, { input: { code: 'COLD', quantity: 'TEMPERATURE', severity: 'CRITICAL', mode: 'INSTANT', high: 8, containers: ['FRZ-1', 'BOX-1'], samples: ['S-2'] } });
  // In the freezer: one while S-1 was elsewhere, one while it was there in BOX-1, one after the box had left.
  const warm = new Map([[50, 9], [200, 12], [350, 11]]);
  await record(world, 'FRZ-1/temperature', start, Array.from({ length: 16 }, (_, index) => [index * 25, warm.get(index * 25) ?? 5]));
  await record(world, 'BOX-1/temperature', start, [[0, 5], [400, 10], [410, 5]]);
  await record(world, 'S-2/probe', start, [[0, 9.5]]);

  const { sample } = await world.ask(SampleExcursions, { code: 'S-1' });
  expect(sample).toMatchObject({ container: { code: 'BOX-1' }, aliquots: [{ code: 'S-1a' }] });
  expect(sample?.custody).toEqual([{ container: { code: 'BOX-1' }, to: null }, { container: { code: 'BOX-2' }, to: minute(100) }]);
  expect(sample?.excursions.nodes.map(({ sensor, startedAt, peak }) => [sensor.key, startedAt, peak])).toEqual([
    ['BOX-1/temperature', minute(400), 10],
    ['FRZ-1/temperature', minute(200), 12],
  ]);
  expect(sample?.excursions.nodes[1]).toMatchObject({
    kind: 'ABOVE', asset: { code: 'FRZ-1' }, rule: { code: 'COLD', version: 1 }, endedAt: minute(225), duration: 'PT25M', unknown: 'PT0S', limit: 8, status: 'DETECTED',
    revisions: [{ revision: 1, cause: 'DETECTED' }],
  });
  const own = await world.ask(SampleExcursions, { code: 'S-2' });
  expect(own.sample?.excursions.nodes.map(({ sensor }) => sensor.key)).toEqual([...Array<string>(4).fill('FRZ-1/temperature'), 'S-2/probe']);
});

test('the excursions of an asset come page by page', async () => {
  const one = await world.ask(SampleExcursions, { code: 'S-1', first: 1 });
  expect(one.sample?.excursions.pageInfo.hasNextPage).toBe(true);
  const two = await world.ask(SampleExcursions, { code: 'S-1', first: 1, after: one.sample?.excursions.pageInfo.endCursor });
  expect(two.sample?.excursions.nodes.map(({ peak }) => peak)).toEqual([12]);
  expect(two.sample?.excursions.pageInfo.hasNextPage).toBe(false);
});

test('excursions are listed by what they concern, how they stand and when they were', async () => {
  const listed = async (where: ExcursionFilter) => (await world.ask(Excursions, { where })).excursions.nodes.map(({ sensor, kind }) => `${sensor.key} ${kind}`);
  expect(await listed({ sample: ['S-1'] })).toEqual(['BOX-1/temperature ABOVE', 'FRZ-1/temperature ABOVE']);
  expect(await listed({ machine: ['FRZ-1'], kind: ['ABOVE'] })).toHaveLength(3);
  expect(await listed({ container: ['FRZ-1'], sample: ['S-1'] })).toEqual(['FRZ-1/temperature ABOVE']);
  expect(await listed({ open: true, kind: ['ABOVE'] })).toEqual(['S-2/probe ABOVE']);
  expect(await listed({ open: false })).toHaveLength(4);
  expect(await listed({ from: minute(210), to: minute(360), kind: ['ABOVE'] })).toEqual(['FRZ-1/temperature ABOVE', 'FRZ-1/temperature ABOVE', 'S-2/probe ABOVE']);
  expect(await listed({ status: ['RETRACTED'] })).toEqual([]);
  expect(await listed({ severity: ['INFO'] })).toEqual([]);
  expect(await listed({ machine: ['NOBODY'] })).toEqual([]);
});

test('a silence is unknown for all of its time, which goes on', async () => {
  const { excursions } = await world.ask(Excursions, { where: { kind: ['NO_DATA'] } });
  expect(excursions.nodes).toMatchObject([{ sensor: { key: 'FRZ-1/temperature' }, startedAt: minute(375 + 30) }]);
  expect(excursions.nodes[0]?.unknown).toBe(excursions.nodes[0]?.duration);
  expect(excursions.nodes[0]?.duration).toMatch(/^PT3H1[5-9]M/);
  expect(await world.ask(ExcursionById, { id: excursions.nodes[0]!.id })).toEqual({ excursion: { id: excursions.nodes[0]!.id, kind: 'NO_DATA' } });
  for (const id of ['999999', '0', 'abc', '99999999999', "1' or 1=1"]) expect(await world.ask(ExcursionById, { id })).toEqual({ excursion: null });
});

async function rewriteCustody(): Promise<void> {
  const em = world.database.em.fork();
  await sql(em, `delete from placement where item_sample_id = (select id from sample where code = 'S-1') or item_container_id in (select id from container where code in ('BOX-1', 'BOX-2'))`);
  await sql(em, `update placement set from_at = $1::timestamptz where item_sample_id = (select id from sample where code = 'S-2')`, [minute(0)]);
  const put = (kind: 'sample' | 'container', item: string, container: string, from: number, to: number | null) =>
    sql(em, `insert into placement (container_id, item_${kind}_id, from_at, to_at, by_name)
      select container.id, item.id, $3::timestamptz, $4::timestamptz, 'test' from container, ${kind} as item where container.code = $1 and item.code = $2`,
      [container, item, minute(from), to === null ? null : minute(to)]);
  await put('sample', 'S-1', 'BOX-2', 0, 100);
  await put('sample', 'S-1', 'BOX-1', 100, null);
  await put('container', 'BOX-1', 'FRZ-1', 0, 300);
  await put('container', 'BOX-2', 'ROOM-1', 0, null);
  await put('container', 'BOX-1', 'ROOM-1', 300, null);
}
