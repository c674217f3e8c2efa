import { permissionTable } from '../access/permission-table.js';

export const ACCESS_FILE = 'docs/access.md';

const BEGIN = '<!-- Made from src/access/permissions.ts by `npm run codegen`; do not edit the table. -->';
const END = '<!-- The end of the table. -->';

/** The document with the table as the code has it; throws where it has no place for it. */
export function accessText(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${ACCESS_FILE} has lost the marks between which the table stands`);
  return `${document.slice(0, begin)}${BEGIN}\n\n${permissionTable()}\n\n${document.slice(end)}`;
}
