import { errors, jwtVerify, type JWTHeaderParameters } from 'jose';
import type { JwtConfig } from '../config.js';
import { arrayLiteral, micros, sql, type Database } from '../database.js';
import { SECOND, type Instant } from '../domain/time.js';
import type { Logger } from '../log.js';
import { parseClaims, type Claims } from './claims.js';
import { CLOCK_SKEW, type Clock } from './clock.js';
import type { Credential } from './credential.js';
import { createDirectory } from './directory.js';
import { createProviderKeys } from './provider-keys.js';
import { AccessUnavailable } from './unavailable.js';

/** Whose token this is; null: it is none of ours, or has expired or is revoked. Rejects with AccessUnavailable. */
export type Tokens = (token: string) => Promise<Credential | null>;

// The provider signs and we cannot: with a secret that both know, whoever steals it here could be anybody.
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'EdDSA', 'Ed25519'];

/** Tokens of the identity provider (RFC 7519), with the sites and the revocations of the database. */
export function createTokens({ jwt, database, log, clock }: { jwt: JwtConfig; database: Database; log: Logger; clock: Clock }): Tokens {
  const keys = createProviderKeys({ ...jwt, clock, log });
  const sites = createDirectory({ clock, read: (codes) => readSites(database, codes) });
  const revocations = createDirectory({ clock, read: (subjects) => readRevocations(database, subjects) });

  const standing = async ({ subject, role, asset, ...claims }: Claims, header: JWTHeaderParameters): Promise<Credential | null> => {
    if (clock.now() >= claims.expiresAt) return null;
    const [revocation, siteIds] = await Promise.all([revocations(subject), claims.sites && Promise.all(claims.sites.map(sites))]);
    if (revocation === null || claims.issuedAt <= (revocation.beforeAt ?? -Infinity)) return null;
    // A site that there is not opens no door, and leaves the others open.
    const reached = siteIds && siteIds.flatMap((site) => site?.id ?? []);
    // A key that the provider has withdrawn ends what was opened with it.
    const confirm = () => unlessRefused(async () => {
      await keys(header);
      return standing({ subject, role, asset, ...claims }, header);
    }, log);
    return { id: `jwt:${subject}`, viewer: { name: subject, role, sites: reached, asset }, expiresAt: claims.expiresAt, confirm };
  };
  return (token) => unlessRefused(async () => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer: jwt.issuer,
      audience: jwt.audience,
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: CLOCK_SKEW / SECOND,
      currentDate: new Date(clock.now() / 1000),
    });
    const outcome = parseClaims(payload, jwt);
    if (!outcome.ok) throw new errors.JWTInvalid(outcome.reason);
    // Issued later than now, it would be no earlier than a revocation.
    if (outcome.claims.issuedAt > clock.now() + CLOCK_SKEW) throw new errors.JWTInvalid('it was issued in the future');
    return standing(outcome.claims, protectedHeader);
  }, log);
}

/** Why a token is refused is told to operators who look for it, and never to the caller. Of the token nothing is logged. */
async function unlessRefused(check: () => Promise<Credential | null>, log: Logger): Promise<Credential | null> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof AccessUnavailable) throw error;
    if (!(error instanceof errors.JOSEError)) throw new AccessUnavailable('Tokens cannot be checked now.', { cause: error });
    log.debug({ code: error.code, reason: error.message }, 'a token was refused');
    return null;
  }
}

interface Site {
  id: number;
}

async function readSites(database: Database, codes: readonly string[]): Promise<Map<string, Site>> {
  const { rows } = await sql<Site & { code: string }>(database.em.fork(), `
    select site.code, site.id from unnest($1::text::text[]) as asked (code) join site using (code)`, [arrayLiteral(codes)]);
  return new Map(rows.map(({ code, id }) => [code, { id }]));
}

interface Revocation {
  /** Null: nothing is revoked. Known too, or every event would ask. */
  beforeAt: Instant | null;
}

async function readRevocations(database: Database, subjects: readonly string[]): Promise<Map<string, Revocation>> {
  const { rows } = await sql<{ subject: string; before_at: number | string | null }>(database.em.fork(), `
    select asked.subject, ${micros('before_at')} as before_at from unnest($1::text::text[]) as asked (subject) left join token_revocation using (subject)`, [arrayLiteral(subjects)]);
  return new Map(rows.map(({ subject, before_at }) => [subject, { beforeAt: before_at === null ? null : Number(before_at) }]));
}
