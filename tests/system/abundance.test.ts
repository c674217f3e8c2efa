import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { LOCAL } from '../../src/domain/role.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { TypedDocumentString } from '../client/graphql.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const run = (statement: ReturnType<typeof sql>) => query(world.database.em.fork(), statement);
  await run(sql`insert into container (code, name, kind) values ('ROOM', 'Room', 'ROOM')`);
  await run(sql`insert into container (code, name, kind) select 'BOX-' || i, 'Box', 'BOX' from generate_series(1, 300) as i`);
  await run(sql`
    insert into placement (container_id, item_container_id, from_at, by_name)
    select room.id, box.id, now() - interval '1 day', 'somebody' from container as room, container as box where room.code = 'ROOM' and box.code <> 'ROOM'`);
  await run(sql`insert into sample (code, name, type, collected_at) values ('S', 'Sample', 'plasma', now())`);
  await run(sql`insert into sample (code, name, type, collected_at, parent_id) select 'S-' || i, 'Aliquot', 'plasma', now(), parent.id from sample as parent, generate_series(1, 300) as i`);
  await run(sql`insert into machine (code, name) values ('M', 'Machine')`);
  await run(sql`insert into sensor (key, channel, quantity, unit, machine_id, interpolation) select 'M/t', 't', 'TEMPERATURE', 'Cel', id, 'STEP' from machine`);
  await run(sql`select make_reading_partition('2026-01-01')`);
  await run(sql`
    insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
    select sensor.id, timestamptz '2026-01-01T00:00:00Z' + i * interval '1 minute', 20, 0, now(), 1 from sensor, generate_series(0, 4999) as i`);
  await run(sql`update container set machine_id = machine.id from machine where container.code = 'ROOM'`);
});
afterAll(async () => world[Symbol.asyncDispose]());

const BOXES = 'containers { parent { containers { parent { containers { id } } } } }';
const codes = (errors: readonly { extensions?: Record<string, unknown> }[] = []) => errors.map(({ extensions }) => extensions?.['code']);

describe('an answer that would be thousands of times as large as it looks', () => {
  test.each([
    ['containers', `{ container(code: "ROOM") { ${BOXES} } }`],
    ['aliquots', '{ sample(code: "S") { aliquots { parent { aliquots { parent { aliquots { id } } } } } } }'],
    ['aliases of one object', `{ container(code: "ROOM") { containers { ${Array.from({ length: 90 }, (_, i) => `a${i}: parent { id }`).join(' ')} } } }`],
  ])('of %s has one error, and others are answered meanwhile', async (_, document) => {
    let over = false;
    const answer = world.post(document).finally(() => (over = true));
    let meanwhile = 0;
    while (!over) {
      expect((await fetch(`${world.url}/live`)).status).toBe(200);
      meanwhile += 1;
    }
    expect(codes((await answer).errors)).toEqual(['ANSWER_TOO_LARGE']);
    expect(meanwhile).toBeGreaterThan(1);
  });

  test('takes less than a second of CPU to refuse', async () => {
    expect(await cpuMilliseconds(async () => void (await world.post(`{ container(code: "ROOM") { ${BOXES} } }`)))).toBeLessThan(1_000);
  });

  test('is told by its number, and one object less is answered', async () => {
    const lists = (count: number, more: string) => `{ container(code: "ROOM") { ${Array.from({ length: count }, (_, i) => `a${i}: containers { id }`).join(' ')} ${more} } }`;
    expect((await world.post(lists(33, ''))).errors).toBeUndefined();
    expect((await world.post(lists(34, ''))).errors).toMatchObject([{ message: expect.stringContaining('10000 objects') }]);
  });
});

test('all mutations of a document are one answer', async () => {
  const status = (alias: string) => `${alias}: setMachineStatus(input: { machine: "M", status: IDLE }) { machine { container { containers { code } } } }`;
  const document = (count: number) => `mutation { ${Array.from({ length: count }, (_, i) => status(`a${i}`)).join(' ')} }`;
  expect((await world.post(document(5))).errors).toBeUndefined();
  expect(codes((await world.post(document(40))).errors)).toEqual(['ANSWER_TOO_LARGE']);
});

test('each event of a subscription is one', async () => {
  const lists = Array.from({ length: 15 }, (_, i) => `a${i}: containers { id }`).join(' ');
  const document = new TypedDocumentString<{ machineStatusChanged: { container: Record<string, unknown[]> } }, Record<string, never>>(`subscription { machineStatusChanged { container { ${lists} } } }`);
  const events = await world.watch(document);
  for (let event = 0; event < 4; event += 1) {
    const next = events.next();
    await world.post('mutation { setMachineStatus(input: { machine: "M", status: IDLE }) { machine { code } } }');
    expect((await next).value.machineStatusChanged.container['a14']).toHaveLength(300);
  }
  await events.return?.();
});

test('points count a tenth', async () => {
  const series = (count: number) => Array.from({ length: count }, (_, i) => `a${i}: series(from: "2026-01-01T00:00:00Z", to: "2026-01-04T11:20:00Z", maxPoints: 5000) { buckets { count } }`).join(' ');
  const sensor = (count: number) => world.post(`{ sensor(key: "M/t") { ${series(count)} } }`);
  const { data, errors } = await sensor(3);
  expect([errors, (data as { sensor: { a2: { buckets: unknown[] } } }).sensor.a2.buckets.length]).toEqual([undefined, 5_000]);
  const enough = await execute({ schema: world.schema, document: parse(`{ sensor(key: "M/t") { ${series(20)} } }`), contextValue: world.contextOf({ viewer: LOCAL }) });
  expect(codes(enough.errors)).toEqual(['ANSWER_TOO_LARGE']);
});

test('refusals of what was brought count nothing', async () => {
  const readings = Array.from({ length: 10_000 }, () => ({ sensor: 'NOWHERE/x', measuredAt: '2026-01-01T00:00:00Z', value: 1 }));
  const document = parse('mutation ($input: RecordReadingsInput!) { recordReadings(input: $input) { userErrors { code } } }');
  const { data, errors } = await execute({ schema: world.schema, document, contextValue: world.contextOf({ viewer: LOCAL }), variableValues: { input: { readings } } });
  expect([errors, (data as { recordReadings: { userErrors: unknown[] } }).recordReadings.userErrors.length]).toEqual([undefined, 10_000]);
});
