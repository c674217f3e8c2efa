import { createRemoteJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JWTHeaderParameters } from 'jose';
import { MINUTE, SECOND, type Duration } from '../domain/time.js';
import type { Logger } from '../log.js';
import type { Clock } from './clock.js';
import { AccessUnavailable } from './unavailable.js';

/** The key that a token names; rejects when there is none, or none can be had. */
export type ProviderKeys = (header: JWTHeaderParameters, token?: FlattenedJWSInput) => Promise<CryptoKey>;

const FRESH: Duration = 10 * MINUTE;
/** So long we trust what the identity provider said last, while he says nothing. */
const LAST_KNOWN: Duration = 24 * 60 * MINUTE;
const COOLDOWN: Duration = 30 * SECOND;
const PATIENCE_MS = 3_000;

/**
 * The keys with which the identity provider signs. jose fetches and reads them; when, is decided here, because its own rule
 * asks a provider who is down again for every token, and drops what he said after ten minutes. Ours: he is asked at most
 * once in 30 seconds, whether he answers or not; when his keys are ten minutes old, or for a key that we do not know. While
 * he does not answer, the last keys are good for a day, and nobody waits for him. After that, and before he has ever
 * answered, nobody can be told from anybody: AccessUnavailable.
 */
export function createProviderKeys({ jwksUrl, clock, log }: { jwksUrl: string; clock: Clock; log: Logger }): ProviderKeys {
  // What else stands in it may be a secret, and is never logged.
  const address = new URL(jwksUrl);
  const remote = createRemoteJWKSet(address, { timeoutDuration: PATIENCE_MS, cacheMaxAge: Infinity, cooldownDuration: Infinity });
  let triedAt: Duration = -Infinity;
  let fetchedAt: Duration = -Infinity;
  let failing = false;
  let fetching: Promise<boolean> | null = null;

  /** Whether there are newer keys than there were. */
  const refresh = (): Promise<boolean> => {
    if (fetching) return fetching;
    if (clock.elapsed() - triedAt < COOLDOWN) return Promise.resolve(false);
    triedAt = clock.elapsed();
    const begunAt = triedAt;
    fetching = remote
      .reload()
      .then(() => {
        [fetchedAt, failing] = [begunAt, false];
        return true;
      })
      .catch((err: unknown) => {
        failing = true;
        log.warn({ err, url: `${address.origin}${address.pathname}` }, 'the keys of the identity provider could not be fetched');
        return false;
      })
      .finally(() => {
        fetching = null;
      });
    return fetching;
  };
  const age = () => clock.elapsed() - fetchedAt;
  const beUpToDate = async (): Promise<void> => {
    if (age() < FRESH) return;
    const fetched = refresh();
    if (!failing || age() >= LAST_KNOWN) await fetched;
    if (age() >= LAST_KNOWN) throw new AccessUnavailable('Tokens cannot be checked now, because the identity provider does not answer. Try again in a moment.');
  };
  return async (header, token) => {
    await beUpToDate();
    try {
      return await remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await refresh())) throw error;
      return remote(header, token);
    }
  };
}
