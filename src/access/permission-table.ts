import { Role } from '../domain/role.js';
import { PERMISSIONS, type Permissions } from './permissions.js';

const ROLES = Object.values(Role);

/** The table of permissions in Markdown: a field in each row, a role in each column. */
export function permissionTable(permissions: Permissions = PERMISSIONS): string {
  const rows = Object.entries(permissions).flatMap(([type, fields]) =>
    Object.entries(fields).map(([field, { roles, unboundOnly }]) => line([`\`${type}.${field}\``, ...ROLES.map((role) => (roles.includes(role) ? 'yes' : '')), unboundOnly ? 'no' : 'yes'])),
  );
  return [line(['field', ...ROLES, 'when bound to sites']), line(Array.from({ length: ROLES.length + 2 }, () => '---')), ...rows].join('\n');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
