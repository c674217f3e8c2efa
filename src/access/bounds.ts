import { Role, type Viewer } from '../domain/role.js';

/** What a caller's sight ends at. Where both are given, both hold. */
export interface Bounds {
  /** The ids of the sites whose things he reaches; null: of any, and things that are nowhere. */
  readonly sites: readonly number[] | null;
  /** The code of the one asset that he reaches, with its sensors; null: any. */
  readonly asset: string | null;
}

/** Null: he reaches all there is. A DEVICE without an asset reaches nothing, for no code is empty. */
export function boundsOf({ sites, asset, role }: Viewer): Bounds | null {
  if (role === Role.DEVICE) return { sites, asset: asset ?? '' };
  return sites === null && asset === null ? null : { sites, asset };
}
