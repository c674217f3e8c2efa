import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { pino } from 'pino';
import { openAccess, type Access } from '../../src/access/access.js';
import type { Clock } from '../../src/access/clock.js';
import type { JwtConfig } from '../../src/config.js';
import { openDatabase } from '../../src/database.js';
import { SECOND, type Duration, type Instant } from '../../src/domain/time.js';
import type { Logger } from '../../src/log.js';

/** A clock that stands until it is moved, on the wall and off it. */
export interface StandingClock extends Clock {
  pass(duration: Duration): void;
}

export function standingClock(start: Instant = Math.floor(Date.now() / 1000) * SECOND): StandingClock {
  let passed = 0;
  return { now: () => start + passed, elapsed: () => passed, pass: (duration) => void (passed += duration) };
}

export interface Process extends Access {
  /** Everything that it logged, its statements too. */
  readonly log: string[];
}

/** What lets people in, as a process of its own has it: with its own connections, and nothing known from before. */
export async function openProcess(url: string, options: { apiKey?: string; jwt?: JwtConfig; clock?: Clock } = {}): Promise<Process> {
  const log: string[] = [];
  const logger: Logger = pino({ level: 'trace' }, { write: (line: string) => log.push(line) });
  const database = await openDatabase({ url }, logger);
  const access = openAccess({ apiKey: null, jwt: null, ...options, database, log: logger });
  return {
    authenticate: access.authenticate,
    log,
    async [Symbol.asyncDispose]() {
      await access[Symbol.asyncDispose]();
      await database.close();
    },
  };
}

export interface Provider extends AsyncDisposable {
  readonly jwt: JwtConfig;
  /** How often its keys were fetched. */
  readonly fetches: number;
  /** From now on with another key; the one before is withdrawn. */
  rotate(): Promise<void>;
  /** It answers every request with an error, until `up`. */
  down(): void;
  up(): void;
  /** A token with these claims over those of an ADMIN who may come in for a minute from `at`; undefined leaves one out. */
  sign(at: Instant, claims?: JWTPayload, header?: { kid?: string; alg?: string }): Promise<string>;
  /** The key that it publishes. */
  publicKey(): Promise<JWK>;
}

export const ISSUER = 'https://id.example.org/';
export const AUDIENCE = 'thermograph';

/** An identity provider: a real server with real keys. */
export async function startProvider(alg = 'ES256'): Promise<Provider> {
  let pair = await makePair(alg);
  let fetches = 0;
  let works = true;
  const server = createServer((_request, response) => {
    fetches += 1;
    if (!works) return void response.writeHead(503).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [{ ...pair.jwk, kid: pair.kid, alg, use: 'sig' }] }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys?token=of-the-url`;
  return {
    jwt: { jwksUrl, issuer: ISSUER, audience: AUDIENCE, roleClaim: 'role', sitesClaim: 'sites', assetClaim: 'asset' },
    get fetches() {
      return fetches;
    },
    async rotate() {
      pair = await makePair(alg);
    },
    down: () => void (works = false),
    up: () => void (works = true),
    sign(at, claims = {}, header = {}) {
      const seconds = Math.floor(at / SECOND);
      const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'anna', role: 'ADMIN', iat: seconds, exp: seconds + 60, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg, kid: pair.kid, ...header }).sign(pair.privateKey);
    },
    publicKey: async () => pair.jwk,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function makePair(alg: string): Promise<{ privateKey: CryptoKey; jwk: JWK; kid: string }> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwk = await exportJWK(publicKey);
  return { privateKey, jwk, kid: await calculateJwkThumbprint(jwk) };
}
