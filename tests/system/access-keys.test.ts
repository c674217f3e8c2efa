import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import { digest, makeApiKey } from '../../src/access/api-key.js';
import { createAuthenticate } from '../../src/access/authenticate.js';
import { AccessUnavailable } from '../../src/access/unavailable.js';
import { arrayLiteral, sql } from '../../src/database.js';
import { LOCAL } from '../../src/domain/role.js';
import { formatInstant, MINUTE, now, SECOND } from '../../src/domain/time.js';
import type { IssueApiKeyInput, TypedDocumentString } from '../client/graphql.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { startProxy } from '../support/proxy.js';
import { openProcess, standingClock, startProvider } from './access-fixture.js';
import { post } from './api-fixture.js';
import { furnish, IssueApiKey, ListApiKeys, record, RecordReadings, RegisterContainer, RegisterMachine, RegisterSamples, RegisterSensor, RegisterSite, RevokeApiKey } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { startStatementCount } from './statement-counter.js';

const WhoAmI = graphql(`
  query WhoAmI { viewer { name role } }
`);

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await furnish(world, now() - 60 * MINUTE);
  await world.ask(RegisterSite, { input: { code: 'DEPOT', name: 'Depot', timeZone: 'UTC' } });
  await world.ask(RegisterMachine, { input: { code: 'TRUCK', name: 'Truck', site: 'DEPOT' } });
  await world.ask(RegisterMachine, { input: { code: 'LOST', name: 'Nobody knows where' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

const bearer = (key: string) => `Bearer ${key}`;
const urlOf = ({ database }: World) => String(database.config.get('clientUrl'));

async function issue(input: Partial<IssueApiKeyInput> = {}, by?: string): Promise<{ id: string; key: string }> {
  const { issueApiKey } = await answer(by, IssueApiKey, { input: { name: 'bench 3', role: 'VIEWER', ...input } });
  if (!issueApiKey.apiKey || !issueApiKey.key) throw new Error(JSON.stringify(issueApiKey.userErrors));
  return { id: issueApiKey.apiKey.id, key: issueApiKey.key };
}

async function refusalOf(input: Partial<IssueApiKeyInput>, by?: string): Promise<[code: string, ...field: string[]][]> {
  const { issueApiKey } = await answer(by, IssueApiKey, { input: { name: 'bench 3', role: 'VIEWER', ...input } });
  expect(issueApiKey).toMatchObject({ apiKey: null, key: null });
  return issueApiKey.userErrors.map(({ code, field }) => [code, ...field]);
}

/** As somebody with this key; without one, as whoever is on this machine. */
async function answer<R, V>(key: string | undefined, document: TypedDocumentString<R, V>, variables?: V): Promise<R> {
  const response = await post(world.url, { query: document.toString(), variables }, key ? { authorization: bearer(key) } : {});
  const { data, errors } = (await response.json()) as { data?: R; errors?: readonly GraphQLFormattedError[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data!;
}

/** Everything that the tables hold, as text. */
async function everythingStored(): Promise<string> {
  const em = world.database.em.fork();
  const { rows: tables } = await sql<{ name: string }>(em, `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);
  const texts = await Promise.all(tables.map(({ name }) => sql<{ text: string | null }>(em, `select string_agg(row::text, ' ') as text from ${name} as row`)));
  return texts.map(({ rows }) => rows[0]?.text ?? '').join(' ');
}

test('a key is told once, lets in from then on, and can be read nowhere', async () => {
  const { issueApiKey } = await world.ask(IssueApiKey, { input: { name: 'anna', role: 'QUALITY' } });
  const key = issueApiKey.key!;
  expect(key).toMatch(/^tg_[\w-]{43}$/);
  expect(issueApiKey).toMatchObject({
    apiKey: { name: 'anna', role: 'QUALITY', prefix: key.slice(3, 11), sites: null, asset: null, createdBy: 'local', expiresAt: null, revokedAt: null, revokedBy: null, lastUsedAt: null },
    userErrors: [],
  });
  expect(await answer(key, WhoAmI)).toEqual({ viewer: { name: 'anna', role: 'QUALITY' } });
  const stored = await everythingStored();
  expect(stored).toContain(digest(key).toString('hex'));
  for (const part of [key, key.slice(3), key.slice(11)]) expect(stored).not.toContain(part);
  expect(JSON.stringify(await world.ask(ListApiKeys))).not.toContain(key.slice(11));
});

test('what a process logs never has a key, be it right, wrong or misspelled', async () => {
  const { id, key } = await issue();
  const another = makeApiKey().key;
  await using provider = await startProvider();
  await using process = await openProcess(urlOf(world), { apiKey: 'k'.repeat(40), jwt: provider.jwt });
  expect(await process.authenticate(bearer(key))).toMatchObject({ id: `key:${id}` });
  for (const wrong of [another, `${key}x`, key.slice(3)]) expect(await process.authenticate(bearer(wrong))).toBeNull();
  expect(await process.authenticate(bearer('k'.repeat(40)))).toMatchObject({ id: 'first-key' });
  const log = process.log.join('\n');
  expect(log).toContain('a token was refused');
  for (const secret of [key.slice(3), another.slice(3), 'k'.repeat(40)]) expect(log).not.toContain(secret);
});

test('a key has its role, its sites by their ids, or the code of its asset', async () => {
  await using process = await openProcess(urlOf(world));
  const { rows: sites } = await sql<{ id: number }>(world.database.em.fork(), `select id from site order by id`);
  const cases: [Partial<IssueApiKeyInput>, object][] = [
    [{ role: 'OPERATOR' }, { role: 'OPERATOR', sites: null, asset: null }],
    [{ role: 'ADMIN', sites: ['DEPOT', 'LAB', 'DEPOT'] }, { role: 'ADMIN', sites: sites.map(({ id }) => id), asset: null }],
    [{ role: 'DEVICE', machine: 'TRUCK' }, { role: 'DEVICE', sites: null, asset: 'TRUCK' }],
    [{ role: 'DEVICE', container: 'BOX-1' }, { role: 'DEVICE', sites: null, asset: 'BOX-1' }],
    [{ role: 'DEVICE', sample: 'S-2' }, { role: 'DEVICE', sites: null, asset: 'S-2' }],
  ];
  for (const [input, viewer] of cases) {
    const { id, key } = await issue(input);
    expect(await process.authenticate(bearer(key))).toMatchObject({ id: `key:${id}`, viewer: { name: 'bench 3', ...viewer }, expiresAt: null });
  }
  const { apiKeys } = await world.ask(ListApiKeys);
  expect(apiKeys.slice(-4)).toMatchObject([
    { sites: [{ code: 'DEPOT' }, { code: 'LAB' }], asset: null }, { sites: null, asset: { __typename: 'Machine', code: 'TRUCK' } }, { asset: { code: 'BOX-1' } }, { asset: { code: 'S-2' } },
  ]);
});

test('a key that is bound to sites and has lost them all reaches nothing, and not everything', async () => {
  const { id, key } = await issue({ sites: ['LAB'] });
  await sql(world.database.em.fork(), 'delete from api_key_site where api_key_id = $1', [Number(id)]);
  await using process = await openProcess(urlOf(world));
  expect(await process.authenticate(bearer(key))).toMatchObject({ viewer: { sites: [] } });
});

test.each<[Partial<IssueApiKeyInput>, [code: string, ...field: string[]][]]>([
  [{ name: ' ' }, [['INVALID', 'name']]],
  [{ expiresAt: formatInstant(now() - SECOND) }, [['INVALID', 'expiresAt']]],
  [{ sites: ['LAB', 'MARS'] }, [['NOT_FOUND', 'sites', '1']]],
  [{ sites: [] }, [['INVALID', 'sites']]],
  [{ role: 'DEVICE' }, [['INVALID']]],
  [{ role: 'DEVICE', machine: 'TRUCK', container: 'BOX-1' }, [['INVALID']]],
  [{ role: 'DEVICE', machine: 'NONE' }, [['NOT_FOUND', 'machine']]],
  [{ role: 'DEVICE', machine: 'TRUCK', sites: ['LAB'] }, [['INVALID', 'sites']]],
  [{ role: 'OPERATOR', machine: 'TRUCK' }, [['INVALID']]],
  [{ name: '', sites: [], expiresAt: '2000-01-01T00:00:00Z' }, [['INVALID', 'name'], ['INVALID', 'sites'], ['INVALID', 'expiresAt']]],
])('a key is not issued for %j', async (input, errors) => {
  expect(await refusalOf(input)).toEqual(errors);
});

test('an administrator who is bound to sites gives, sees and takes back only what is his', async () => {
  const lab = await issue({ name: 'head of lab', role: 'ADMIN', sites: ['LAB'] });
  const elsewhere = [await issue({ role: 'ADMIN' }), await issue({ sites: ['DEPOT'] }), await issue({ sites: ['LAB', 'DEPOT'] }), await issue({ role: 'DEVICE', machine: 'TRUCK' }), await issue({ role: 'DEVICE', machine: 'LOST' })];
  const own = [lab, await issue({ role: 'OPERATOR', sites: ['LAB'] }, lab.key), await issue({ role: 'DEVICE', sample: 'S-1' }, lab.key)];
  expect(await refusalOf({}, lab.key)).toEqual([['INVALID', 'sites']]);
  expect(await refusalOf({ sites: ['LAB', 'DEPOT'] }, lab.key)).toEqual([['NOT_FOUND', 'sites', '1']]);
  expect(await refusalOf({ role: 'DEVICE', machine: 'TRUCK' }, lab.key)).toEqual([['NOT_FOUND', 'machine']]);
  expect(await refusalOf({ role: 'DEVICE', machine: 'LOST' }, lab.key)).toEqual([['NOT_FOUND', 'machine']]);

  const seen = (await answer(lab.key, ListApiKeys)).apiKeys.map(({ id }) => id);
  expect(seen).toEqual(expect.arrayContaining(own.map(({ id }) => id)));
  for (const { id } of elsewhere) {
    expect(seen).not.toContain(id);
    expect((await answer(lab.key, RevokeApiKey, { input: { apiKey: id } })).revokeApiKey).toMatchObject({ apiKey: null, userErrors: [{ code: 'NOT_FOUND', field: ['apiKey'] }] });
  }
  expect((await answer(lab.key, RevokeApiKey, { input: { apiKey: own[1]!.id } })).revokeApiKey).toMatchObject({ apiKey: { revokedBy: 'head of lab' }, key: null, userErrors: [] });
});

describe('what is elsewhere cannot be taken over by its code, because what has one code is one thing to its devices:', () => {
  const reasons = ({ userErrors }: { userErrors: { code: string; field: string[] }[] }) => userErrors.map(({ code, field }) => [code, ...field].join(' '));
  const newSample = { name: 'x', type: 'plasma', collectedAt: formatInstant(now()) };
  let lab: { id: string; key: string };
  beforeAll(async () => {
    lab = await issue({ name: 'lab', role: 'ADMIN', sites: ['LAB'] });
    await world.ask(RegisterContainer, { input: { code: 'CRATE', name: 'crate', kind: 'BOX', site: 'DEPOT' } });
    await world.ask(RegisterSamples, { input: { samples: [{ ...newSample, code: 'VIAL', container: 'CRATE' }] } });
    await world.ask(RegisterSensor, { input: { machine: 'TRUCK', channel: 'temperature', quantity: 'TEMPERATURE' } });
    await record(world, 'TRUCK/temperature', now() - MINUTE, [[0, 4]]);
  });

  test.each(['TRUCK', 'LOST', 'CRATE', 'VIAL'])('nothing of any type is registered as %s by whoever is bound to another site', async (code) => {
    expect(reasons((await answer(lab.key, RegisterMachine, { input: { code, name: 'x', site: 'LAB' } })).registerMachine)).toEqual(['ALREADY_EXISTS code']);
    expect(reasons((await answer(lab.key, RegisterContainer, { input: { code, name: 'x', kind: 'BOX', site: 'LAB' } })).registerContainer)).toEqual(['ALREADY_EXISTS code']);
    const samples = [{ ...newSample, code: `not ${code}`, container: 'BOX-1' }, { ...newSample, code, container: 'BOX-1' }];
    expect(reasons((await answer(lab.key, RegisterSamples, { input: { samples } })).registerSamples)).toEqual(['ALREADY_EXISTS samples 1 code']);
  });

  test('so nobody there catches what its devices will send', async () => {
    const { key } = await issue({ role: 'OPERATOR', sites: ['LAB'] }, lab.key);
    for (const asset of [{ machine: 'TRUCK' }, { container: 'TRUCK' }, { sample: 'TRUCK' }]) {
      expect(reasons((await answer(key, RegisterSensor, { input: { ...asset, channel: 'humidity', quantity: 'HUMIDITY' } })).registerSensor)).toEqual([`NOT_FOUND ${Object.keys(asset)[0]}`]);
    }
    const { recordReadings } = await answer(key, RecordReadings, { input: { readings: [{ sensor: 'TRUCK/temperature', measuredAt: formatInstant(now()), value: 99 }] } });
    expect(recordReadings).toMatchObject({ recorded: 0, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('where one code is at two sites all the same, no key for it is issued by whoever is bound to one of them', async () => {
    await world.ask(RegisterContainer, { input: { code: 'TRUCK', name: 'toy', kind: 'BOX', site: 'LAB' } });
    const { issueApiKey } = await answer(lab.key, IssueApiKey, { input: { name: 'toy', role: 'DEVICE', container: 'TRUCK' } });
    expect(issueApiKey).toEqual({ apiKey: null, key: null, userErrors: [{ code: 'FORBIDDEN', field: ['container'], message: "A key for 'TRUCK' is for somebody to issue who is bound to no site." }] });
    const own = await issue({ role: 'DEVICE', container: 'BOX-1' }, lab.key);
    expect((await answer(own.key, WhoAmI)).viewer.role).toBe('DEVICE');
    const both = await issue({ role: 'DEVICE', container: 'TRUCK' });
    expect((await answer(both.key, WhoAmI)).viewer.role).toBe('DEVICE');
  });
});

test('a revoked key is refused within two seconds by every process, and by those that held it', async () => {
  await using other = await openProcess(urlOf(world));
  const { id, key } = await issue();
  const credential = (await other.authenticate(bearer(key)))!;
  expect(await credential.confirm()).toMatchObject({ id: `key:${id}` });
  expect((await world.ask(RevokeApiKey, { input: { apiKey: id } })).revokeApiKey).toMatchObject({ apiKey: { revokedBy: 'local', revokedAt: expect.any(String) }, userErrors: [] });
  // The second in which an answer is good began before the revocation.
  await eventually(async () => (await credential.confirm()) === null && (await other.authenticate(bearer(key))) === null, { within: 2_000 });
  expect((await post(world.url, { query: '{ viewer { name } }' }, { authorization: bearer(key) })).status).toBe(401);
  const again = await world.ask(RevokeApiKey, { input: { apiKey: id } });
  expect(again.revokeApiKey).toMatchObject({ apiKey: null, userErrors: [{ code: 'ALREADY_REVOKED', field: ['apiKey'] }] });
  for (const unknown of ['0', 'x', '2147483647', '99999999999']) {
    expect((await world.ask(RevokeApiKey, { input: { apiKey: unknown } })).revokeApiKey.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  }
});

test('a key ends at its moment, for those who come and for those who are there', async () => {
  const clock = standingClock();
  await using process = await openProcess(urlOf(world), { clock });
  const expiresAt = clock.now() + 60 * MINUTE;
  const { key } = await issue({ expiresAt: formatInstant(expiresAt) });
  const credential = (await process.authenticate(bearer(key)))!;
  expect(credential.expiresAt).toBe(expiresAt);
  clock.pass(60 * MINUTE - 1);
  expect(await credential.confirm()).not.toBeNull();
  clock.pass(1);
  expect(await credential.confirm()).toBeNull();
  expect(await process.authenticate(bearer(key))).toBeNull();
});

test('the first key is an administrator, and whoever shows nothing comes in only where nothing is configured', async () => {
  const apiKey = 'f'.repeat(32);
  const [open, closed] = [createAuthenticate({ apiKey: null }), createAuthenticate({ apiKey })];
  expect(await open(undefined)).toMatchObject({ id: 'local', viewer: LOCAL });
  expect(await closed(undefined)).toBeNull();
  expect(await closed(bearer(apiKey))).toMatchObject({ id: 'first-key', viewer: { role: 'ADMIN', sites: null }, expiresAt: null });
  for (const near of [apiKey.slice(1), `${apiKey}f`, apiKey.toUpperCase()]) expect(await closed(bearer(near))).toBeNull();
});

test('what is shown is looked at, also where nothing would have to be', async () => {
  await using process = await openProcess(urlOf(world));
  const { key } = await issue();
  for (const header of [bearer(key), `bearer   ${key}  `]) expect(await process.authenticate(header)).toMatchObject({ viewer: { role: 'VIEWER' } });
  const wrong = [
    '', ' ', 'Bearer', 'Bearer ', key, `Basic ${key}`, `Bearer${key}`, `Bearer ${key} ${key}`, `Bearer ${key}x`, `Bearer ${key.slice(0, -1)}`, `Bearer ${key.slice(3)}`, `Bearer ${key.replace('tg_', 'TG_')}`,
    `Bearer tg_${'\0'.repeat(43)}`, `Bearer tg_${"'".repeat(43)}`, bearer(makeApiKey().key), `Bearer ${'x'.repeat(100_000)}`, `${' '.repeat(100_000)}Bearer`, 7, true, [bearer(key)], { toString: () => bearer(key) },
  ];
  for (const header of wrong) expect([header, await process.authenticate(header)]).toEqual([header, null]);
});

test('while the database is away nobody is let in and nobody is turned away for good; afterwards all is as before', async () => {
  const there = new URL(urlOf(world));
  await using proxy = await startProxy({ to: Number(there.port) });
  there.port = String(proxy.port);
  await using process = await openProcess(there.href);
  const { key } = await issue();
  const credential = (await process.authenticate(bearer(key)))!;
  await proxy.down();
  await eventually(() => credential.confirm().then(() => false, (error: unknown) => error instanceof AccessUnavailable), { within: 2_000 });
  await expect(process.authenticate(bearer(key))).rejects.toThrow(AccessUnavailable);
  await expect(process.authenticate(bearer(makeApiKey().key))).rejects.toThrow(AccessUnavailable);
  await proxy.up();
  expect(await eventually(() => process.authenticate(bearer(key)))).toMatchObject({ viewer: { role: 'VIEWER' } });
  expect(await credential.confirm()).not.toBeNull();
});

test('hundreds of open streams with as many keys cost one statement a second', async () => {
  await using counter = await startStatementCount(urlOf(world));
  const clock = standingClock();
  await using process = await openProcess(counter.url, { clock });
  const keys = Array.from({ length: 300 }, makeApiKey);
  await sql(world.database.em.fork(), `
    insert into api_key (name, prefix, hash, role, bound_to_sites, created_by, last_used_at)
    select 'stream', 'stream__', decode(hash, 'hex'), 'VIEWER', false, 'test', now() + interval '1 hour' from unnest($1::text::text[]) as new (hash)`, [arrayLiteral(keys.map(({ hash }) => hash.toString('hex')))]);
  const credentials = await Promise.all(keys.map(({ key }) => process.authenticate(bearer(key))));
  const round = async () => {
    for (const credential of credentials) {
      clock.pass(SECOND / credentials.length);
      expect(await credential!.confirm()).not.toBeNull();
    }
  };
  await round();
  const before = counter.statements;
  for (let second = 0; second < 5; second++) await round();
  expect(counter.statements - before).toBeLessThanOrEqual(6);
});

test('the last use is written down beside the request, at most once a minute, for all keys in one statement, and at the end', async () => {
  await using counter = await startStatementCount(urlOf(world));
  const clock = standingClock();
  const keys = [await issue(), await issue(), await issue()];
  const lastUses = async () => (await world.ask(ListApiKeys)).apiKeys.filter(({ id }) => keys.some((key) => key.id === id)).map(({ lastUsedAt }) => lastUsedAt);
  const usedAt = (at: number) => keys.map(() => formatInstant(at));
  {
    await using process = await openProcess(counter.url, { clock });
    const useAll = () => Promise.all(keys.map(({ key }) => process.authenticate(bearer(key))));
    const start = clock.now();
    const credentials = await useAll();
    const before = counter.statements;
    await eventually(async () => (await lastUses()).every((each) => each !== null));
    expect(await lastUses()).toEqual(usedAt(start));
    expect(counter.statements - before).toBe(1);
    clock.pass(59 * SECOND);
    await Promise.all(credentials.map((credential) => credential!.confirm()));
    clock.pass(2 * SECOND);
    await useAll();
  }
  expect(await lastUses()).toEqual(usedAt(clock.now()));
});

test('a last use that others have written down within the minute is not written again', async () => {
  const clock = standingClock();
  const start = clock.now();
  const { id, key } = await issue();
  const lastUse = async () => (await world.ask(ListApiKeys)).apiKeys.find((each) => each.id === id)!.lastUsedAt;
  {
    await using process = await openProcess(urlOf(world), { clock });
    await process.authenticate(bearer(key));
    await eventually(lastUse);
    // It still knows the key as it was before that.
    clock.pass(SECOND / 2);
    await process.authenticate(bearer(key));
  }
  expect(await lastUse()).toBe(formatInstant(start));
});
