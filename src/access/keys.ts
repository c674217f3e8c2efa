import { arrayLiteral, micros, sql, type Database } from '../database.js';
import type { Role } from '../domain/role.js';
import type { Instant } from '../domain/time.js';
import type { Logger } from '../log.js';
import { digest } from './api-key.js';
import type { Clock } from './clock.js';
import type { Credential } from './credential.js';
import { createDirectory } from './directory.js';
import { openLastUses } from './last-use.js';

export interface Keys extends AsyncDisposable {
  /** Whose key this is; null: it is none, or has expired or is revoked. Rejects with AccessUnavailable. */
  authenticate(key: string): Promise<Credential | null>;
}

interface Row {
  hash: string;
  id: number;
  name: string;
  role: Role;
  sites: number[] | null;
  asset: string | null;
  expires_at: number | string | null;
  revoked: boolean;
  last_used_at: number | string | null;
}

/** The keys in the database. Disposing writes down the last uses. */
export function openKeys({ database, log, clock }: { database: Database; log: Logger; clock: Clock }): Keys {
  const uses = openLastUses({ database, log });
  const find = createDirectory({ clock, read: (hashes) => readKeys(database, hashes) });

  const authenticate = async (hash: string): Promise<Credential | null> => {
    const row = await find(hash);
    // Postgres is not asked what has expired: one clock decides, and it is the one that ends open streams.
    const expiresAt = row && toInstant(row.expires_at);
    const at = clock.now();
    if (!row || row.revoked || (expiresAt !== null && at >= expiresAt)) return null;
    uses.note(row.id, toInstant(row.last_used_at), at);
    const viewer = { name: row.name, role: row.role, sites: row.sites, asset: row.asset };
    return { id: `key:${row.id}`, viewer, expiresAt, confirm: () => authenticate(hash) };
  };
  return {
    authenticate: (key) => authenticate(digest(key).toString('hex')),
    [Symbol.asyncDispose]: () => uses[Symbol.asyncDispose](),
  };
}

const toInstant = (micros: number | string | null): Instant | null => (micros === null ? null : Number(micros));

/** What is bound has a list, be it empty; what is not has none. */
async function readKeys(database: Database, hashes: readonly string[]): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>(database.em.fork(), `
    select encode(key.hash, 'hex') as hash, key.id, key.name, key.role, ${micros('key.expires_at')} as expires_at, ${micros('key.last_used_at')} as last_used_at,
      key.revoked_at is not null as revoked, coalesce(machine.code, container.code, sample.code) as asset,
      case when key.bound_to_sites then array(select site_id from api_key_site where api_key_id = key.id order by site_id) end as sites
    from unnest($1::text::text[]) as asked (hash)
    join api_key as key on key.hash = decode(asked.hash, 'hex')
    left join machine on machine.id = key.machine_id
    left join container on container.id = key.container_id
    left join sample on sample.id = key.sample_id`, [arrayLiteral(hashes)]);
  return new Map(rows.map((row) => [row.hash, row]));
}
