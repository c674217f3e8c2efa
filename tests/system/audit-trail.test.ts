import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatInstant, MINUTE, now, parseInstant } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import type { AuditFilter, AuditTrailQuery } from '../client/graphql.js';
import { authenticateByName } from './access-callers.js';
import { AuditTrail, VerifyAuditTrail } from './audit-documents.js';
import { briefly, trailOf } from './audit-fixture.js';
import { DefineRule, furnish, IssueApiKey, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 60 * MINUTE;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName, autoRegister: true });
  await furnish(world, start);
});
afterAll(async () => world[Symbol.asyncDispose]());

const em = () => world.database.em.fork();
const length = async () => (await trailOf(em())).length;
const list = async (where: AuditFilter | null = null, first = 500) => (await world.ask(AuditTrail, { where, first })).auditTrail.nodes;

describe('the trail', () => {
  test('says who changed what, when and why, with the names of what ids stand for', async () => {
    const before = now();
    await world.as('OPERATOR').post('mutation { move(input: { items: [{ sample: "S-1" }], into: "BOX-2", reason: "box 1 leaks" }) { userErrors { code } } }');

    const [placed, ended] = await list(null, 2);
    expect(placed).toMatchObject({ actor: 'OPERATOR', role: 'OPERATOR', action: 'CREATE', entity: 'Placement', entityCode: 'S-1', before: null, reason: 'box 1 leaks' });
    expect(JSON.parse(placed!.after!)).toMatchObject({ container: 'BOX-2', item_sample: 'S-1', to_at: null, by_name: 'OPERATOR' });
    expect(ended).toMatchObject({ action: 'UPDATE', entity: 'Placement', entityCode: 'S-1', before: '{"to_at": null}', seq: placed!.seq - 1, hash: placed!.previousHash });
    expect(Date.parse(placed!.at) * 1000).toBeGreaterThan(before - MINUTE);
  });

  test('can be held against its hashes by whoever reads it', async () => {
    for (const { hash, previousHash, ...event } of await list()) {
      const text = JSON.stringify(event, Object.keys(event).toSorted());
      expect({ seq: event.seq, hash: createHash('sha256').update(previousHash + text).digest('hex') }).toEqual({ seq: event.seq, hash });
    }
  });

  test('is filtered by each field, and by all of them', async () => {
    const all = await list();
    const fifth = all.at(-5)!;
    const instant = ({ at }: { at: string }) => parseInstant(at)!;
    const cases: [AuditFilter, typeof all][] = [
      [{ actor: ['OPERATOR', 'nobody'] }, all.filter(({ actor }) => actor === 'OPERATOR')],
      [{ action: ['UPDATE'] }, all.filter(({ action }) => action === 'UPDATE')],
      [{ entity: ['Sample', 'Sensor'] }, all.filter(({ entity }) => ['Sample', 'Sensor'].includes(entity))],
      [{ entityCode: ['S-1'] }, all.filter(({ entityCode }) => entityCode === 'S-1')],
      [{ from: fifth.at }, all.filter((entry) => instant(entry) >= instant(fifth))],
      [{ to: fifth.at }, all.filter((entry) => instant(entry) < instant(fifth))],
      [{ from: formatInstant(now() + MINUTE) }, []],
      [{ to: '2000-01-01T00:00:00Z' }, []],
      [{ actor: ['local'], action: ['CREATE'], entity: ['Placement'], entityCode: ['S-1'], from: '2000-01-01T00:00:00Z', to: formatInstant(now() + MINUTE) }, all.filter((entry) => entry.actor === 'local' && briefly(entry) === 'CREATE Placement S-1')],
    ];
    for (const [where, expected] of cases) expect({ where, seqs: (await list(where)).map(({ seq }) => seq) }).toEqual({ where, seqs: expected.map(({ seq }) => seq) });
    expect(cases.slice(0, 6).every(([, expected]) => expected.length > 0 && expected.length < all.length)).toBe(true);
  });

  test('is read page by page, newest first', async () => {
    const all = (await list()).map(({ seq }) => seq);
    const pages: number[] = [];
    for (let after: string | null | undefined = null, more = true; more; ) {
      const { auditTrail }: AuditTrailQuery = await world.ask(AuditTrail, { first: 7, after });
      pages.push(...auditTrail.nodes.map(({ seq }) => seq));
      more = auditTrail.pageInfo.hasNextPage;
      after = auditTrail.pageInfo.endCursor;
    }
    expect(pages).toEqual(all);
    expect(all).toEqual(Array.from({ length: all.length }, (_, index) => all.length - index));
  });

  test('is verified, against a head that was noted too', async () => {
    const { verifyAuditTrail: found } = await world.ask(VerifyAuditTrail, { head: null });
    expect(found).toMatchObject({ ok: true, entries: await length(), firstBroken: null, problem: null, head: (await list(null, 1))[0]!.hash });
    expect((await world.ask(VerifyAuditTrail, { head: found.head })).verifyAuditTrail.ok).toBe(true);
    expect((await world.ask(VerifyAuditTrail, { head: 'f'.repeat(64) })).verifyAuditTrail).toMatchObject({ ok: false, firstBroken: null, problem: expect.stringContaining('No entry has the noted hash ffff') });
    const verifyAfter = async (seq: number, hash: string) => (await world.ask(VerifyAuditTrail, { after: { seq, hash } })).verifyAuditTrail;
    expect(found).toMatchObject({ upTo: found.entries, isComplete: true });
    const [fourth] = (await list()).filter(({ seq }) => seq === 4);
    expect(await verifyAfter(4, fourth!.hash)).toEqual({ ...found, entries: found.entries - 4 });
    expect(await verifyAfter(5, fourth!.hash)).toMatchObject({ ok: false, firstBroken: 5, entries: 0 });
    expect(await world.errorsOf(VerifyAuditTrail, { after: { seq: 1.5, hash: 'x' } })).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('of what devices say', () => {
  test('readings, excursions and statuses leave no entry', async () => {
    await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'INFO', mode: 'INSTANT', high: 8, containers: ['FRZ-1'] } });
    const before = await length();

    await record(world, 'FRZ-1/temperature', start, [[0, 5], [1, 9], [2, 5], [3, 10]]);
    await query(em(), sql`update machine set status = 'RUNNING', status_at = now()`);

    expect(await query(em(), sql`select from excursion where kind = 'ABOVE'`)).toHaveLength(2);
    expect(await trailOf(em(), before)).toEqual([]);
  });

  test('a sensor that was registered by its first reading is an entry of the program', async () => {
    const before = await length();

    await record(world, 'CNC-001/humidity', start, [[0, 50]]);

    const made = await trailOf(em(), before);
    expect(made.map(briefly)).toEqual(['CREATE Sensor CNC-001/humidity', 'CREATE SensorMount CNC-001/humidity']);
    expect(made).toMatchObject([{ actor: 'thermograph', role: 'DEVICE', reason: null }, { actor: 'thermograph', role: 'DEVICE' }]);
  });
});

test('the use of a key leaves no entry, and its hash is not told', async () => {
  const { issueApiKey } = await world.ask(IssueApiKey, { input: { name: 'screen', role: 'VIEWER' } });
  const [issued] = await list({ entity: ['ApiKey'] });
  expect(JSON.parse(issued!.after!)).toMatchObject({ name: 'screen', hash: '(not told)' });
  expect(issued!.after).not.toContain('last_used_at');
  const before = await length();

  await query(em(), sql`update api_key set last_used_at = now() where id = ${Number(issueApiKey.apiKey!.id)}::int`);
  await query(em(), sql`update api_key set hash = sha256('other') where id = ${Number(issueApiKey.apiKey!.id)}::int`);

  expect(await trailOf(em(), before)).toMatchObject([{ action: 'UPDATE', entity: 'ApiKey', before: '{"hash": "(not told)"}', after: '{"hash": "(not told)"}' }]);
});
