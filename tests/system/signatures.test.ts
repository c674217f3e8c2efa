import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { openAccess, type Access } from '../../src/access/access.js';
import { costOf } from '../../src/api/cost.js';
import { sql } from '../../src/database.js';
import { Role } from '../../src/domain/role.js';
import { formatInstant, HOUR, MINUTE, now, SECOND } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { isOwnSignature } from '../../src/resolvers/write/signature.js';
import { eventually } from '../support/eventually.js';
import { standingClock, startProvider, type Provider } from './access-fixture.js';
import { DecideDisposition, excursionsOf, furnishContainer, put, registerSamples, say } from './disposition-documents.js';
import { IssueApiKey, record, RevokeApiKey, RevokeTokens } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const FIRST_KEY = 'f'.repeat(32);
const start = Math.floor(now() / MINUTE) * MINUTE - 300 * MINUTE;
let world: World;
let access: Access;
let provider: Provider;
let excursion: string;

// As the program lets people in: by the first key, by keys of the database and by tokens of a provider.
beforeAll(async () => {
  provider = await startProvider();
  world = await openWorld({ authenticate: (authorization) => access.authenticate(authorization) });
  access = openAccess({ apiKey: FIRST_KEY, jwt: provider.jwt, database: world.database, log: createLog('error') });
  const admin = { ...world, ...world.as(FIRST_KEY) };
  await furnishContainer(admin, 'FRZ', 'CRITICAL');
  await registerSamples(admin, ['S'], start);
  await put(admin, ['S'], 'FRZ', start, 0);
  await record(admin, 'FRZ/t', start, [[0, 5], [10, 12], [20, 5]]);
  excursion = (await excursionsOf(admin, 'FRZ'))[0]!.id;
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await access[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

async function issue(name: string, expiresAt: number | null = null): Promise<{ id: string; key: string }> {
  const { issueApiKey } = await world.as(FIRST_KEY).ask(IssueApiKey, { input: { name, role: 'QUALITY', expiresAt: expiresAt === null ? null : formatInstant(expiresAt) } });
  return { id: issueApiKey.apiKey!.id, key: issueApiKey.key! };
}

const sign = (by: string, key: string) => say(world.as(by), { excursion, samples: ['S'], disposition: 'RELEASED', signature: { key, meaning: 'RESPONSIBILITY' } });
const newest = async () => (await excursionsOf(world.as(FIRST_KEY), 'FRZ'))[0]!.affectedSamples.nodes[0]!.dispositions[0];
const count = async () => (await excursionsOf(world.as(FIRST_KEY), 'FRZ'))[0]!.affectedSamples.nodes[0]!.dispositions.length;
const REFUSED = { parts: [], refusals: ['SIGNATURE_INVALID signature key'] };

test('a key signs for its holder alone', async () => {
  const [anna, ben] = [await issue('anna'), await issue('ben')];
  expect((await sign(anna.key, anna.key)).refusals).toEqual([]);
  expect(await newest()).toMatchObject({ by: 'anna', role: 'QUALITY', meaning: 'RESPONSIBILITY', signedBy: `key:${anna.id}` });
  expect((await sign(FIRST_KEY, FIRST_KEY)).refusals).toEqual([]);
  expect(await newest()).toMatchObject({ by: 'first-key', role: 'ADMIN', signedBy: 'first-key' });
  const before = await count();
  for (const key of [ben.key, FIRST_KEY, '', ' ', `${anna.key}x`, anna.key.slice(0, -1), `Bearer ${anna.key}`, `${anna.key} ${anna.key}`, '\0', 'x'.repeat(20_000)]) expect({ key, ...(await sign(anna.key, key)) }).toEqual({ key, ...REFUSED });
  expect(await count()).toBe(before);
});

test('two keys of one name are two signatures', async () => {
  const [one, other] = [await issue('carla'), await issue('carla')];
  expect(await sign(one.key, other.key)).toEqual(REFUSED);
});

test('a key that is revoked or has expired signs nothing more, though its holder came in with it before', async () => {
  const clock = standingClock();
  await using process = openAccess({ apiKey: FIRST_KEY, jwt: null, database: world.database, log: createLog('error'), clock });
  const signs = async ({ id, key }: { id: string; key: string }) =>
    isOwnSignature({ log: createLog('error'), authenticate: process.authenticate, callerId: `key:${id}`, viewer: { name: 'anna', role: Role.QUALITY, sites: null, asset: null } }, key);
  const [revoked, expiring] = [await issue('anna'), await issue('anna', clock.now() + HOUR)];
  expect([await signs(revoked), await signs(expiring)]).toEqual([true, true]);
  await world.as(FIRST_KEY).ask(RevokeApiKey, { input: { apiKey: revoked.id } });
  clock.pass(HOUR);
  expect([await signs(revoked), await signs(expiring)]).toEqual([false, false]);
});

test('a token signs for its subject in his role, as long as it is good', async () => {
  const token = (claims: object = {}, at = now()) => provider.sign(at, { sub: 'dora', role: 'QUALITY', ...claims });
  const own = await token();
  for (const shown of [own, await token({ exp: Math.floor(now() / SECOND) + 30 })]) expect((await sign(own, shown)).refusals).toEqual([]);
  expect(await newest()).toMatchObject({ by: 'dora', signedBy: 'jwt:dora' });
  const bad = { anothers: await token({ sub: 'emil' }), inAnotherRole: await token({ role: 'ADMIN' }), expired: await token({}, now() - HOUR), unsigned: `${own.split('.').slice(0, 2).join('.')}.` };
  for (const [which, shown] of Object.entries(bad)) expect({ which, ...(await sign(own, shown)) }).toEqual({ which, ...REFUSED });
  // A newer one is good again, and the one from before is not.
  await world.as(FIRST_KEY).ask(RevokeTokens, { input: { subject: 'dora' } });
  const isGood = async (shown: string) => (await world.as(shown).post('{ viewer { name } }')).data !== undefined;
  await eventually(async () => !(await isGood(own)));
  let fresh = own;
  await eventually(async () => isGood((fresh = await token())));
  expect(await sign(fresh, own)).toEqual(REFUSED);
  expect((await sign(fresh, fresh)).refusals).toEqual([]);
});

test('what is shown to sign stands nowhere: not in a table, not in the audit trail', async () => {
  const { key } = await issue('frida');
  await sign(key, key);
  const { rows } = await sql<{ text: string }>(world.database.em.fork(), `
    select string_agg(text, ' ') as text from (select disposition::text as text from disposition union all select audit_entry::text from audit_entry) as everything`);
  expect(rows[0]!.text).toContain('frida');
  expect(rows[0]!.text).not.toContain(key.slice(11, 27));
});

test('each try costs what any mutation costs', async () => {
  const input = { excursion, samples: ['S'], disposition: 'RELEASED', reason: 'x', signature: { key: 'guess', meaning: 'REVIEW' } };
  const document = parse(DecideDisposition.toString());
  expect(costOf(world.schema, { document, operation: getOperationAST(document)!, variables: { input } })).toBeGreaterThanOrEqual(10);
});
