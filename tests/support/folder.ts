import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.js';

export interface Folder extends AsyncDisposable {
  readonly path: string;
}

// Its input ends when we close it or when we die, kill -9 included. Servers write their process ids to NAME.pid.
const GUARD = `
cat >/dev/null
for file in "$1"/*.pid; do
  pid=$(cat "$file") && kill -"$2" "$pid" && kill -CONT "$pid" || continue
  tries=0
  while [ $tries -lt 50 ] && kill -0 "$pid"; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$pid"
done
rm -rf "$1"
`;

/**
 * A temporary folder that does not outlive this process, nor do the servers that live in it: a guard, a shell in a
 * session of its own, ends them with the signal given and takes the folder away.
 */
export async function openFolder(name: string, { account, signal = 'SIGTERM' }: { account?: Account | null; signal?: NodeJS.Signals } = {}): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), `thermograph-${name}-`));
  if (account) await chown(path, account.uid, account.gid);
  const guard = spawn('sh', ['-c', GUARD, 'sh', path, signal.replace('SIG', '')], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const gone = once(guard, 'exit');
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return {
    path,
    async [Symbol.asyncDispose]() {
      guard.ref();
      guard.stdin.end();
      await gone;
    },
  };
}
