import { createHash, randomBytes } from 'node:crypto';

const MARK = 'tg_';
const PREFIX_LENGTH = 8;

export interface NewApiKey {
  /** Told to one person, once. */
  key: string;
  /** By which people tell keys apart; 208 bits of the key stay secret. */
  prefix: string;
  hash: Buffer;
}

/** 256 random bits. That many need no salt and no slow digest: there is nothing to guess. */
export function makeApiKey(): NewApiKey {
  const secret = randomBytes(32).toString('base64url');
  return { key: MARK + secret, prefix: secret.slice(0, PREFIX_LENGTH), hash: digest(MARK + secret) };
}

/** Whether a text may be one of our keys: the database is asked for no other. */
export const looksLikeApiKey = (text: string): boolean => /^tg_[\w-]{43}$/.test(text);

export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
