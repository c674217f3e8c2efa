import type { JWTPayload } from 'jose';
import type { JwtConfig } from '../config.js';
import { Role } from '../domain/role.js';
import { SECOND, type Instant } from '../domain/time.js';

/** What a token says, of which the provider's signature has shown that he says it. */
export interface Claims {
  subject: string;
  role: Role;
  /** Codes of sites; null: not bound to any. */
  sites: readonly string[] | null;
  /** Set for a DEVICE, and for nobody else. */
  asset: string | null;
  issuedAt: Instant;
  expiresAt: Instant;
}

/** The reason is for the log. */
export type ClaimsOutcome = { ok: true; claims: Claims } | { ok: false; reason: string };

const YEAR_10000_SECONDS = 253_402_300_800;

/** A claim that is not what it should be refuses the token: it is never read as the one that gives more. */
export function parseClaims(payload: JWTPayload, { roleClaim, sitesClaim, assetClaim }: Pick<JwtConfig, 'roleClaim' | 'sitesClaim' | 'assetClaim'>): ClaimsOutcome {
  const claim = (name: string): unknown => (Object.hasOwn(payload, name) ? payload[name] : undefined);
  const subject = claim('sub');
  const role = Object.values(Role).find((each) => each === claim(roleClaim));
  const sites = claim(sitesClaim);
  const asset = role === Role.DEVICE ? claim(assetClaim) : null;
  const issuedAt = readInstant(claim('iat'));
  const expiresAt = readInstant(claim('exp'));
  if (!isName(subject)) return { ok: false, reason: 'the subject is no text of 1 to 255 characters' };
  if (issuedAt === null || expiresAt === null) return { ok: false, reason: 'iat and exp must be seconds since 1970' };
  if (role === undefined) return { ok: false, reason: `the claim '${roleClaim}' names no role` };
  if (sites !== undefined && !(Array.isArray(sites) && sites.every(isName))) return { ok: false, reason: `the claim '${sitesClaim}' is no list of codes` };
  if (asset !== null && !isName(asset)) return { ok: false, reason: `a DEVICE needs the code of its asset in the claim '${assetClaim}'` };
  return { ok: true, claims: { subject, role, sites: sites === undefined ? null : (sites as string[]), asset, issuedAt, expiresAt } };
}

/** What may be a name here, and a text in the database. */
const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= 255 && value.isWellFormed() && !/\p{Cc}/u.test(value);

const readInstant = (value: unknown): Instant | null => (typeof value === 'number' && value >= 0 && value < YEAR_10000_SECONDS ? Math.round(value * SECOND) : null);
