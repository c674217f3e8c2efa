import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { AccessUnavailable } from '../../src/access/unavailable.js';
import { sql } from '../../src/database.js';
import { MINUTE, SECOND, type Instant } from '../../src/domain/time.js';
import { eventually } from '../support/eventually.js';
import { startProxy } from '../support/proxy.js';
import { openProcess, standingClock, startProvider, type Process, type Provider, type StandingClock } from './access-fixture.js';
import { RegisterSite, RevokeTokens } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { startStatementCount } from './statement-counter.js';

const HOUR = 60 * MINUTE;

let world: World;
let url: string;
beforeAll(async () => {
  world = await openWorld();
  url = String(world.database.config.get('clientUrl'));
  for (const code of ['LAB', 'DEPOT']) await world.ask(RegisterSite, { input: { code, name: code, timeZone: 'UTC' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

interface Scene extends AsyncDisposable {
  clock: StandingClock;
  provider: Provider;
  process: Process;
  /** Shows a token with these claims. */
  show(claims?: JWTPayload, header?: { kid?: string; alg?: string }): ReturnType<Process['authenticate']>;
}

async function openScene(alg?: string): Promise<Scene> {
  const clock = standingClock();
  const provider = await startProvider(alg);
  const process = await openProcess(url, { jwt: provider.jwt, clock });
  return {
    clock,
    provider,
    process,
    show: async (claims, header) => process.authenticate(`Bearer ${await provider.sign(clock.now(), claims, header)}`),
    async [Symbol.asyncDispose]() {
      await process[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  };
}

const seconds = (instant: Instant) => Math.floor(instant / SECOND);
const isUnavailable = (asked: Promise<unknown>) => asked.then(() => false, (error: unknown) => error instanceof AccessUnavailable);

test.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('a token that the provider signed with %s lets in', async (alg) => {
  await using scene = await openScene(alg);
  expect(await scene.show()).toMatchObject({ id: 'jwt:anna', viewer: { name: 'anna', role: 'ADMIN', sites: null, asset: null }, expiresAt: scene.clock.now() + MINUTE });
});

test('a token has its role, the sites that there are, and the asset of a device', async () => {
  await using scene = await openScene();
  const ids = (await world.ask(RegisterSite, { input: { code: 'ATTIC', name: 'Attic', timeZone: 'UTC' } })).registerSite.site!.id;
  expect(await scene.show({ role: 'VIEWER', sites: ['ATTIC', 'MARS'] })).toMatchObject({ viewer: { role: 'VIEWER', sites: [Number(ids)] } });
  expect(await scene.show({ sites: ['MARS'] })).toMatchObject({ viewer: { sites: [] } });
  expect(await scene.show({ sites: [] })).toMatchObject({ viewer: { sites: [] } });
  expect(await scene.show({ role: 'DEVICE', asset: 'FRZ-1' })).toMatchObject({ viewer: { role: 'DEVICE', asset: 'FRZ-1' } });
  expect(await scene.show({ role: 'VIEWER', asset: 'FRZ-1' })).toMatchObject({ viewer: { asset: null } });
});

test.each<[string, (at: number) => JWTPayload]>([
  ['another issuer', () => ({ iss: 'https://id.example.com/' })],
  ['no issuer', () => ({ iss: undefined })],
  ['another audience', () => ({ aud: 'hydrograph' })],
  ['no audience', () => ({ aud: undefined })],
  ['an end that is over', (at) => ({ iat: at - 60, exp: at })],
  ['a beginning that is still to come', (at) => ({ nbf: at + 30 })],
  ['a day of issue that is still to come', (at) => ({ iat: at + 30 })],
  ['no end', () => ({ exp: undefined })],
  ['no day of issue', () => ({ iat: undefined })],
  ['no subject', () => ({ sub: undefined })],
  ['no role', () => ({ role: undefined })],
  ['a role that there is not', () => ({ role: 'ROOT' })],
  ['sites that are no list', () => ({ sites: 'LAB' })],
  ['a device without an asset', () => ({ role: 'DEVICE' })],
])('a token is refused for %s', async (_, claims) => {
  await using scene = await openScene();
  expect(await scene.show()).not.toBeNull();
  expect(await scene.show(claims(seconds(scene.clock.now())))).toBeNull();
});

test('a token is refused that the provider did not sign', async () => {
  await using scene = await openScene('RS256');
  await using stranger = await startProvider('RS256');
  const { clock, provider, process } = scene;
  const at = clock.now();
  const { kid } = JSON.parse(atob((await provider.sign(at)).split('.')[0]!)) as { kid: string };
  const claims = { iss: provider.jwt.issuer, aud: provider.jwt.audience, sub: 'anna', role: 'ADMIN', iat: seconds(at), exp: seconds(at) + 60 };
  // What everybody can fetch, taken for a secret that only two know.
  const published = new TextEncoder().encode(JSON.stringify(await provider.publicKey()));
  const forged = [
    await stranger.sign(at),
    await stranger.sign(at, {}, { kid }),
    new UnsecuredJWT(claims).encode(),
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(published),
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(new Uint8Array(64)),
  ];
  for (const token of forged) expect(await process.authenticate(`Bearer ${token}`)).toBeNull();
  const [header, payload, signature] = (await provider.sign(at)).split('.') as [string, string, string];
  const promoted = btoa(JSON.stringify({ ...claims, role: 'ADMIN', sub: 'root' })).replaceAll('=', '');
  for (const token of [`${header}.${promoted}.${signature}`, `${header}.${payload}.`, `${header}.${payload}`, `${header}.${payload}.${signature}.`, `.${payload}.${signature}`, '..', '.', `${payload}.${header}.${signature}`]) {
    expect(await process.authenticate(`Bearer ${token}`)).toBeNull();
  }
  expect(process.log.join('\n')).not.toContain(signature);
});

test('no change of a single character of a token lets in or is anything but refused', async () => {
  await using scene = await openScene();
  const token = await scene.provider.sign(scene.clock.now());
  const end = token.length - 1;
  for (let index = 0; index < end; index++) {
    const other = token[index] === 'A' ? 'B' : 'A';
    expect([index, await scene.process.authenticate(`Bearer ${token.slice(0, index)}${other}${token.slice(index + 1)}`)]).toEqual([index, null]);
  }
});

test('clocks may differ by a few seconds where a token begins, and it ends when it says', async () => {
  await using scene = await openScene();
  const at = seconds(scene.clock.now());
  const credential = (await scene.show({ iat: at + 4, nbf: at + 4, exp: at + 10 }))!;
  scene.clock.pass(10 * SECOND - 1);
  expect(await credential.confirm()).toMatchObject({ id: 'jwt:anna' });
  scene.clock.pass(1);
  expect(await credential.confirm()).toBeNull();
});

test('twenty minutes without the provider: who is known stays known, who is not is refused, and he is asked once in 30 seconds', async () => {
  await using scene = await openScene();
  const { clock, provider } = scene;
  const before = (await scene.show({ exp: seconds(clock.now()) + 7200 }))!;
  expect(provider.fetches).toBe(1);
  provider.down();
  for (let passed = 0; passed < 20 * MINUTE; passed += 5 * SECOND) {
    clock.pass(5 * SECOND);
    expect(await scene.show()).toMatchObject({ id: 'jwt:anna' });
    expect(await scene.show({}, { kid: `unknown at ${passed}` })).toBeNull();
    expect(await before.confirm()).not.toBeNull();
  }
  expect(provider.fetches).toBeGreaterThan(10);
  expect(provider.fetches).toBeLessThanOrEqual(1 + (20 * 60) / 30);
  expect(scene.process.log.join('\n')).toMatch(/"url":"[^"?]+\/keys","msg":"[^"]*could not be fetched/);
  expect(scene.process.log.join('\n')).not.toContain('of-the-url');
  provider.up();
  await provider.rotate();
  clock.pass(30 * SECOND);
  expect(await scene.show()).toMatchObject({ id: 'jwt:anna' });
});

test('after a day without the provider, and before he was ever there, nobody is told from anybody', async () => {
  await using scene = await openScene();
  const { clock, provider } = scene;
  provider.down();
  expect(await isUnavailable(scene.show())).toBe(true);
  provider.up();
  // He was asked a moment ago.
  expect(await isUnavailable(scene.show())).toBe(true);
  expect(provider.fetches).toBe(1);
  clock.pass(30 * SECOND);
  const credential = (await scene.show({ exp: seconds(clock.now()) + 2 * 86_400 }))!;
  provider.down();
  clock.pass(24 * HOUR - SECOND);
  expect(await credential.confirm()).not.toBeNull();
  clock.pass(MINUTE);
  expect(await isUnavailable(scene.show())).toBe(true);
  expect(await isUnavailable(credential.confirm())).toBe(true);
  provider.up();
  clock.pass(MINUTE);
  expect(await credential.confirm()).not.toBeNull();
});

test('a flood of keys that nobody knows fetches once in 30 seconds, however many there are', async () => {
  await using scene = await openScene();
  const { clock, provider } = scene;
  await scene.show();
  const flood = async (name: string) => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => scene.show({}, { kid: `${name} ${index}` })));
    expect(answers.every((answer) => answer === null)).toBe(true);
  };
  await flood('at once');
  expect(provider.fetches).toBe(1);
  clock.pass(31 * SECOND);
  await flood('later');
  expect(provider.fetches).toBe(2);
  clock.pass(29 * SECOND);
  await flood('too soon');
  expect(provider.fetches).toBe(2);
});

test('a key that the provider has withdrawn opens nothing more, and what it opened ends with the next fetch', async () => {
  await using scene = await openScene();
  const { clock, provider } = scene;
  const token = await provider.sign(clock.now(), { exp: seconds(clock.now()) + 7200 });
  const credential = (await scene.process.authenticate(`Bearer ${token}`))!;
  await provider.rotate();
  clock.pass(31 * SECOND);
  expect(await scene.show({ sub: 'bert' })).toMatchObject({ id: 'jwt:bert' });
  expect(await scene.process.authenticate(`Bearer ${token}`)).toBeNull();
  expect(await credential.confirm()).toBeNull();
});

test('tokens of a subject that were issued until now are revoked on every process, those of others are not', async () => {
  await using scene = await openScene();
  await using other = await openProcess(url, { jwt: scene.provider.jwt });
  const now = Date.now() * 1000;
  const [anna, bert] = [await scene.provider.sign(now, { sub: 'anna "the boss" \\' }), await scene.provider.sign(now, { sub: 'bert' })];
  const open = (await other.authenticate(`Bearer ${anna}`))!;
  expect(await other.authenticate(`Bearer ${bert}`)).not.toBeNull();

  const { revokeTokens } = await world.ask(RevokeTokens, { input: { subject: 'anna "the boss" \\' } });
  expect(revokeTokens.userErrors).toEqual([]);
  await eventually(async () => (await open.confirm()) === null && (await other.authenticate(`Bearer ${anna}`)) === null, { within: 2_000 });
  expect(await other.authenticate(`Bearer ${bert}`)).not.toBeNull();

  // Up to that moment and with it, in whole seconds as tokens have them; the second after it is a new token.
  const upTo = Math.ceil(Date.parse(revokeTokens.refusedUpTo!) / 1000);
  await sql(world.database.em.fork(), 'update token_revocation set before_at = to_timestamp($1)', [upTo]);
  scene.clock.pass(upTo * SECOND + SECOND - scene.clock.now());
  expect(await scene.show({ sub: 'anna "the boss" \\', iat: upTo })).toBeNull();
  expect(await scene.show({ sub: 'anna "the boss" \\', iat: upTo + 1 })).not.toBeNull();
});

test('a token that was issued in the very second of the revocation, by a clock that is ahead, does not slip through', async () => {
  await using scene = await openScene();
  const token = await scene.provider.sign(scene.clock.now(), { sub: 'carl', iat: Math.floor(Date.now() / 1000) + 4 });
  const { revokeTokens } = await world.ask(RevokeTokens, { input: { subject: 'carl' } });
  expect(Date.parse(revokeTokens.refusedUpTo!) * 1000).toBeGreaterThan(scene.clock.now());
  expect(await scene.process.authenticate(`Bearer ${token}`)).toBeNull();
  // Another revocation never makes the first one shorter.
  const again = await world.ask(RevokeTokens, { input: { subject: 'carl' } });
  expect(again.revokeTokens.refusedUpTo! >= revokeTokens.refusedUpTo!).toBe(true);
});

test.each(['', ' ', 'x'.repeat(256), 'a\nb', '\ud800'])('no tokens of %j are revoked, because no subject is called so', async (subject) => {
  const { revokeTokens } = await world.ask(RevokeTokens, { input: { subject } });
  expect(revokeTokens).toMatchObject({ refusedUpTo: null, userErrors: [{ code: 'INVALID', field: ['subject'] }] });
});

test('while the database is away a token is neither good nor bad', async () => {
  const there = new URL(url);
  await using proxy = await startProxy({ to: Number(there.port) });
  there.port = String(proxy.port);
  await using provider = await startProvider();
  await using process = await openProcess(there.href, { jwt: provider.jwt });
  const token = `Bearer ${await provider.sign(Date.now() * 1000)}`;
  const credential = (await process.authenticate(token))!;
  await proxy.down();
  await eventually(() => isUnavailable(credential.confirm()), { within: 2_000 });
  expect(await isUnavailable(process.authenticate(token))).toBe(true);
  await proxy.up();
  expect(await eventually(() => process.authenticate(token))).not.toBeNull();
});

test('hundreds of open streams with tokens of as many people cost two statements a second', async () => {
  await using counter = await startStatementCount(url);
  await using provider = await startProvider();
  const clock = standingClock();
  await using process = await openProcess(counter.url, { jwt: provider.jwt, clock });
  const sites = ['LAB', 'DEPOT'];
  const tokens = await Promise.all(Array.from({ length: 200 }, (_, index) => provider.sign(clock.now(), { sub: `person ${index}`, sites: sites.slice(index % 2) })));
  const credentials = await Promise.all(tokens.map((token) => process.authenticate(`Bearer ${token}`)));
  const round = async () => {
    for (const credential of credentials) {
      clock.pass(SECOND / credentials.length);
      expect(await credential!.confirm()).not.toBeNull();
    }
  };
  await round();
  const before = counter.statements;
  for (let second = 0; second < 5; second++) await round();
  expect(counter.statements - before).toBeLessThanOrEqual(12);
});
