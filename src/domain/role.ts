/** What somebody may do here. A device only brings readings. */
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
}
