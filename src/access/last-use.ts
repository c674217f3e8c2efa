import { arrayLiteral, sql, type Database } from '../database.js';
import { formatInstant, MINUTE, type Instant } from '../domain/time.js';
import type { Logger } from '../log.js';

export interface LastUses extends AsyncDisposable {
  /** A key was used. Written down beside the request, and only when what is known of it is a minute old. */
  note(keyId: number, knownAt: Instant | null, at: Instant): void;
}

const GATHER_MS = 1_000;

/**
 * One statement for all keys that were used within a second. Whether a minute has passed is decided again where it is
 * written: other processes note the same keys. What cannot be written is logged, and noted again at the next use.
 */
export function openLastUses({ database, log }: { database: Database; log: Logger }): LastUses {
  const used = new Map<number, Instant>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const flush = () => {
    timer = null;
    const uses = [...used];
    used.clear();
    writing = writing.then(() => write(database, uses)).catch((err: unknown) => log.warn({ err, keys: uses.length }, 'the last use of keys was not written down'));
  };
  return {
    note(keyId, knownAt, at) {
      if (knownAt !== null && at - knownAt < MINUTE) return;
      used.set(keyId, at);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async [Symbol.asyncDispose]() {
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      await writing;
    },
  };
}

/** Passes over what another process is writing: it writes the same. */
async function write(database: Database, uses: readonly (readonly [id: number, at: Instant])[]): Promise<void> {
  await sql(database.em.fork(), `
    with used (id, at) as (
      select api_key.id, use.at from unnest($1::text::int[], $2::text::timestamptz[]) as use (id, at)
      join api_key on api_key.id = use.id and (api_key.last_used_at is null or api_key.last_used_at <= use.at - interval '1 minute')
      for no key update of api_key skip locked
    )
    update api_key set last_used_at = used.at from used where api_key.id = used.id`, [arrayLiteral(uses.map(([id]) => id)), arrayLiteral(uses.map(([, at]) => formatInstant(at)))]);
}
