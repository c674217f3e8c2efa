import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis as Client } from 'ioredis';
import mqtt from 'mqtt';
import { now, SECOND } from '../../src/domain/time.js';
import type { TypedDocumentString } from '../client/graphql.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startProgram, type Program } from '../support/program.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { startRedis } from '../support/redis.js';
import { startProvider } from './access-fixture.js';
import { useEverywhere } from './careless-clients.js';
import { IssueApiKey, RevokeApiKey } from './graphql-documents.js';
import { leaks, readDatabase, type Needle, type Places } from './leaks.js';
import { startShippedMosquitto } from './shipped-mosquitto.js';

const random = () => randomBytes(16).toString('hex');
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const parts = new AsyncDisposableStack();
afterAll(() => parts.disposeAsync());

const FIRST_KEY = randomBytes(32).toString('hex');
const secrets: Needle[] = [{ name: 'the first key', value: FIRST_KEY }];
const places: Places = {};
const quoting: string[] = [];
let exit: unknown;
/** What is told to others, so that it must be found there. */
const SESSION = `session-${random()}`;
const ASSET = `asset-${random()}`;

beforeAll(async () => {
  const servers = await startServers();
  const program = parts.use(await startProgram(servers.env));
  await servers.publish(`thermograph/${ASSET}/temperature`, 'no number');
  const keys = await gatherKeys(program, servers.sign);
  const answers: string[] = [];
  const useAll = async () => {
    for (const key of keys) {
      const heard = await useEverywhere(program, key);
      answers.push(...heard.plain);
      quoting.push(...heard.quoting);
    }
  };
  await useAll();
  // And while there is no database to look anybody up in.
  await servers.line.down();
  await useAll();
  await servers.line.up();
  await eventually(async () => (await fetch(`${program.url}/ready`)).status === 200);
  answers.push(await (await fetch(`${program.url}/metrics`, { headers: bearer(FIRST_KEY) })).text());
  exit = await program.stop();

  Object.assign(places, { log: program.lines, answers, start: await failToStart(servers.env), redis: await servers.heardByRedis(), database: await readDatabase(servers.databaseUrl) });
}, 400_000);

describe('after all that can be done with keys, rightly and wrongly', () => {
  test('the program ends as it should', () => {
    expect(exit).toBe(0);
  });

  test('no key and no password stands in the log, in an answer, in a metric, in Redis or in the database', () => {
    expect(leaks(secrets, places)).toEqual([]);
  });

  test('also what quotes its sender holds no more than he sent, and nothing that he did not', () => {
    expect(leaks(secrets.filter(({ name }) => name.startsWith('the password')), { quoting })).toEqual([]);
  });

  test('each place holds what is looked for, where there is something to find', () => {
    const found = [SESSION, ASSET, 'UNAUTHENTICATED', 'SIGNATURE_INVALID', 'signature refused', 'SERVICE_UNAVAILABLE', 'thermograph_readings_recorded_total', 'WRONGPASS', 'messageRejected'].map((value) => ({ name: value, value }));
    expect(leaks(found, places)).toEqual(expect.arrayContaining([
      `log: ${SESSION}`, 'log: signature refused', `database: ${ASSET}`, 'answers: UNAUTHENTICATED', 'answers: SIGNATURE_INVALID', 'answers: SERVICE_UNAVAILABLE', 'answers: thermograph_readings_recorded_total', 'start: WRONGPASS', 'redis: messageRejected',
    ]));
  });

  test('each of them would be found, in part or as bytes', () => {
    for (const { name, value } of secrets) {
      const log = [JSON.stringify({ level: 20, authorization: `Bearer ${value.slice(0, -3)}` })];
      const database = [`(1,name,"\\\\x${Buffer.from(value).toString('hex')}")`];
      expect(leaks(secrets, { log, database })).toEqual([`log: ${name}`, `database: ${name}`]);
    }
  });
});

interface Servers {
  env: Record<string, string> & { DATABASE_URL: string };
  /** Past the line that can be cut. */
  databaseUrl: string;
  line: Proxy;
  publish(topic: string, payload: string): Promise<unknown>;
  /** A token with which one comes in, or one that has expired. */
  sign(expired: boolean): Promise<string>;
  /** All that was published there, and all that it keeps. */
  heardByRedis(): Promise<string[]>;
}

