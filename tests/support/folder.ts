import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Account } from './account.js';

export interface Folder extends AsyncDisposable {
  readonly path: string;
}

// Its input ends when we close it or when we are gone, killed or not. Servers write their process ids to NAME.pid.
const GUARD = `
folder=$(mktemp -d "$1") && echo "$folder" || exit 1
cat >/dev/null
for file in "$folder"/*.pid; do
  pid=$(cat "$file") && kill -"$2" "$pid" && kill -CONT "$pid" || continue
  tries=0
  while [ $tries -lt 50 ] && kill -0 "$pid"; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$pid"
done
rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }
`;

/**
 * A temporary folder that does not outlive this process, nor do the servers that live in it: a guard, a shell in a
 * session of its own, makes the folder, and in the end tells the servers to stop and takes the folder away.
 */
export async function openFolder(name: string, { account, signal = 'SIGTERM' }: { account?: Account | null; signal?: NodeJS.Signals } = {}): Promise<Folder> {
  const template = join(tmpdir(), `thermograph-${name}-XXXXXX`);
  const guard = spawn('sh', ['-c', GUARD, 'sh', template, signal.replace('SIG', '')], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  const gone = once(guard, 'exit');
  const [path] = (await Promise.race([once(createInterface({ input: guard.stdout }), 'line'), gone.then(() => [])])) as [string?];
  if (!path) throw new Error(`no folder could be made in ${tmpdir()}`);
  if (account) await chown(path, account.uid, account.gid);
  guard.stdout.destroy();
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
