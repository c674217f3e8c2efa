import { execFileSync } from 'node:child_process';

export interface Account {
  uid: number;
  gid: number;
}

/** The account that Debian's package made for its server, when we are root and can take it (Postgres refuses root); null: our own. */
export function accountOf(name: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  try {
    const id = (option: string) => Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
