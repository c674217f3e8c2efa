import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { authenticateByName } from './access-callers.js';
import { VerifyAuditTrail } from './audit-documents.js';
import { briefly, trailOf } from './audit-fixture.js';
import { furnish, RecordReadings } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 120 * MINUTE;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName, autoRegister: true });
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

const em = () => world.database.em.fork();
const length = async () => (await trailOf(em())).length;

test('transactions that wait for each other find the chain free, and each has its own numbers', async () => {
  const before = await length();
  const rename = (of: ReturnType<typeof em>, code: string) => query(of, sql`update machine set name = name || '.' where code = ${code}`);
  await em().transactional(async (one) => {
    await em().transactional(async (other) => {
      // The other holds a row that the one will want, and changes a third after the one has changed something.
      await query(other, sql`select from machine where code = 'CNC-001' for update`);
      await rename(one, 'FRZ-1');
      await query(other, sql`update container set name = name || '.' where code = 'ROOM-1'`);
    });
    await rename(one, 'CNC-001');
  });

  expect((await trailOf(em(), before)).map(briefly)).toEqual(['UPDATE Container ROOM-1', 'UPDATE Machine FRZ-1', 'UPDATE Machine CNC-001']);
});

test('many who change things at once, and devices meanwhile, leave one chain without a gap', async () => {
  const before = await length();
  const samples = (caller: number, round: number) => Array.from({ length: 5 }, (_, n) => `{ code: "C${caller}-${round}-${n}", name: "s", type: "t", collectedAt: "2026-01-01T00:00:00Z", container: "BOX-${1 + (n % 2)}" }`).join(' ');
  const mutate = async (caller: number, round: number) => {
    const answer = await world.as('QUALITY').post(`mutation {
      a: registerSamples(input: { samples: [${samples(caller, round)}] }) { userErrors { code } }
      b: move(input: { items: [{ sample: "C${caller}-${round}-0" }, { container: "BOX-1" }], into: "${round % 2 ? 'ROOM-1' : 'FRZ-1'}", reason: "round ${round}" }) { userErrors { code } }
      c: setMachineStatus(input: { machine: "CNC-001", status: ${round % 2 ? 'IDLE' : 'RUNNING'} }) { userErrors { code } }
      d: defineExcursionRule(input: { code: "HOT", quantity: TEMPERATURE, severity: INFO, mode: INSTANT, high: ${8 + round}, containers: ["FRZ-1"] }) { userErrors { code } }
    }`);
    expect(answer).toMatchObject({ data: { a: { userErrors: [] }, b: { userErrors: expect.anything() }, c: { userErrors: [] }, d: { userErrors: [] } } });
  };
  const measure = (device: number, round: number) =>
    world.ask(RecordReadings, { input: { readings: [
      { sensor: `CNC-001/temperature${device}${round}`, measuredAt: formatInstant(start + round * MINUTE), value: 5 },
      { sensor: 'FRZ-1/temperature', measuredAt: formatInstant(start + (10 + round * 10 + device) * MINUTE), value: 4 + ((round * 7) % 11) },
    ] } });
  const rounds = [0, 1, 2, 3, 4];

  await Promise.all([0, 1, 2].flatMap((each) => [
    (async () => { for (const round of rounds) await mutate(each, round); })(),
    (async () => { for (const round of rounds) await measure(each, round); })(),
  ]));

  const made = await trailOf(em(), before);
  expect(made.map(({ seq }) => seq)).toEqual(made.map((_, index) => before + 1 + index));
  expect(made.filter((entry) => briefly(entry).startsWith('CREATE Sample ')).length).toBe(75);
  expect(made.filter(({ actor, entity }) => actor === 'thermograph' && entity === 'Sensor').length).toBeGreaterThan(0);
  expect((await world.ask(VerifyAuditTrail, { head: null })).verifyAuditTrail).toMatchObject({ ok: true, entries: before + made.length });
});
