/** What somebody may do here; docs/access.md has the table. */
export enum Role {
  VIEWER = 'VIEWER',
  OPERATOR = 'OPERATOR',
  QUALITY = 'QUALITY',
  ADMIN = 'ADMIN',
  DEVICE = 'DEVICE',
}

/** Who asks. */
export interface Viewer {
  name: string;
  role: Role;
  /** The ids of the sites that he is bound to; null: to none, he reaches all there is. */
  sites: readonly number[] | null;
  /** The code of the asset that a DEVICE is; null for everybody else. */
  asset: string | null;
}

/** Whoever is on this machine, while no access is configured. */
export const LOCAL: Viewer = { name: 'local', role: Role.ADMIN, sites: null, asset: null };
