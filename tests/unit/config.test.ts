import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config.js';

const KEY = '0123456789abcdef0123456789abcdef';
const JWT = { JWT_JWKS_URL: 'https://login.example.org/jwks.json', JWT_ISSUER: 'https://login.example.org', JWT_AUDIENCE: 'thermograph' };
const GROUP = { DATABASE_URL: 'postgres://localhost/thermograph', MQTT_URL: 'mqtt://localhost', MQTT_GROUP: 'ingests', MQTT_CLIENT_ID: 'ingest-1' };

describe('where the program listens', () => {
  test.each([
    { name: 'without access, to this machine', env: {}, host: '127.0.0.1' },
    { name: 'with a key, to all', env: { THERMOGRAPH_API_KEY: KEY }, host: '0.0.0.0' },
    { name: 'with an identity provider, to all', env: JWT, host: '0.0.0.0' },
    { name: 'with access, where HOST says', env: { THERMOGRAPH_API_KEY: KEY, HOST: '10.0.0.7' }, host: '10.0.0.7' },
    { name: 'without access, on any name of this machine', env: { HOST: '::1' }, host: '::1' },
  ])('is, $name', ({ env, host }) => {
    expect(parseConfig(env)).toMatchObject({ ok: true, config: { host } });
  });

  test.each(['0.0.0.0', '::', '10.0.0.7', 'lab.example.org'])('is not %s while no access is configured, and the error says what to do', (host) => {
    expect(parseConfig({ HOST: host })).toEqual({ ok: false, errors: [expect.stringMatching(/^HOST is '.+', but only this machine .* set THERMOGRAPH_API_KEY .* or JWT_JWKS_URL/)] });
  });
});

describe('what is refused', () => {
  test.each([
    { env: { THERMOGRAPH_API_KEY: 'short' }, error: /at least 32 characters/ },
    { env: { JWT_JWKS_URL: JWT.JWT_JWKS_URL }, error: /must be set together/ },
    { env: { JWT_ISSUER: JWT.JWT_ISSUER, JWT_AUDIENCE: JWT.JWT_AUDIENCE }, error: /must be set together/ },
    { env: { ...JWT, JWT_JWKS_URL: 'ftp://login.example.org' }, error: /must be a URL that begins with https/ },
    { env: { THERMOGRAPH_ORIGINS: 'https://lab.example.org, lab.example.org' }, error: /has 'lab.example.org', but an origin is written as/ },
    { env: { THERMOGRAPH_ORIGINS: 'https://lab.example.org/app' }, error: /without a path/ },
    { env: { THERMOGRAPH_ORIGINS: 'null' }, error: /but an origin is written as/ },
    { env: { THERMOGRAPH_RATE_LIMIT: '0' }, error: /a whole number from 1/ },
    { env: { THERMOGRAPH_REPLAY_DAYS: '0' }, error: /a whole number from 1/ },
    { env: { THERMOGRAPH_REPLAY_READINGS: 'many' }, error: /a whole number from 1/ },
    { env: { MQTT_GROUP: 'ingests', MQTT_CLIENT_ID: 'ingest-1' }, error: /the broker inside the process knows no shared subscriptions/ },
    { env: { ...GROUP, MQTT_URL: '' }, error: /MQTT_GROUP needs MQTT_URL and DATABASE_URL/ },
    { env: { ...GROUP, DATABASE_URL: '' }, error: /MQTT_GROUP needs MQTT_URL and DATABASE_URL/ },
    { env: { ...GROUP, MQTT_CLIENT_ID: '' }, error: /MQTT_GROUP needs MQTT_CLIENT_ID: a name for each process/ },
    { env: { ...GROUP, MQTT_GROUP: 'a/b' }, error: /the name of a group has no/ },
    { env: { ...GROUP, MQTT_ADOPT_AFTER: '0' }, error: /a whole number from 1/ },
    { env: { THERMOGRAPH_INTROSPECTION: 'yes' }, error: /one of on, off/ },
  ] as { env: Record<string, string>; error: RegExp }[])('$env', ({ env, error }) => {
    const outcome = parseConfig(env);
    expect(outcome.ok ? [] : outcome.errors).toContainEqual(expect.stringMatching(error));
  });
});

test('the schema may be asked for where everybody may do everything, and only there unless somebody says so', () => {
  const introspection = (env: Record<string, string | undefined>) => {
    const outcome = parseConfig(env);
    return outcome.ok && outcome.config.introspection;
  };
  expect([{}, { THERMOGRAPH_API_KEY: KEY }, JWT, { THERMOGRAPH_API_KEY: KEY, THERMOGRAPH_INTROSPECTION: 'on' }].map(introspection)).toEqual([true, false, false, true]);
});

test('messages are shared where a group is named, and taken alone where none is', () => {
  const group = (env: Record<string, string>) => {
    const outcome = parseConfig(env);
    return outcome.ok && outcome.config.mqttGroup;
  };
  expect([GROUP, { ...GROUP, MQTT_ADOPT_AFTER: '60' }, { ...GROUP, MQTT_GROUP: '' }].map(group)).toEqual([{ group: 'ingests', adoptAfter: 15 }, { group: 'ingests', adoptAfter: 60 }, null]);
});
