import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Extension } from '@electric-sql/pglite';

/** The part of PGlite's file system that Postgres calls for fsync. It comes without one: a commit would then be safe from `kill -9`, but not from a power cut. */
interface FileSystemModule {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } };
}

/** Makes an fsync of Postgres one of the operating system. Postgres must be told to use fsync, see FLUSHING. */
export const flush: Extension = {
  name: 'flush to disk',
  setup: async (_postgres, options: { preRun: ((module: FileSystemModule) => void)[] }) => {
    options.preRun.push(({ NODEFS }) => {
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        if (nfd !== undefined) fsyncSync(nfd);
        return 0;
      };
    });
    return { emscriptenOpts: options };
  },
};

/** fdatasync, Postgres' own choice, does nothing in WebAssembly. */
export const FLUSHING = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];

/** Everything below a directory: what was written there before there was a Postgres to flush it. */
export function flushFiles(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = openSync(join(entry.parentPath, entry.name), 'r+');
    fsyncSync(file);
    closeSync(file);
  }
}
