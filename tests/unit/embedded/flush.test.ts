import { closeSync, openSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { flush } from '../../../src/embedded/flush.js';

/** What Postgres calls for fsync, once the extension has been set up. */
async function fsyncOf(): Promise<(stream: { nfd?: number }) => number> {
  const options = { preRun: [] as ((module: unknown) => void)[] };
  await flush.setup(undefined as never, options);
  const NODEFS = { stream_ops: {} as { fsync: (stream: { nfd?: number }) => number } };
  for (const run of options.preRun) run({ NODEFS });
  return NODEFS.stream_ops.fsync;
}

test('an fsync of Postgres is one of the operating system, which knows a closed file when it sees one', async () => {
  const fsync = await fsyncOf();
  const file = openSync(new URL(import.meta.url).pathname, 'r');
  expect(fsync({ nfd: file })).toBe(0);
  closeSync(file);
  expect(() => fsync({ nfd: file })).toThrow('EBADF');
});

test('what is no file of the disk needs none', async () => {
  expect((await fsyncOf())({})).toBe(0);
});
