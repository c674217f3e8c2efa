import type { Viewer } from '../domain/role.js';
import type { Instant } from '../domain/time.js';

/** The id of whoever is on this machine, while no access is configured. */
export const LOCAL_ID = 'local';

/** Somebody who has shown who he is. */
export interface Credential {
  /** Stands for the same caller in every process: whose sockets are counted, and whose budget is spent. Never secret. */
  readonly id: string;
  readonly viewer: Viewer;
  /** When it ends by itself; null: never. */
  readonly expiresAt: Instant | null;
  /**
   * The same asked again, as the database had it a second ago at most; null: it is revoked or has expired. Cheap enough to
   * be asked for every event. Rejects when the database cannot tell.
   */
  confirm(): Promise<Credential | null>;
}

/** Who shows this `Authorization`; null: nobody we know. Rejects when that cannot be found out. */
export type Authenticate = (authorization: unknown) => Promise<Credential | null>;