/** Servers that let nobody in without a password. */
async function startServers(): Promise<Servers> {
  const [redisPassword, ingestPassword, devicePassword] = [random(), random(), random()];
  const databaseUrl = await createDatabase();
  const there = new URL(databaseUrl);
  secrets.push({ name: 'the password of the database', value: there.password }, { name: 'the password of Redis', value: redisPassword }, { name: 'the password of the broker', value: ingestPassword });
  const line = parts.use(await startProxy({ to: Number(there.port) }));
  there.port = String(line.port);

  const redis = parts.use(await startRedis());
  const [listener, reader] = [new Client(redis.url), new Client(redis.url)];
  parts.defer(() => [listener, reader].forEach((each) => each.disconnect()));
  await reader.config('SET', 'requirepass', redisPassword);
  const heard: string[] = [];
  listener.on('pmessage', (_pattern, channel, message) => heard.push(`${channel} ${message}`));
  await listener.psubscribe('*');

  const broker = parts.use(await startShippedMosquitto({ MQTT_INGEST_PASSWORD: ingestPassword, MQTT_DEVICE_PASSWORD: devicePassword }));
  const device = await mqtt.connectAsync(broker.url, { username: 'device', password: devicePassword, protocolVersion: 5 });
  parts.defer(() => device.endAsync());
  const provider = parts.use(await startProvider());
  const { jwksUrl, issuer, audience } = provider.jwt;
  return {
    databaseUrl,
    line,
    env: {
      DATABASE_URL: there.href,
      REDIS_URL: redis.url.replace('//', `//:${redisPassword}@`),
      MQTT_URL: broker.url.replace('//', `//ingest:${ingestPassword}@`),
      MQTT_CLIENT_ID: SESSION,
      THERMOGRAPH_API_KEY: FIRST_KEY,
      JWT_JWKS_URL: jwksUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: audience,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'trace',
    },
    publish: (topic, payload) => device.publishAsync(topic, payload, { qos: 1 }),
    sign: (expired) => provider.sign(now() - (expired ? 3_600 * SECOND : 0)),
    async heardByRedis() {
      const keys = await reader.keys('*');
      return [...heard, ...keys, ...(await Promise.all(keys.map(async (key) => (await reader.dump(key)) ?? '')))];
    },
  };
}

/** Of every kind, good and bad; each is a secret from then on. */
async function gatherKeys(program: Program, sign: Servers['sign']): Promise<string[]> {
  const issue = async (name: string) => {
    const { issueApiKey } = await mutate(program, IssueApiKey, { input: { name, role: 'ADMIN' } });
    return { id: issueApiKey.apiKey!.id, key: issueApiKey.key! };
  };
  const [issued, revoked] = [await issue('kept'), await issue('taken back')];
  await mutate(program, RevokeApiKey, { input: { apiKey: revoked.id } });
  const keys = { 'an issued key': issued.key, 'a revoked key': revoked.key, 'an unknown key': `tg_${randomBytes(32).toString('base64url')}`, 'a mistyped key': `${random()}${random()}` };
  secrets.push(...Object.entries(keys).map(([name, value]) => ({ name, value: value.replace('tg_', '').slice(8) })));
  const tokens = [await sign(false), await sign(true)];
  // The rest of a token is not secret: without its signature nobody takes it.
  secrets.push(...tokens.map((token, index) => ({ name: `the signature of token ${index}`, value: token.split('.')[2]! })));
  return [FIRST_KEY, ...Object.values(keys), ...tokens];
}

async function mutate<Result, Variables>(program: Program, document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> {
  const response = await fetch(`${program.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...bearer(FIRST_KEY) }, body: JSON.stringify({ query: document.toString(), variables }) });
  return ((await response.json()) as { data: Result }).data;
}

/** What the program says when its passwords are wrong, or not where they belong. */
async function failToStart(env: Servers['env']): Promise<string[]> {
  const wrong = random();
  secrets.push({ name: 'the password that is wrong', value: wrong });
  const said: string[] = [];
  const withWrong = (url: string) => url.replace(/:[^:@/]*@/, `:${wrong}@`);
  const changes: Record<string, string>[] = [{ DATABASE_URL: withWrong(env.DATABASE_URL) }, { DATABASE_URL: withWrong(env.DATABASE_URL).replace('postgres:', 'mysql:') }, { REDIS_URL: `redis:${wrong}@nowhere` }];
  for (const change of changes) await startProgram({ ...env, ...change }).then(() => said.push('started'), (error: Error) => said.push(error.message));
  expect(said).not.toContain('started');
  await using program = await startProgram({ ...env, REDIS_URL: withWrong(env['REDIS_URL']!), MQTT_URL: withWrong(env['MQTT_URL']!) });
  await eventually(() => ['Redis is away', 'the connection to the broker failed'].every((beginning) => program.log.some(({ msg }) => msg?.startsWith(beginning))));
  await program.stop();
  return [...said, ...program.lines];
}
